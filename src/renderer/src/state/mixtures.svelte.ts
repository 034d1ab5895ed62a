import { createContext, untrack } from 'svelte';
import type { ColumnInfo } from '../../../shared/contract/dataset.ts';
import type { Failure } from '../../../shared/contract/errors.ts';
import type {
  MixtureData,
  MixtureEvaluation,
  MixtureFitProgress,
  MixtureFrame,
  MixtureSpecification,
  ScanCell,
} from '../../../shared/contract/mixture-requests.ts';
import type { Value } from '../../../shared/contract/requests.ts';
import { identify, type IdentifiedMixture } from '../../../shared/statistics/component-identity.ts';
import { canonicalModel, covarianceModelsOf } from '../../../shared/statistics/covariance-models.ts';
import type { GaussianMixture, StartMethod } from '../../../shared/statistics/gaussian-mixture.ts';
import type { App } from './app.svelte.ts';
import { fitId, type KeptFit } from './fit-store.svelte.ts';
import { showView } from './changes.ts';
import { changeMixture, keepFits, showFit } from './mixture-changes.ts';
import { defaultMixture, type Draft, type MixtureChoice, type MixtureState } from './mixture-state.ts';
import { Query } from './query.svelte.ts';

/** Rows drawn one by one, at most; more are counted in cells. */
export const mostPoints = 50_000;
const cells = { columns: 240, lines: 180 };
/** Frames of a trace: more would not be looked at. */
const mostFrames = 500;

/** A fit under way. */
export interface RunningFit {
  choice: MixtureChoice;
  columns: string[];
  /** EM goes on from what was set by hand. */
  fromDraft: boolean;
  progress: MixtureFitProgress | null;
}

/** A scan, done or under way. */
export interface RunningScan {
  /** What was scanned: another scan has another key. */
  key: string;
  columns: string[];
  /** By `K model`. */
  cells: Readonly<Record<string, ScanCell>>;
  done: number;
  total: number;
  running: boolean;
  elapsedMs: number;
}

/** EM, step by step. */
export interface Theatre {
  frames: MixtureFrame[];
  ids: number[];
  status: Value<'mixture.trace'>['status'] | null;
  method: StartMethod;
  /** The half-step shown: 2i is the E-step of frame i, 2i + 1 the M-step after it. */
  at: number;
  playing: boolean;
}

/** What the Mixture view shows and does: fits, scans and traces under way, and the rows that are drawn. */
export class Mixtures {
  running = $state.raw<RunningFit | null>(null);
  /** Why the last fit asked for is not there, and what it was. */
  failed = $state.raw<{ failure: Failure; choice: MixtureChoice; columns: string[] } | null>(null);
  scan = $state.raw<RunningScan | null>(null);
  theatre = $state.raw<Theatre | null>(null);
  readonly #app: App;
  readonly #points;
  readonly #cloud;
  readonly #histogram;
  readonly #evaluation;
  #fitting: AbortController | null = null;
  #scanning: AbortController | null = null;
  #tracing: AbortController | null = null;

  /** To be made while a component is initialised: it asks as long as that component lives. */
  constructor(app: App, shown: () => boolean) {
    const { call } = app.connection;
    this.#app = app;
    this.#points = new Query(call, 'mixture.points');
    this.#cloud = new Query(call, 'pair.cloud');
    this.#histogram = new Query(call, 'column.histogram');
    this.#evaluation = new Query(call, 'mixture.evaluate');
    const all = [this.#points, this.#cloud, this.#histogram, this.#evaluation];

    $effect(() => {
      const data = shown() ? this.drawnRows : null;
      const one = data !== null && data.columns.length === 1;
      this.#points.ask(data && { ...data, count: one ? 2000 : mostPoints });
      const [x, y] = this.drawnColumns;
      const many = (this.#points.value?.used ?? 0) > mostPoints;
      const { datasetId = '', filters = [] } = data ?? {};
      this.#cloud.ask(
        data && !one && many && x !== undefined && y !== undefined
          ? {
              datasetId,
              filters,
              columns: [x, y],
              groupBy: null,
              map: null,
              window: this.state.window,
              cells,
              mostPoints: 0,
            }
          : null,
      );
      const rule = { kind: 'freedman-diaconis' } as const;
      this.#histogram.ask(one && x !== undefined ? { datasetId, filters, column: x, groupBy: null, rule } : null);
    });
    $effect(() => {
      const { draft } = this.state;
      const data = this.labelledFor(draft);
      const covarianceModel = this.kept?.specification.covarianceModel ?? this.state.choice.covarianceModel;
      this.#evaluation.ask(draft && data && { ...data, mixture: draft.mixture, covarianceModel });
    });
    $effect(() => {
      if (app.dataVersion > 0) untrack(() => all.forEach((query) => query.refresh()));
    });
    // Another table: what runs for the one before is of no use.
    let last: string | null = null;
    $effect(() => {
      const { datasetId } = app.state;
      if (datasetId === last) return;
      last = datasetId;
      untrack(() => {
        this.cancel();
        this.cancelScan();
        this.closeTheatre();
        this.failed = null;
        this.scan = null;
      });
    });
  }

  get state(): MixtureState {
    return this.#app.arrangement?.mixture ?? defaultMixture;
  }

  /** Columns that can be fitted. */
  get numeric(): ColumnInfo[] {
    return (this.#app.dataset?.columns ?? []).filter(({ type }) => type === 'number' || type === 'date');
  }

  /** Columns that are fitted. */
  get columns(): string[] {
    const known = this.numeric.map(({ name }) => name);
    const chosen = this.state.columns?.filter((name) => known.includes(name)) ?? [];
    return chosen.length > 0 ? chosen : known.slice(0, 2);
  }

  /** The one or two of them that are drawn. */
  get drawnColumns(): string[] {
    const { columns } = this;
    if (columns.length < 2) return columns;
    const [x, y] = this.drawnPlaces;
    return [columns[x]!, columns[y]!];
  }

  get drawnPlaces(): [number, number] {
    const { axes } = this.state;
    return axes.every((place) => place < this.columns.length) && axes[0] !== axes[1] ? axes : [0, 1];
  }

  /** Of the bytes read and how they were read. */
  get reading(): string {
    const { dataset, arrangement } = this.#app;
    return dataset ? `${dataset.hash} ${JSON.stringify(arrangement?.overrides ?? {})}` : '';
  }

  /** The rows as they are chosen now; null without columns. */
  rowsFor(columns: readonly string[], choice: Pick<MixtureChoice, 'labels' | 'weights'>): MixtureData | null {
    const { dataset, arrangement } = this.#app;
    if (!dataset || !arrangement || columns.length === 0) return null;
    const known = dataset.columns.map(({ name }) => name);
    const labels =
      choice.labels && known.includes(choice.labels.column) ? { ...choice.labels, components: null } : null;
    const weights = choice.weights && known.includes(choice.weights.column) ? choice.weights : null;
    return { datasetId: dataset.datasetId, columns: [...columns], filters: arrangement.filters, labels, weights };
  }

  /** What is drawn: rows do not change with the labels. */
  get drawnRows(): MixtureData | null {
    return this.rowsFor(this.columns, { labels: null, weights: this.state.choice.weights });
  }

  /** The fit shown; null where there is none or it is of other columns. */
  get kept(): KeptFit | null {
    const kept = this.#app.fits.get(this.state.shown);
    return kept && JSON.stringify(kept.data.columns) === JSON.stringify(this.columns) ? kept : null;
  }

  /** In what the rows differ from those the fit rests on; null where they are the same. */
  get stale(): 'filter' | 'data' | null {
    return this.kept && this.staleness(this.kept);
  }

  staleness({ data, reading }: KeptFit): 'filter' | 'data' | null {
    if (reading !== this.reading) return 'data';
    return JSON.stringify(data.filters) === JSON.stringify(this.#app.arrangement?.filters ?? []) ? null : 'filter';
  }

  /** The mixture drawn: of the theatre, set by hand, or fitted. */
  get shown(): IdentifiedMixture | null {
    const { theatre, kept } = this;
    if (theatre) {
      const frame = theatre.frames[Math.min(Math.ceil(theatre.at / 2), theatre.frames.length - 1)];
      if (frame) return { mixture: frame.mixture, ids: theatre.ids };
    }
    if (this.state.draft) return this.state.draft;
    return kept && { mixture: mixtureOf(kept.reply.fit), ids: kept.ids };
  }

  /** The mixture whose responsibilities colour the points: in an M-step still that of the E-step before. */
  get coloured(): IdentifiedMixture | null {
    const { theatre } = this;
    const frame = theatre?.frames[Math.floor(theatre.at / 2)];
    return theatre && frame ? { mixture: frame.mixture, ids: theatre.ids } : this.shown;
  }

  get points() {
    return this.#points.value;
  }

  /** Columns the points are of: for a moment after a change those before. */
  get pointColumns(): string[] {
    return this.#points.params?.columns ?? [];
  }

  get cloud() {
    return this.#cloud.value;
  }

  get histogram() {
    return this.#histogram.value?.groups[0]?.value.histogram ?? null;
  }

  get pending(): boolean {
    return this.#points.pending || this.#histogram.pending;
  }

  get pointsFailure(): Failure | null {
    return this.#points.failure;
  }

  /** Log-likelihood and criteria of what was set by hand, as last answered. */
  get evaluation(): MixtureEvaluation | null {
    return this.state.draft ? this.#evaluation.value : null;
  }

  get evaluationPending(): boolean {
    return this.#evaluation.pending;
  }

  get evaluationFailure(): Failure | null {
    return this.#evaluation.failure;
  }

  /** The rows with each label at its component of a mixture; without labels where one has lost its component. */
  labelledFor(mixture: { ids: number[] } | null): MixtureData | null {
    const data = this.rowsFor(this.columns, this.state.choice);
    if (!data?.labels || !mixture) return data;
    const { kept } = this;
    const components = kept?.reply.fit.labelComponents?.map((place) => mixture.ids.indexOf(kept.ids[place]!)) ?? [];
    const complete = components.length > 0 && components.every((place) => place >= 0);
    return { ...data, labels: complete ? { ...data.labels, components } : null };
  }

  /** Sets the mixture by hand; quick changes of one kind are one step of the history. */
  setDraft(label: string, change: (draft: Draft) => IdentifiedMixture, kind: string | null = null): void {
    const { shown } = this;
    if (!shown) return;
    this.closeTheatre();
    const draft: Draft = this.state.draft ?? { ...shown, locked: [] };
    const { mixture, ids } = change(draft);
    const locked = draft.locked.filter((id) => ids.includes(id));
    this.#app.run(label, changeMixture({ draft: { mixture, ids, locked } }), kind);
  }

  toggleLock(id: number): void {
    const { shown } = this;
    if (!shown) return;
    const draft: Draft = this.state.draft ?? { ...shown, locked: [] };
    const held = draft.locked.includes(id);
    const locked = held ? draft.locked.filter((other) => other !== id) : [...draft.locked, id];
    this.#app.run(held ? 'Unlock a component' : 'Lock a component', changeMixture({ draft: { ...draft, locked } }));
  }

  /** Fits with a changed choice; what is shown stays until the fit is there. */
  fit(changed: Partial<MixtureChoice> = {}, columns: readonly string[] | null = null): Promise<void> {
    // What was asked a moment ago and is still under way counts as chosen: quick clicks add up.
    const { choice, columns: chosen } = this.running ?? { choice: this.state.choice, columns: this.columns };
    return this.#fit([...(columns ?? chosen)], { ...choice, ...changed }, null);
  }

  /** EM from what was set by hand, locked components as they are. */
  runFromHere(): Promise<void> {
    const { shown, state } = this;
    if (!shown) return Promise.resolve();
    const choice = { ...state.choice, components: shown.mixture.weights.length, starts: 0 };
    return this.#fit(this.columns, choice, state.draft ?? { ...shown, locked: [] });
  }

  async #fit(columns: string[], choice: MixtureChoice, from: Draft | null): Promise<void> {
    const app = this.#app;
    const allowed = covarianceModelsOf(columns.length);
    const covarianceModel = canonicalModel(choice.covarianceModel, columns.length);
    if (!allowed.includes(covarianceModel)) return;
    const rows = from ? this.labelledFor(from) : this.rowsFor(columns, choice);
    if (!rows) return;
    this.cancel();
    this.closeTheatre();
    const { components, seed, starts, noise, regularisation } = choice;
    const specification: MixtureSpecification = {
      components,
      covarianceModel,
      seed,
      starts,
      noise: noise || (from?.mixture.noise ?? null) !== null,
      regularisation,
      given: from ? [from.mixture] : [],
      locks: from && locksOf(from),
    };
    const reading = this.reading;
    const id = fitId(rows, specification, reading);
    const made: MixtureChoice = { ...choice, covarianceModel, starts: starts || this.state.choice.starts };
    const label = from ? 'Run EM from here' : `Fit ${components} × ${covarianceModel}`;
    const known = app.fits.get(id);
    if (known) {
      this.failed = null;
      app.run(label, showFit(id, columns, made));
      if (known.screened) await this.#refine(known, rows, made);
      return;
    }
    const controller = new AbortController();
    this.#fitting = controller;
    this.running = { choice: made, columns, fromDraft: from !== null, progress: null };
    const reply = await app.connection.call(
      'mixture.fit',
      { ...rows, ...specification },
      {
        signal: controller.signal,
        onProgress: (progress) => {
          if (this.#fitting === controller && this.running) this.running = { ...this.running, progress };
        },
      },
    );
    if (this.#fitting !== controller) return;
    this.#fitting = null;
    this.running = null;
    if (!reply.ok) {
      if (reply.error.code !== 'cancelled') this.failed = { failure: reply.error, choice: made, columns };
      return;
    }
    this.failed = null;
    const ids = identify(reply.value.fit, from ?? this.shown);
    app.fits.add({ id, data: rows, specification, reading, reply: reply.value, ids, madeAt: Date.now() });
    app.run(label, showFit(id, columns, made));
  }

  /** A cell of a scan that is shown is fitted thoroughly, and takes its own place; one that did better stays. */
  async #refine(kept: KeptFit, rows: MixtureData, choice: MixtureChoice): Promise<void> {
    const { fits, connection } = this.#app;
    const controller = new AbortController();
    this.#fitting = controller;
    this.running = { choice, columns: rows.columns, fromDraft: false, progress: null };
    const reply = await connection.call(
      'mixture.fit',
      { ...rows, ...kept.specification },
      {
        signal: controller.signal,
        onProgress: (progress) => {
          if (this.#fitting === controller && this.running) this.running = { ...this.running, progress };
        },
      },
    );
    if (this.#fitting !== controller) return;
    this.#fitting = null;
    this.running = null;
    if (!reply.ok) return;
    const before = kept.reply.fit;
    const better = reply.value.fit.logLikelihood >= before.logLikelihood;
    const ids = better ? identify(reply.value.fit, { mixture: before, ids: kept.ids }) : kept.ids;
    fits.add({ ...kept, screened: false, reply: better ? reply.value : kept.reply, ids });
  }

  /** Shows a fit of the ledger, its filters left as they are: where they differ the fit is marked stale. */
  showKept(kept: KeptFit): void {
    const { id, data, specification } = kept;
    const { components, covarianceModel, seed, starts, noise, regularisation } = specification;
    const labels = data.labels && { column: data.labels.column, share: data.labels.share };
    const search = { seed, starts: starts || this.state.choice.starts, noise, regularisation };
    const choice: MixtureChoice = { ...search, components, covarianceModel, labels, weights: data.weights };
    this.cancel();
    this.closeTheatre();
    this.#app.run('Show a model', (state) => showView('mixture')(showFit(id, data.columns, choice)(state)));
    const rows = this.rowsFor(data.columns, choice);
    if (kept.screened && rows && this.staleness(kept) === null) void this.#refine(kept, rows, choice);
  }

  /** Stops the fit under way; what is shown stays. */
  cancel(): void {
    this.#fitting?.abort();
    this.#fitting = null;
    this.running = null;
  }

  /** A fit for every K and model of the scan's range; all of them are kept in the ledger when it ends. */
  async runScan(): Promise<void> {
    const app = this.#app;
    const { columns, state, reading } = this;
    const { choice, scan } = state;
    const rows = this.rowsFor(columns, choice);
    if (!rows) return;
    this.cancelScan();
    const from = Math.min(scan.from, scan.to);
    const components = Array.from({ length: Math.abs(scan.to - scan.from) + 1 }, (_, i) => from + i);
    const allowed = covarianceModelsOf(columns.length);
    const wanted = scan.models.map((model) => canonicalModel(model, columns.length));
    const covarianceModels = allowed.filter((model) => wanted.includes(model));
    const { seed, starts, noise, regularisation } = choice;
    const search = { seed, starts, noise, regularisation };
    const key = JSON.stringify([rows, search, reading]);
    const known = this.scan?.key === key ? this.scan.cells : {};
    const total = components.length * covarianceModels.length;
    this.scan = { key, columns, cells: known, done: 0, total, running: true, elapsedMs: 0 };
    const controller = new AbortController();
    this.#scanning = controller;
    const reply = await app.connection.call(
      'mixture.scan',
      { ...rows, ...search, components, covarianceModels },
      {
        signal: controller.signal,
        onProgress: ({ cell, done, total, elapsedMs }) => {
          if (this.#scanning !== controller || !this.scan) return;
          this.scan = { ...this.scan, cells: { ...this.scan.cells, [cellKey(cell)]: cell }, done, total, elapsedMs };
        },
      },
    );
    if (this.#scanning !== controller) return;
    this.#scanning = null;
    if (this.scan) this.scan = { ...this.scan, running: false };
    if (!reply.ok) {
      if (reply.error.code !== 'cancelled') app.toasts.failure(reply.error);
      return;
    }
    const ids = this.#keepCells(rows, search, reading, reply.value);
    app.run('Scan components and models', keepFits(ids));
  }

  cancelScan(): void {
    this.#scanning?.abort();
    this.#scanning = null;
    if (this.scan?.running) this.scan = { ...this.scan, running: false };
  }

  /** Shows the fit of a cell. */
  showCell(cell: ScanCell): void {
    if (cell.ok) void this.fit({ components: cell.components, covarianceModel: cell.covarianceModel });
  }

  /** Every fit of a scan, each component with the number of its likeness in the fit of one component fewer. */
  #keepCells(
    rows: MixtureData,
    search: Pick<MixtureChoice, 'seed' | 'starts' | 'noise' | 'regularisation'>,
    reading: string,
    scan: Value<'mixture.scan'>,
  ): string[] {
    const { fits } = this.#app;
    const before: Record<string, IdentifiedMixture> = {};
    return scan.cells
      .toSorted((a, b) => a.components - b.components)
      .flatMap((cell) => {
        if (!cell.ok) return [];
        const { components, covarianceModel, fit, elapsedMs } = cell;
        const specification: MixtureSpecification = { components, covarianceModel, ...search, given: [], locks: null };
        const id = fitId(rows, specification, reading);
        const earlier = before[covarianceModel] ?? this.shown;
        const ids = fits.get(id)?.ids ?? identify(fit, earlier);
        before[covarianceModel] = { mixture: fit, ids };
        const reply = { fit, rows: scan.rows, labelNames: [], elapsedMs };
        const kept: KeptFit = {
          id,
          data: rows,
          specification,
          reading,
          reply,
          screened: true,
          ids,
          madeAt: Date.now(),
        };
        if (!fits.get(id)) fits.add(kept);
        return [id];
      });
  }

  /** EM from a start, step by step; `given` goes on from what is shown. */
  async openTheatre(method: StartMethod, seed: number): Promise<void> {
    const { call } = this.#app.connection;
    const { state, shown } = this;
    const rows = this.rowsFor(this.columns, { labels: null, weights: state.choice.weights });
    if (!rows) return;
    this.#tracing?.abort();
    const controller = new AbortController();
    this.#tracing = controller;
    const { signal } = controller;
    const { components, covarianceModel } = state.choice;
    let first: GaussianMixture;
    let ids: number[];
    let locks: MixtureSpecification['locks'] = null;
    if (method === 'given' && shown) {
      first = shown.mixture;
      ids = shown.ids;
      locks = state.draft && locksOf(state.draft);
    } else {
      const drawn =
        method === 'hierarchical' || method === 'k-means' || method === 'random-means'
          ? method
          : 'random-responsibilities';
      const reply = await call(
        'mixture.start',
        { ...rows, components, covarianceModel, seed, method: drawn },
        { signal },
      );
      if (signal.aborted) return;
      if (!reply.ok) return this.#app.toasts.failure(reply.error);
      first = reply.value.mixture;
      ids = identify(first, shown);
    }
    this.theatre = { frames: [], ids, status: null, method, at: 0, playing: true };
    const reply = await call(
      'mixture.trace',
      { ...rows, mixture: first, covarianceModel, locks, iterations: mostFrames },
      {
        signal,
        onProgress: ({ frames }) => {
          if (this.#tracing === controller && this.theatre)
            this.theatre = { ...this.theatre, frames: [...this.theatre.frames, ...frames] };
        },
      },
    );
    if (this.#tracing !== controller || !this.theatre) return;
    if (reply.ok) this.theatre = { ...this.theatre, ...reply.value };
    else {
      this.closeTheatre();
      this.#app.toasts.failure(reply.error);
    }
  }

  /** @param at  half-steps from the start */
  seek(at: number, playing = false): void {
    if (!this.theatre) return;
    const last = Math.max(0, 2 * (this.theatre.frames.length - 1));
    this.theatre = { ...this.theatre, at: Math.min(last, Math.max(0, at)), playing };
  }

  closeTheatre(): void {
    this.#tracing?.abort();
    this.#tracing = null;
    this.theatre = null;
  }
}

export const cellKey = ({ components, covarianceModel }: Pick<ScanCell, 'components' | 'covarianceModel'>): string =>
  `${components} ${covarianceModel}`;

/** The mixture alone, without what a fit tells of it. */
export const mixtureOf = ({ weights, means, covariances, noise }: GaussianMixture): GaussianMixture => ({
  weights,
  means,
  covariances,
  noise,
});

/** Mean and covariance of the locked components, the weights free; null where nothing is held. */
function locksOf({ mixture, ids, locked }: Draft): MixtureSpecification['locks'] {
  if (locked.length === 0) return null;
  const held = ids.map((id) => locked.includes(id));
  return {
    weights: ids.map(() => null),
    means: mixture.means.map((mean, k) => (held[k] ? mean : null)),
    covariances: mixture.covariances.map((covariance, k) => (held[k] ? covariance : null)),
  };
}

export const [useMixtures, provideMixtures] = createContext<Mixtures>();
