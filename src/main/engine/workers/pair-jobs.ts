import type { AffineMap } from '../../../shared/statistics/affine-map.ts';
import type { GaussianFit } from '../../../shared/statistics/gaussian-fit.ts';
import type { Outcome } from '../../../shared/statistics/outcome.ts';
import type { GatheredPairs } from '../dataset/gather-pairs.ts';
import type { SelectedRows } from '../dataset/select-rows.ts';
import type { Window2d } from '../statistics/pairs/raster.ts';
import type { Gaussian2d, RowsBeyond } from '../statistics/pairs/within-distance.ts';

interface Job<Input, Output> {
  input: Input;
  output: Output;
  progress: never;
}

type Shared = Float64Array<SharedArrayBuffer>;
/** Two columns, shape (rows,) each. */
interface Columns2d {
  x: Shared;
  y: Shared;
}
/** Rows [from, to) of them. */
interface Range2d extends Columns2d {
  from: number;
  to: number;
}

/** What a worker thread can be asked about two columns. */
export interface PairJobs {
  'gather-pairs': Job<
    Columns2d & {
      selected: SelectedRows;
      split: { codes: Int32Array; names: string[] } | null;
      mostGroups: number;
    },
    GatheredPairs
  >;
  /** Writes the rows in other coordinates to u and v. */
  'map-pairs': Job<Range2d & { map: AffineMap; u: Shared; v: Shared }, void>;
  'pair-extremes': Job<Range2d, Window2d | null>;
  raster: Job<Range2d & { window: Window2d; columns: number; lines: number }, Uint32Array>;
  /** Places of the rows inside, ascending. */
  'rows-inside': Job<Range2d & { window: Window2d }, Uint32Array>;
  'count-within': Job<Range2d & { gaussian: Gaussian2d; squaredRadii: readonly number[] }, number[]>;
  'rows-beyond': Job<Range2d & { gaussian: Gaussian2d; squaredRadius: number }, RowsBeyond>;
  'fit-pair': Job<Columns2d & { estimator: GaussianFit['estimator'] }, Outcome<GaussianFit>>;
  'column-range': Job<{ values: Shared; selected: SelectedRows }, [number, number] | null>;
  'matrix-cell': Job<
    Columns2d & {
      selected: SelectedRows;
      ranges: readonly [readonly [number, number] | null, readonly [number, number] | null];
      cells: number;
    },
    { n: number; correlation: number | null; counts: Uint32Array }
  >;
}
