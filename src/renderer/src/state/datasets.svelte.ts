import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import { failureOf, type Failure } from '../../../shared/contract/errors.ts';
import type { LoadProgress, OpenDataset, SourceRequest } from '../../../shared/contract/requests.ts';
import type { Connection } from '../transport/connection.ts';
import { uploadFiles } from '../transport/upload-files.ts';

/** A file that is being sent or read. */
export interface Loading {
  id: number;
  /** What is being loaded, as the person named it. */
  name: string;
  /** Bytes on their way to the engine; null once the engine reads. */
  sending: { sent: number; total: number } | null;
  progress: LoadProgress | null;
  /** The newest preview of the columns; most reports bring none. */
  preview: NonNullable<LoadProgress['preview']>;
  cancel: () => void;
}

interface Outcomes {
  opened: (dataset: OpenDataset) => void;
  reread: (dataset: OpenDataset) => void;
  failed: (failure: Failure, name: string) => void;
}

/** The tables open in the engine, and those on their way there. */
export class Datasets {
  list = $state.raw<OpenDataset[]>([]);
  loading = $state.raw<Loading[]>([]);
  /** What happened to the file behind a dataset since it was read. */
  changedFiles = $state.raw<Record<string, 'modified' | 'missing'>>({});
  /** What each dataset was last read with. */
  #applied: Record<string, string> = {};
  #lastId = 0;
  readonly #connection: Connection;
  readonly #outcomes: Outcomes;

  constructor(connection: Connection, outcomes: Outcomes) {
    this.#connection = connection;
    this.#outcomes = outcomes;
    connection.subscribe('datasets-changed', () => void this.refresh());
    connection.subscribe('file-changed', ({ datasetId, change }) => this.#mark(datasetId, change));
  }

  byId(datasetId: string | null): OpenDataset | null {
    return this.list.find((dataset) => dataset.datasetId === datasetId) ?? null;
  }

  async refresh(): Promise<void> {
    const reply = await this.#connection.call('dataset.list', {});
    if (reply.ok) this.list = reply.value;
  }

  /** Files that were dropped or picked in the page. */
  async openFiles(files: readonly File[]): Promise<void> {
    for (const file of files) {
      await this.#load(file.name, async (signal, update) => {
        update({ sending: { sent: 0, total: file.size } });
        const [source] = await this.#connection.sourcesOf([file], {
          signal,
          onProgress: (sent, total) => update({ sending: { sent, total } }),
        });
        return source ? this.#open(source, signal, update) : null;
      });
    }
  }

  /** A table that the page made: it lies nowhere, so its bytes are sent, whatever the host. */
  async openMade(file: File): Promise<void> {
    await this.#load(file.name, async (signal, update) => {
      const [source] = await uploadFiles(this.#connection.call, [file], { signal });
      return source ? this.#open(source, signal, update) : null;
    });
  }

  async openSources(sources: readonly SourceRequest[]): Promise<void> {
    for (const source of sources) {
      await this.#load(nameOf(source), (signal, update) => this.#open(source, signal, update));
    }
  }

  /** Reads a dataset's source again when it was read with other decisions; what is open stays until that succeeds. */
  async reread(dataset: OpenDataset, overrides: DialectOverrides, always = false): Promise<void> {
    const { datasetId, name } = dataset;
    const wanted = JSON.stringify(overrides);
    if (!always && (this.#applied[datasetId] ?? '{}') === wanted) return;
    this.#applied[datasetId] = wanted;
    await this.#load(name, async (signal, update) => {
      const reply = await this.#connection.call(
        'dataset.reread',
        { datasetId, overrides },
        { signal, onProgress: (progress) => update({ progress }) },
      );
      if (!reply.ok) return { failure: reply.error };
      this.#mark(datasetId, null);
      this.#keep(reply.value);
      this.#outcomes.reread(reply.value);
      return null;
    });
  }

  /** After a reload of the page: the engine has read the dataset so already. */
  assumeRead(datasetId: string, overrides: DialectOverrides): void {
    this.#applied[datasetId] = JSON.stringify(overrides);
  }

  async close(datasetId: string): Promise<void> {
    this.list = this.list.filter((dataset) => dataset.datasetId !== datasetId);
    this.#mark(datasetId, null);
    await this.#connection.call('dataset.close', { datasetId });
  }

  async #open(source: SourceRequest, signal: AbortSignal, update: (change: Partial<Loading>) => void) {
    update({ sending: null });
    const reply = await this.#connection.call(
      'dataset.open',
      { source, overrides: {} },
      {
        signal,
        onProgress: (progress) => update({ progress, ...(progress.preview && { preview: progress.preview }) }),
      },
    );
    if (!reply.ok) return { failure: reply.error };
    this.#keep(reply.value);
    this.#outcomes.opened(reply.value);
    return null;
  }

  async #load(
    name: string,
    run: (signal: AbortSignal, update: (change: Partial<Loading>) => void) => Promise<{ failure: Failure } | null>,
  ): Promise<void> {
    const controller = new AbortController();
    const id = ++this.#lastId;
    const cancel = (): void => controller.abort();
    this.loading = [...this.loading, { id, name, sending: null, progress: null, preview: [], cancel }];
    const update = (change: Partial<Loading>): void => {
      this.loading = this.loading.map((entry) => (entry.id === id ? { ...entry, ...change } : entry));
    };
    try {
      const outcome = await run(controller.signal, update);
      if (outcome) this.#outcomes.failed(outcome.failure, name);
    } catch (thrown) {
      this.#outcomes.failed(failureOf(thrown), name);
    } finally {
      this.loading = this.loading.filter((entry) => entry.id !== id);
    }
  }

  #keep(dataset: OpenDataset): void {
    const known = this.list.some(({ datasetId }) => datasetId === dataset.datasetId);
    this.list = known
      ? this.list.map((other) => (other.datasetId === dataset.datasetId ? dataset : other))
      : [...this.list, dataset];
  }

  #mark(datasetId: string, change: 'modified' | 'missing' | null): void {
    const { [datasetId]: _, ...others } = this.changedFiles;
    this.changedFiles = change === null ? others : { ...others, [datasetId]: change };
  }
}

function nameOf(source: SourceRequest): string {
  if (source.kind === 'upload') return 'the file';
  const path = source.kind === 'path' ? source.path : source.file;
  return path.split(/[\\/]/).at(-1) ?? path;
}
