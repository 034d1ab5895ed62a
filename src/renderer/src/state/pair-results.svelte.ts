import { createContext, untrack } from 'svelte';
import type { ColumnInfo } from '../../../shared/contract/dataset.ts';
import type { Failure } from '../../../shared/contract/errors.ts';
import type {
  PairCloudGroup,
  PairGaussian,
  PairOutlier,
  PairRows,
  PairWindow,
} from '../../../shared/contract/pair-requests.ts';
import type { Value } from '../../../shared/contract/requests.ts';
import type { AffineMap, Matrix2, Point } from '../../../shared/statistics/affine-map.ts';
import type { GaussianFit } from '../../../shared/statistics/gaussian-fit.ts';
import type { Grouped } from '../../../shared/statistics/grouped.ts';
import type { Histogram } from '../../../shared/statistics/histogram.ts';
import { mahalanobisBound, mahalanobisCutoff } from '../../../shared/statistics/mahalanobis-cutoff.ts';
import type { Outcome } from '../../../shared/statistics/outcome.ts';
import type { App } from './app.svelte.ts';
import { defaultPair, type PairState } from './pair-state.ts';
import { Query } from './query.svelte.ts';
import { automaticRule } from './view-state.ts';

type Estimator = GaussianFit['estimator'];

/** A fit of one group, with the rows counted inside each of the radii asked for. */
export interface PairFitResult {
  estimator: Estimator;
  outcome: Outcome<GaussianFit>;
  inside: { squaredRadii: readonly number[]; counts: readonly number[] } | null;
}

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
export class PairResults {
  readonly #app: App;
  readonly #look: PairLook;
  readonly #cloud;
  readonly #marginals;
  readonly #classical;
  readonly #robust;
  readonly #insideClassical;
  readonly #insideRobust;
  readonly #outliers;
  readonly #selected;
  readonly #matrix;
  /** Of the plot in pixels; what a raster is counted for. */
  size = $state.raw({ width: 640, height: 480 });
  /** First row of the list of far rows that is shown. */
  outliersFrom = $state(0);

  /** To be made while a component is initialised: it asks as long as that component lives. */
  constructor(app: App, look: PairLook, shown: () => boolean) {
    const { call } = app.connection;
    this.#app = app;
    this.#look = look;
    this.#cloud = new Query(call, 'pair.cloud');
    this.#marginals = new Query(call, 'pair.marginals');
    this.#classical = new Query(call, 'pair.fit');
    this.#robust = new Query(call, 'pair.fit');
    this.#insideClassical = new Query(call, 'pair.inside');
    this.#insideRobust = new Query(call, 'pair.inside');
    this.#outliers = new Query(call, 'pair.outliers');
    this.#selected = new Query(call, 'dataset.rows');
    this.#matrix = new Query(call, 'pair.matrix');
    const all = [
      this.#cloud,
      this.#marginals,
      this.#classical,
      this.#robust,
      this.#insideClassical,
      this.#insideRobust,
      this.#outliers,
      this.#selected,
      this.#matrix,
    ];

    // What is seen first is asked first: rows, then the fits' ellipses, then what is counted from the fits.
    const pairShown = (): PairRows | null => (shown() && this.state.arrangement === 'pair' ? this.subject : null);
    $effect(() => {
      const pair = pairShown();
      const { state, map } = this;
      // Other coordinates belong to a fit: until it is there, the picture before stays.
      if (pair === null) this.#cloud.ask(null);
      else if (map !== undefined)
        this.#cloud.ask({
          ...pair,
          map,
          window: state.window,
          cells: this.#cells,
          mostPoints: state.density === 'always' ? 0 : 50_000,
        });
      this.#classical.ask(pair && { ...pair, estimator: 'classical' });
      this.#robust.ask(pair && state.estimators !== 'classical' ? { ...pair, estimator: 'robust' } : null);
    });
    $effect(() => {
      const pair = pairShown();
      const { state, map } = this;
      if (pair && state.marginals && (this.#cloud.pending || map === undefined)) return;
      const rule = automaticRule(app.dataset?.rows ?? 0);
      this.#marginals.ask(pair && state.marginals ? { ...pair, map: map ?? null, rule } : null);
    });
    $effect(() => {
      const pair = pairShown();
      this.#insideClassical.ask(pair && this.#insideParams(pair, this.#classical));
      this.#insideRobust.ask(pair && this.#insideParams(pair, this.#robust));
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
      const { dataset, arrangement } = app;
      const columns = this.matrixColumns;
      const asked = shown() && this.state.arrangement === 'matrix' && columns.length > 1 && dataset && arrangement;
      this.#matrix.ask(
        asked
          ? {
              datasetId: dataset.datasetId,
              columns,
              filters: arrangement.filters,
              cells: this.#matrixCells(columns.length),
            }
          : null,
      );
    });
    $effect(() => {
      if (app.dataVersion > 0) untrack(() => all.forEach((query) => query.refresh()));
    });
  }

  get state(): PairState {
    return this.#app.arrangement?.pair ?? defaultPair;
  }

  /** Columns that can be one of a pair. */
  get numeric(): ColumnInfo[] {
    return (this.#app.dataset?.columns ?? []).filter(({ type }) => type === 'number' || type === 'date');
  }

  /** The columns shown: the chosen ones while they are there, else the first two of numbers; null with fewer. */
  get columns(): [x: string, y: string] | null {
    const names = this.numeric.map(({ name }) => name);
    const chosen = this.state.columns;
    if (chosen?.every((name) => names.includes(name))) return chosen;
    const [first, second] = names;
    return first !== undefined && second !== undefined ? [first, second] : null;
  }

  get matrixColumns(): string[] {
    const names = this.numeric.map(({ name }) => name);
    const chosen = this.state.matrixColumns?.filter((name) => names.includes(name));
    return chosen && chosen.length > 1 ? chosen : names.slice(0, 5);
  }

  get kinds(): ['number' | 'date', 'number' | 'date'] {
    const kind = (place: 0 | 1) =>
      this.numeric.find(({ name }) => name === this.columns?.[place])?.type === 'date' ? 'date' : 'number';
    return [kind(0), kind(1)];
  }

  get subject(): PairRows | null {
    const { arrangement, dataset } = this.#app;
    const { columns } = this;
    if (!arrangement || !dataset || !columns) return null;
    const known = dataset.columns.some(({ name }) => name === arrangement.groupBy);
    const groupBy = known && !columns.includes(arrangement.groupBy ?? '') ? arrangement.groupBy : null;
    return { datasetId: dataset.datasetId, columns, filters: arrangement.filters, groupBy };
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
    const names = this.#classical.value?.groups.map(({ name }) => name) ?? [];
    return names.includes(this.state.group) ? this.state.group : (names[0] ?? null);
  }

  /** A fit as last answered; null where there is none, undefined until it is known. */
  fitOf(group: string | null, estimator: Estimator): GaussianFit | null | undefined {
    const found = this.#outcome(group, estimator);
    return found === undefined ? undefined : found.ok ? found.value : null;
  }

  get groups(): PairGroupResult[] {
    const { value, params } = this.#cloud;
    if (!value || !params) return [];
    return value.groups.map(({ name, value: cloud }) => ({
      name,
      cloud,
      fits: this.#fits(params, name),
      marginals:
        JSON.stringify(this.#marginals.params?.map ?? null) === JSON.stringify(params.map)
          ? this.#part(this.#marginals, params, name)
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
    const { value, params } = this.#cloud;
    return value && params
      ? { columns: params.columns, map: params.map, range: value.range, window: value.window, asked: params.window }
      : null;
  }

  get notShown(): { groups: number; rows: number } {
    return this.#cloud.value?.notShown ?? { groups: 0, rows: 0 };
  }

  get failure(): Failure | null {
    return this.#cloud.failure ?? this.#classical.failure ?? this.#robust.failure;
  }

  get pending(): boolean {
    return this.#cloud.pending || this.#classical.pending;
  }

  get robustPending(): boolean {
    return this.state.estimators !== 'classical' && this.#robust.pending;
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

  get matrix(): { columns: string[]; value: Value<'pair.matrix'> } | null {
    const { value, params } = this.#matrix;
    return value && params ? { columns: params.columns, value } : null;
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

  /** Undefined until the fit of the rows now chosen is known. */
  #outcome(group: string | null, estimator: Estimator): Outcome<GaussianFit> | undefined {
    const query = estimator === 'classical' ? this.#classical : this.#robust;
    const { subject } = this;
    if (!query.params || !subject || subjectKey(query.params) !== subjectKey(subject)) return undefined;
    return query.value?.groups.find(({ name }) => name === group)?.value.fit;
  }

  /** Fits of the rows that another answer is about; for a moment after a change there may be none. */
  #fits(about: PairRows, group: string | null): PairFitResult[] {
    const { estimators } = this.state;
    const wanted: Estimator[] = estimators === 'both' ? ['classical', 'robust'] : [estimators];
    return wanted.flatMap((estimator) => {
      const fits = estimator === 'classical' ? this.#classical : this.#robust;
      const outcome = this.#part(fits, about, group)?.fit;
      if (!outcome) return [];
      const query = estimator === 'classical' ? this.#insideClassical : this.#insideRobust;
      const counted = query.value?.groups.find(({ name }) => name === group)?.value;
      const same =
        outcome.ok &&
        query.params?.gaussians.some((asked) => asked.group === group && sameGaussian(asked.gaussian, outcome.value));
      const inside =
        counted && query.params && same ? { squaredRadii: query.params.squaredRadii, counts: counted.inside } : null;
      return [{ estimator, outcome, inside }];
    });
  }

  #insideParams(pair: PairRows, { value: fits, params }: { value: Value<'pair.fit'> | null; params: PairRows | null }) {
    if (!fits || !params || subjectKey(params) !== subjectKey(pair)) return null;
    const found = fits.groups.flatMap(({ name, value: { fit } }) =>
      fit.ok && fit.value.status === 'converged'
        ? [{ group: name, gaussian: gaussianOf(fit.value), n: fit.value.n }]
        : [],
    );
    // Radii of prediction and mean depend on each group's rows: every group is counted at the radii of all.
    const radii = found.flatMap(({ n }) => this.#look.squaredRadii(this.state, n));
    const squaredRadii = radii.filter((radius, place) => radii.indexOf(radius) === place).slice(0, 100);
    return found.length === 0 || squaredRadii.length === 0
      ? null
      : { ...pair, gaussians: found.map(({ group, gaussian }) => ({ group, gaussian })), squaredRadii };
  }

  #part<Part>(
    query: { value: Grouped<Part> | null; params: PairRows | null },
    about: PairRows,
    name: string | null,
  ): Part | null {
    if (!query.params || subjectKey(query.params) !== subjectKey(about)) return null;
    return query.value?.groups.find((group) => group.name === name)?.value ?? null;
  }
}

/** Mean and covariance of two columns, as the engine takes them. */
export const gaussianOf = ({ mean, covariance }: GaussianFit): PairGaussian => ({
  mean: mean as unknown as Point,
  covariance: covariance as unknown as Matrix2,
});

const sameGaussian = (a: PairGaussian, b: GaussianFit): boolean =>
  JSON.stringify([a.mean, a.covariance]) === JSON.stringify([b.mean, b.covariance]);

function subjectKey({ datasetId, columns, filters, groupBy }: PairRows): string {
  return JSON.stringify([datasetId, columns, filters, groupBy]);
}

export const [usePairResults, providePairResults] = createContext<PairResults>();
