import type {
  MixtureData,
  MixtureSearch,
  MixtureSpecification,
  ScanCell,
} from '../../../shared/contract/mixture-requests.ts';
import type { RowsUsed } from '../../../shared/statistics/rows-used.ts';
import { identify, type IdentifiedMixture } from '../../../shared/statistics/component-identity.ts';
import { canonicalModel, covarianceModelsOf } from '../../../shared/statistics/covariance-models.ts';
import type { App } from './app.svelte.ts';
import type { GaussianMixtureFit } from '../../../shared/statistics/gaussian-mixture.ts';
import { fitId, type KeptFit } from './fit-store.svelte.ts';
import { keepScan } from './mixture-changes.ts';
import type { Scanned } from './mixture-state.ts';
import type { Mixtures } from './mixtures.svelte.ts';

/** A scan under way, or stopped before its end. */
export interface RunningScan {
  /** What is scanned: another scan has another key. */
  key: string;
  /** By `K model`. */
  cells: Readonly<Record<string, ScanCell>>;
  done: number;
  total: number;
  running: boolean;
  elapsedMs: number;
}

/** A cell of the table, and whether its fit was only made well enough to be compared. */
export type TabledCell = Pick<ScanCell, 'components' | 'covarianceModel'> & { screened: boolean } & (
    { ok: true; fit: GaussianMixtureFit; elapsedMs: number } | { ok: false; error: { message: string } }
  );

/** A fit for every number of components and every covariance model of a range; the table stays until the next scan. */
export class MixtureScan {
  /** Null once its fits are kept: then the state names them. */
  underWay = $state.raw<RunningScan | null>(null);
  readonly #app: App;
  readonly #mixtures: Mixtures;
  readonly #cells = $derived.by(() => this.#cellsNow());
  #controller: AbortController | null = null;

  constructor(app: App, mixtures: Mixtures) {
    this.#app = app;
    this.#mixtures = mixtures;
  }

  /** What has been fitted: of the scan under way, else of the last one. */
  get cells(): TabledCell[] {
    return this.#cells;
  }

  get running(): boolean {
    return this.underWay?.running ?? false;
  }

  /** In what the rows of the table differ from those chosen now; null where they are the same. */
  get stale(): 'columns' | 'filter' | 'data' | null {
    const kept = this.underWay ? null : this.#fits()[0];
    if (!kept) return null;
    if (JSON.stringify(kept.data.columns) !== JSON.stringify(this.#mixtures.columns)) return 'columns';
    return this.#mixtures.staleness(kept);
  }

  /** All of the fits are kept in the ledger when the scan ends. */
  async run(): Promise<void> {
    const app = this.#app;
    const { columns, state, reading } = this.#mixtures;
    const { choice, scan } = state;
    const rows = this.#mixtures.rowsFor(columns, choice);
    if (!rows) return;
    this.cancel();
    const from = Math.min(scan.from, scan.to);
    const components = Array.from({ length: Math.abs(scan.to - scan.from) + 1 }, (_, i) => from + i);
    const allowed = covarianceModelsOf(columns.length);
    const wanted = scan.models.map((model) => canonicalModel(model, columns.length));
    const covarianceModels = allowed.filter((model) => wanted.includes(model));
    const { seed, starts, noise, regularisation } = choice;
    const search = { seed, starts, noise, regularisation };
    const key = JSON.stringify([rows, search, reading]);
    const total = components.length * covarianceModels.length;
    this.underWay = { key, cells: {}, done: 0, total, running: true, elapsedMs: 0 };
    const controller = new AbortController();
    this.#controller = controller;
    const reply = await app.connection.call(
      'mixture.scan',
      { ...rows, ...search, components, covarianceModels },
      {
        signal: controller.signal,
        onProgress: ({ cell, done, total, elapsedMs }) => {
          const { underWay } = this;
          if (this.#controller !== controller || !underWay) return;
          this.underWay = { ...underWay, cells: { ...underWay.cells, [cellKey(cell)]: cell }, done, total, elapsedMs };
        },
      },
    );
    if (this.#controller !== controller) return;
    this.#controller = null;
    if (!reply.ok) {
      this.#stop();
      if (reply.error.code !== 'cancelled') app.toasts.failure(reply.error);
      return;
    }
    const { cells } = reply.value;
    const ids = this.#enter(rows, search, reading, cells, reply.value.rows);
    const failed = cells.flatMap((cell): Scanned['failed'] => {
      const { components, covarianceModel } = cell;
      return cell.ok ? [] : [{ components, covarianceModel, message: cell.error.message }];
    });
    this.underWay = null;
    app.run('Scan components and models', keepScan({ key, ids, failed }));
  }

  /** Stops the scan; the cells that are done stay in the table. */
  cancel(): void {
    this.#controller?.abort();
    this.#controller = null;
    this.#stop();
  }

  /** Another table is shown: what runs for the one before is of no use. */
  forget(): void {
    this.cancel();
    this.underWay = null;
  }

  /** Shows the fit of a cell; of other rows or columns than those chosen now, as it was. */
  show({ ok, components, covarianceModel }: Pick<TabledCell, 'ok' | 'components' | 'covarianceModel'>): void {
    if (!ok) return;
    const { fitting } = this.#mixtures;
    const kept =
      this.stale === null
        ? null
        : this.#fits().find(
            ({ specification: made }) => made.components === components && made.covarianceModel === covarianceModel,
          );
    if (kept) fitting.showKept(kept);
    else void fitting.fit({ components, covarianceModel });
  }

  get #scanned(): Scanned | null {
    return this.#mixtures.state.scanned;
  }

  #stop(): void {
    const { underWay } = this;
    if (!underWay) return;
    this.underWay = Object.keys(underWay.cells).length > 0 ? { ...underWay, running: false } : null;
  }

  #cellsNow(): TabledCell[] {
    const { underWay } = this;
    if (underWay) {
      // What an earlier scan of the same rows found stays until it is found again.
      const earlier = this.#scanned?.key === underWay.key ? this.#kept() : [];
      const again = Object.values(underWay.cells).map((cell): TabledCell => ({ ...cell, screened: cell.ok }));
      return [...earlier.filter((cell) => !(cellKey(cell) in underWay.cells)), ...again];
    }
    return this.#kept();
  }

  #kept(): TabledCell[] {
    const done = this.#fits().map(({ specification, reply, screened = false }): TabledCell => {
      const { components, covarianceModel } = specification;
      return { ok: true, components, covarianceModel, fit: reply.fit, elapsedMs: reply.elapsedMs, screened };
    });
    const failed = (this.#scanned?.failed ?? []).map(({ components, covarianceModel, message }): TabledCell => {
      return { ok: false, components, covarianceModel, error: { message }, screened: false };
    });
    return [...done, ...failed];
  }

  /** Fits of the last scan that are still kept. */
  #fits(): KeptFit[] {
    return (this.#scanned?.ids ?? []).flatMap((id) => this.#app.fits.get(id) ?? []);
  }

  /** Every fit of a scan, each component with the number of its likeness in the fit of one component fewer. */
  #enter(
    data: MixtureData,
    search: MixtureSearch,
    reading: string,
    cells: readonly ScanCell[],
    rows: RowsUsed,
  ): string[] {
    const { fits } = this.#app;
    const before: Record<string, IdentifiedMixture> = {};
    return cells
      .toSorted((a, b) => a.components - b.components)
      .flatMap((cell) => {
        if (!cell.ok) return [];
        const { components, covarianceModel, fit, elapsedMs } = cell;
        const specification: MixtureSpecification = { components, covarianceModel, ...search, given: [], locks: null };
        const id = fitId(data, specification, reading);
        const earlier = before[covarianceModel] ?? this.#mixtures.shown;
        const ids = fits.get(id)?.ids ?? identify(fit, earlier);
        before[covarianceModel] = { mixture: fit, ids };
        const reply = { fit, rows, labelNames: [], elapsedMs };
        const kept: KeptFit = { id, data, specification, reading, reply, screened: true, ids, madeAt: Date.now() };
        if (!fits.get(id)) fits.add(kept);
        return [id];
      });
  }
}

const cellKey = ({ components, covarianceModel }: Pick<ScanCell, 'components' | 'covarianceModel'>): string =>
  `${components} ${covarianceModel}`;
