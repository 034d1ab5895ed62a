import { createContext, untrack } from 'svelte';
import type { Failure } from '../../../shared/contract/errors.ts';
import type {
  PairCloudGroup,
  PairGaussian,
  PairOutlier,
  PairRaster,
  PairRows,
  PairWindow,
} from '../../../shared/contract/pair-requests.ts';
import type { AffineMap } from '../../../shared/statistics/affine-map.ts';
import type { GaussianFit } from '../../../shared/statistics/gaussian-fit.ts';
import type { Histogram } from '../../../shared/statistics/histogram.ts';
import { mahalanobisBound, mahalanobisCutoff } from '../../../shared/statistics/mahalanobis-cutoff.ts';
import { planeCells } from '../../../shared/statistics/plane-cells.ts';
import type { App } from './app.svelte.ts';
import { PairClouds } from './pair-cloud.svelte.ts';
import { gaussianOf, PairFits, partOf, type Estimator, type PairFitResult } from './pair-fits.svelte.ts';
import { PairMatrix } from './pair-matrix.svelte.ts';
import type { PairState } from './pair-state.ts';
import { PairSubject, subjectKey } from './pair-subject.svelte.ts';
import { Query } from './query.svelte.ts';
import { automaticRule } from './view-state.ts';

/** Everything known about one group of the pair's rows. */
export interface PairGroupResult {
  name: string | null;
  cloud: PairCloudGroup;
  fits: PairFitResult[];
  marginals: { x: Histogram; y: Histogram } | null;
}

/** How rows are told to be far: by the classical fit, with the covariance ÷ n, or by the robust one. */
export interface PairCutoff {
  estimator: Estimator;
  gaussian: PairGaussian;
  n: number;
  /** D² beyond which a row is far; null where so few rows have no such distance. */
  squared: number | null;
  /** Largest D² that a row of the sample can have; null for the robust fit, which does not bound it. */
  bound: number | null;
}

/** Radii D² of the ellipses drawn, and the coordinates that belong to the state and the fit; given by the panels. */
export interface PairLook {
  map: (state: PairState, fit: GaussianFit | null) => AffineMap | null;
  squaredRadii: (state: PairState, n: number) => number[];
}

const outliersShown = 50;
/** Cells of a raster are about this many pixels wide and high. */
const pixelsPerCell = 2;

/** What the Pair view and its inspector show: asked again whenever the arrangement changes. */
export class PairResults extends PairSubject {
  readonly #look: PairLook;
  readonly #clouds;
  readonly #fits;
  readonly #marginals;
  readonly #outliers;
  readonly #selected;
  readonly #matrix;
  readonly #bars;
  /** Of the plot in pixels; what a raster is counted for. */
  size = $state.raw({ width: 640, height: 480 });
  /** First row of the list of far rows that is shown. */
  outliersFrom = $state(0);

  /** To be made while a component is initialised: it asks as long as that component lives. */
  constructor(app: App, look: PairLook, shown: () => boolean) {
    super(app);
    const { call } = app.connection;
    this.#look = look;
    this.#clouds = new PairClouds(call);
    this.#fits = new PairFits(call, this, look.squaredRadii);
    this.#marginals = new Query(call, 'pair.marginals');
    this.#outliers = new Query(call, 'pair.outliers');
    this.#selected = new Query(call, 'dataset.rows');
    this.#matrix = new PairMatrix(app);
    this.#bars = new Query(call, 'pair.cloud');
    const all = [this.#clouds, this.#fits, this.#marginals, this.#outliers, this.#selected, this.#matrix, this.#bars];

    // What is seen first is asked first: rows, then the fits' ellipses, then what is counted from the fits.
    const pairShown = (): PairRows | null => (shown() && this.state.arrangement !== 'matrix' ? this.subject : null);
    $effect(() => {
      const pair = pairShown();
      const { state, map } = this;
      // Other coordinates belong to a fit: until it is there, the picture before stays.
      if (pair === null) this.#clouds.forget();
      else if (map !== undefined) {
        const mostPoints = state.density === 'always' ? 0 : 50_000;
        this.#clouds.ask(pair, { map, window: state.window, cells: this.#cells, mostPoints });
      }
      this.#fits.ask(pair);
    });
    $effect(() => {
      const pair = pairShown();
      const { state, map } = this;
      if (pair && state.marginals && (this.#clouds.pending || map === undefined)) return;
      const rule = automaticRule(app.dataset?.rows ?? 0);
      this.#marginals.ask(
        pair && state.marginals && state.arrangement === 'pair' ? { ...pair, map: map ?? null, rule } : null,
      );
    });
    $effect(() => {
      const pair = pairShown();
      const { state, map, shown: picture } = this;
      if (!pair || state.arrangement !== 'surface' || state.surface.show === 'model') this.#bars.ask(null);
      else if (picture?.window && map !== undefined && !this.#clouds.pending) {
        const side = state.surface.cells ?? planeCells(this.clouds.reduce((sum, { n }) => sum + n, 0));
        this.#bars.ask({ ...pair, map, window: picture.window, cells: { columns: side, lines: side }, mostPoints: 0 });
      }
    });
    $effect(() => {
      this.#fits.askInside(pairShown());
    });
    $effect(() => {
      const pair = pairShown();
      const { cutoff } = this;
      this.#outliers.ask(
        pair && cutoff && cutoff.squared !== null
          ? {
              ...pair,
              group: this.groupName,
              gaussian: cutoff.gaussian,
              squaredRadius: cutoff.squared,
              from: this.outliersFrom,
              count: outliersShown,
            }
          : null,
      );
    });
    $effect(() => {
      const pair = pairShown();
      const { selection } = this.state;
      this.#selected.ask(
        pair &&
          selection && {
            datasetId: pair.datasetId,
            filters: [...pair.filters, { kind: 'polygon', columns: pair.columns, points: selection, inside: true }],
            from: 0,
            count: 0,
          },
      );
    });
    $effect(() => {
      const columns = shown() && this.state.arrangement === 'matrix' ? this.matrixColumns : null;
      this.#matrix.ask(columns, this.#matrixCells(columns?.length ?? 2));
    });
    $effect(() => {
      if (app.dataVersion > 0) untrack(() => all.forEach((query) => query.refresh()));
    });
  }

  /** Coordinates of the state and the current fit; null for the columns' own, undefined while their fit is not known. */
  get map(): AffineMap | null | undefined {
    const { state } = this;
    if (state.coordinates === 'original') return null;
    const fit = this.fitOf(this.groupName, this.leading);
    return fit === undefined ? undefined : this.#look.map(state, fit);
  }

  /** The fit that distances, coordinates and normals are taken from. */
  get leading(): Estimator {
    return this.state.estimators === 'robust' ? 'robust' : 'classical';
  }

  /** The group whose numbers are shown in full: the chosen one, else the first. */
  get groupName(): string | null {
    const names = this.#fits.groupNames;
    return names.includes(this.state.group) ? this.state.group : (names[0] ?? null);
  }

  /** A fit as last answered; null where there is none, undefined until it is known. */
  fitOf(group: string | null, estimator: Estimator): GaussianFit | null | undefined {
    const found = this.#fits.outcome(group, estimator);
    return found === undefined ? undefined : found.ok ? found.value : null;
  }

  get groups(): PairGroupResult[] {
    const { value, params } = this.#clouds;
    if (!value || !params) return [];
    return value.groups.map(({ name, value: cloud }) => ({
      name,
      cloud,
      fits: this.#fits.of(params, name),
      marginals:
        JSON.stringify(this.#marginals.params?.map ?? null) === JSON.stringify(params.map)
          ? partOf(this.#marginals, params, name)
          : null,
    }));
  }

  /** The group whose numbers are shown. */
  get group(): PairGroupResult | null {
    return this.groups.find(({ name }) => name === this.groupName) ?? this.groups[0] ?? null;
  }

  /** What the cloud shows: columns, coordinates, window, as they were asked for; null before the first answer. */
  get shown(): {
    columns: [string, string];
    map: AffineMap | null;
    range: PairWindow | null;
    window: PairWindow | null;
    asked: PairWindow | null;
  } | null {
    const { value, params } = this.#clouds;
    return value && params
      ? {
          columns: params.columns,
          map: params.map,
          range: this.#clouds.range,
          window: value.window,
          asked: this.#clouds.asked,
        }
      : null;
  }

  /** The rows shown, group by group, whatever is known of their fits. */
  get clouds(): PairCloudGroup[] {
    return this.#clouds.value?.groups.map(({ value }) => value) ?? [];
  }

  /** The rows as they were before regions and single rows were left out; null where nothing was. */
  get before(): PairCloudGroup | null {
    return this.#clouds.before?.groups[0]?.value ?? null;
  }

  get notShown(): { groups: number; rows: number } {
    return this.#clouds.value?.notShown ?? { groups: 0, rows: 0 };
  }

  get failure(): Failure | null {
    return this.#clouds.failure ?? this.#fits.failure;
  }

  get pending(): boolean {
    return this.#clouds.pending || this.#fits.pending;
  }

  get robustPending(): boolean {
    return this.#fits.robustPending;
  }

  /** When a row of the group shown counts as far. */
  get cutoff(): PairCutoff | null {
    const fit = this.fitOf(this.groupName, this.leading);
    if (!fit) return null;
    const { reference, probability } = this.state.cutoff;
    const classical = fit.estimator === 'classical';
    return {
      estimator: fit.estimator,
      gaussian: gaussianOf(fit),
      n: fit.n,
      squared:
        fit.status === 'collinear'
          ? null
          : classical
            ? mahalanobisCutoff(reference, probability, 2, fit.n, 'n')
            : mahalanobisCutoff('known', probability, 2, fit.n),
      bound: classical ? mahalanobisBound(fit.n, 'n') : null,
    };
  }

  /** Far rows of the group shown, a page of them; null until they are known. */
  get outliers(): { total: number; n: number; from: number; rows: PairOutlier[]; pageLength: number } | null {
    const { value, params } = this.#outliers;
    return value && params
      ? { total: value.total, n: value.n, from: params.from, rows: value.outliers, pageLength: outliersShown }
      : null;
  }

  /** Rows in the region being selected; null while they are counted. */
  get selectedRows(): number | null {
    return this.#selected.pending ? null : (this.#selected.value?.total ?? null);
  }

  /** The rows counted in a few cells, for bars; null while that is not known of what is shown. */
  get bars(): { window: PairWindow; of: (group: string | null) => PairRaster | null } | null {
    const { value, params } = this.#bars;
    const about = this.#clouds.params;
    if (!value?.window || !params || !about || subjectKey(params) !== subjectKey(about)) return null;
    if (JSON.stringify(params.map) !== JSON.stringify(about.map)) return null;
    return {
      window: value.window,
      of: (group) => value.groups.find(({ name }) => name === group)?.value.raster ?? null,
    };
  }

  get matrix(): PairMatrix['shown'] {
    return this.#matrix.shown;
  }

  get matrixFailure(): Failure | null {
    return this.#matrix.failure;
  }

  /** Cells along one side of a tile of the matrix, about four pixels each. */
  #matrixCells(columns: number): number {
    return Math.min(120, Math.max(32, Math.round(this.size.width / columns / 4)));
  }

  get #cells(): { columns: number; lines: number } {
    const cells = (pixels: number): number => Math.min(1024, Math.max(16, Math.round(pixels / pixelsPerCell)));
    return { columns: cells(this.size.width), lines: cells(this.size.height) };
  }
}

export const [usePairResults, providePairResults] = createContext<PairResults>();
