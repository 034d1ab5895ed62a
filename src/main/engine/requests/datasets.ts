import { randomUUID } from 'node:crypto';
import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import type { EventName, Events } from '../../../shared/contract/events.ts';
import type { OpenDataset, SourceRequest } from '../../../shared/contract/requests.ts';
import type { TableSource } from '../dataset/byte-source.ts';
import type { JobOptions, Threads } from '../workers/threads.ts';
import { FileWatch } from './file-watch.ts';
import type { Handlers } from './handlers.ts';
import { type OpenDatasets, OpenedDataset } from './open-datasets.ts';
import { samplePath } from './samples.ts';
import type { Uploads } from './uploads.ts';

interface Parts {
  datasets: OpenDatasets;
  uploads: Uploads;
  samplesFolder: string;
  short: Threads;
  long: Threads;
  emit: <E extends EventName>(event: E, payload: Events[E]) => void;
}

type DatasetMethod = 'dataset.open' | 'dataset.reread' | 'dataset.preview' | 'dataset.list' | 'dataset.close';

/** Opens, reads again, lists and closes datasets, and tells when the file behind one changed. */
export function serveDatasets({ datasets, uploads, samplesFolder, short, long, emit }: Parts): {
  handlers: Handlers<DatasetMethod>;
  close: () => void;
} {
  const watch = new FileWatch((datasetId, change) => emit('file-changed', { datasetId, change }));

  function sourceOf(source: SourceRequest): TableSource {
    switch (source.kind) {
      case 'path':
        return { path: source.path };
      case 'sample':
        return { path: samplePath(samplesFolder, source.file) };
      case 'upload': {
        const { bytes, name } = uploads.complete(source.uploadId);
        return { bytes, name };
      }
    }
  }

  async function read(
    id: string,
    source: SourceRequest,
    overrides: DialectOverrides,
    options: JobOptions<'read-table'>,
  ): Promise<OpenDataset> {
    const table = await long.run('read-table', { source: sourceOf(source), overrides }, options);
    const dataset = new OpenedDataset(id, source, table, overrides, short);
    datasets.set(dataset);
    if (source.kind === 'path') watch.add(id, source.path);
    emit('datasets-changed', { datasetIds: datasets.all().map(({ id }) => id) });
    return dataset.summary;
  }

  const handlers: Handlers<DatasetMethod> = {
    'dataset.open': ({ source, overrides }, context) => read(randomUUID(), source, overrides, options(context)),
    // The dataset as it was stays open until the new reading is complete: a cancelled or failed one loses nothing.
    'dataset.reread': ({ datasetId, overrides }, context) =>
      read(datasetId, datasets.get(datasetId).source, overrides, options(context)),
    'dataset.preview': ({ source, overrides, rows }, { signal }) =>
      short.run('preview-table', { source: sourceOf(source), overrides, rows }, signal ? { signal } : {}),
    'dataset.list': () => datasets.all().map(({ summary }) => summary),
    'dataset.close': ({ datasetId }) => {
      const { source } = datasets.get(datasetId);
      if (source.kind === 'upload') uploads.forget(source.uploadId);
      datasets.delete(datasetId);
      watch.remove(datasetId);
      emit('datasets-changed', { datasetIds: datasets.all().map(({ id }) => id) });
      return null;
    },
  };
  return { handlers, close: () => watch.close() };
}

function options({
  signal,
  onProgress,
}: {
  signal: AbortSignal | undefined;
  onProgress: NonNullable<JobOptions<'read-table'>['onProgress']>;
}): JobOptions<'read-table'> {
  return signal ? { signal, onProgress } : { onProgress };
}
