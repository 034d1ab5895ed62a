import { createContext } from 'svelte';
import type { OpenDataset, Sample, Value } from '../../../shared/contract/requests.ts';
import { defaultSettings, type Settings } from '../../../shared/contract/settings.ts';
import type { Connection, ConnectionStatus } from '../transport/connection.ts';
import { forgetDataset, showDataset, type Change } from './changes.ts';
import { Datasets } from './datasets.svelte.ts';
import { FitStore, type KeptFit } from './fit-store.svelte.ts';
import { History, type SavedHistory } from './history.svelte.ts';
import { keepDatasets, readFits, readSession, writeSession } from './session.ts';
import { ThemeState } from './theme.svelte.ts';
import { Toasts } from './toasts.svelte.ts';
import { datasetOf, emptyViewState, type DatasetState, type ViewState } from './view-state.ts';

export type Host = Value<'host.describe'>;

/** The person's work while a tour stands in its place. */
interface AsideWork {
  history: SavedHistory<ViewState>;
  fits: KeptFit[];
  /** What the tour is about; null while it is being opened. */
  datasetId: string | null;
  /** Told when the work is back. */
  onback: () => void;
}

/** What every panel shares: the way to the engine, the arrangement with its history, and what is open. */
export class App {
  readonly connection: Connection;
  readonly history = new History<ViewState>(emptyViewState);
  readonly datasets: Datasets;
  /** Fits that the ledgers name. */
  readonly fits = new FitStore();
  readonly toasts = new Toasts();
  readonly theme = new ThemeState();
  host = $state.raw<Host>({ host: 'loopback', version: '', dialogs: false, openFirst: [] });
  settings = $state.raw<Settings>(defaultSettings);
  samples = $state.raw<Sample[]>([]);
  /** Of the way to the engine; while it is opened again, what is asked waits. */
  connectionStatus = $state<ConnectionStatus>('open');
  /** True once session, datasets and settings are known. */
  ready = $state(false);
  /** Counts readings of data: results asked before are asked again. */
  dataVersion = $state(0);

  #aside: AsideWork | null = null;

  constructor(connection: Connection) {
    this.connection = connection;
    this.datasets = new Datasets(connection, {
      opened: (dataset) => this.#show(dataset),
      reread: () => this.dataVersion++,
      failed: (failure, name) => this.toasts.failure({ ...failure, details: { file: name, ...failure.details } }),
    });
  }

  get state(): ViewState {
    return this.history.present;
  }

  /** The table shown. */
  get dataset(): OpenDataset | null {
    return this.datasets.byId(this.state.datasetId);
  }

  /** How it is arranged. */
  get arrangement(): DatasetState | null {
    return datasetOf(this.state);
  }

  /** Does something that can be undone; `kind` joins quick changes of one gesture into one step. */
  run(label: string, change: Change, kind: string | null = null): void {
    this.history.run(label, change, kind);
  }

  /** Asks the host and the engine for what they kept, then opens what the program was started with. */
  async start(): Promise<void> {
    const { call } = this.connection;
    this.connection.onStatus((status) => (this.connectionStatus = status));
    const [host, settings, session] = await Promise.all([
      call('host.describe', {}),
      call('settings.read', {}),
      call('session.read', {}),
      this.datasets.refresh(),
      this.#readSamples(),
    ]);
    if (host.ok) this.host = host.value;
    if (settings.ok) this.settings = settings.value;
    this.theme.choice = this.settings.theme;
    this.#restore(session.ok ? session.value.state : null);
    this.connection.subscribe('open-requested', ({ sources }) => void this.datasets.openSources(sources));
    this.ready = true;
    await this.datasets.openSources(this.host.openFirst);
  }

  /** Keeps the arrangement where a reload of the page finds it. */
  saveSession(): void {
    const history = this.#aside?.history ?? this.history.save();
    if (this.ready) void this.connection.call('session.write', { state: writeSession(history, this.fits) });
  }

  /**
   * Puts the person's work aside and shows something else in its place, with a history of its own. The session goes on
   * holding the work. Opening or closing a file ends it, so that neither is lost.
   * @param change     from the person's state to what is shown
   * @param datasetId  what is shown; null where it is the next dataset that will be opened
   */
  setAside(change: Change, datasetId: string | null, onback: () => void): void {
    this.#aside ??= { history: this.history.save(), fits: this.fits.all, datasetId, onback };
    this.history.restore({ present: change(this.state), past: [], future: [] });
  }

  /** The person's work is shown again, exactly as it was put aside. */
  bringBack(): void {
    const aside = this.#aside;
    if (!aside) return;
    this.#aside = null;
    this.history.restore(aside.history);
    this.fits.restore(aside.fits);
    aside.onback();
  }

  changeSettings(changed: Partial<Settings>): void {
    this.settings = { ...this.settings, ...changed };
    this.theme.choice = this.settings.theme;
    void this.connection.call('settings.write', { settings: this.settings });
  }

  /** Opens files by the host's dialog; in a browser the page's own picker does it. */
  async pickFiles(): Promise<void> {
    const reply = await this.connection.call('host.pick-files', {});
    if (reply.ok) await this.datasets.openSources(reply.value.sources);
    else this.toasts.failure(reply.error);
  }

  async closeDataset(datasetId: string): Promise<void> {
    this.bringBack();
    const next = this.datasets.list.find((other) => other.datasetId !== datasetId)?.datasetId ?? null;
    this.history.replace(forgetDataset(datasetId, next));
    await this.datasets.close(datasetId);
  }

  undo(): void {
    const label = this.history.undo();
    if (label) this.toasts.done(`Undone: ${label}.`);
  }

  redo(): void {
    const label = this.history.redo();
    if (label) this.toasts.done(`Done again: ${label}.`);
  }

  async #readSamples(): Promise<void> {
    const reply = await this.connection.call('samples.list', {});
    if (reply.ok) this.samples = reply.value;
  }

  #restore(text: string | null): void {
    const session = readSession(text);
    this.fits.restore(readFits(text));
    const open = this.datasets.list.map(({ datasetId }) => datasetId);
    if (session) {
      const keep = (steps: typeof session.past) =>
        steps.map((step) => ({ ...step, state: keepDatasets(step.state, open) }));
      const present = keepDatasets(session.present, open);
      this.history.restore({ present, past: keep(session.past), future: keep(session.future) });
      for (const [id, { overrides }] of Object.entries(present.datasets)) this.datasets.assumeRead(id, overrides);
    }
    const last = this.datasets.list.at(-1);
    if (last && !this.dataset) this.#show(last);
  }

  #show(dataset: OpenDataset): void {
    if (this.#aside?.datasetId === null) this.#aside.datasetId = dataset.datasetId;
    else if (this.#aside) this.bringBack();
    const numeric = dataset.columns.find(({ type }) => type === 'number' || type === 'date');
    this.history.replace(showDataset(dataset.datasetId, (numeric ?? dataset.columns[0])?.name ?? null));
    void this.#readRecent();
  }

  async #readRecent(): Promise<void> {
    const reply = await this.connection.call('settings.read', {});
    if (reply.ok) this.settings = { ...this.settings, recent: reply.value.recent };
  }
}

/** The app, given once at the root of the page and taken by every panel. */
export const [useApp, provideApp] = createContext<App>();
