import type { AffineMap, Matrix2, Point } from '../statistics/affine-map.ts';
import type { GaussianFit } from '../statistics/gaussian-fit.ts';
import type { Grouped } from '../statistics/grouped.ts';
import type { BinRule, Histogram } from '../statistics/histogram.ts';
import type { Outcome } from '../statistics/outcome.ts';
import type { RowsUsed } from '../statistics/rows-used.ts';
import type { Filter } from './filter.ts';

/** Rows of two columns: what every request about a pair begins with. A row is used when it has both values. */
export interface PairRows {
  datasetId: string;
  columns: [x: string, y: string];
  filters: Filter[];
  /** Column that splits the rows into groups; null for one group. */
  groupBy: string | null;
}

/** A rectangle of a plane, both ends included. */
export interface PairWindow {
  x: [from: number, to: number];
  y: [from: number, to: number];
}

/** Rows drawn one by one, in the columns' own units. All three have the shape (points,). */
export interface PairPoints {
  x: Float64Array;
  y: Float64Array;
  /** 1-based rows of the file. */
  rows: Uint32Array;
}

/** Rows counted in a grid of equal cells over the window. */
export interface PairRaster {
  columns: number;
  lines: number;
  /** Shape (lines, columns), line after line, the lowest v first. */
  counts: Uint32Array;
}

/** What a scatter chart shows of one group: its rows one by one, or counted where there are too many for that. */
export interface PairCloudGroup {
  /** Rows with both values, and those of them inside the window. */
  n: number;
  inside: number;
  rows: RowsUsed;
  /** Every row inside the window; where they are counted instead, an even choice of a few for moving pictures. */
  points: PairPoints;
  raster: PairRaster | null;
}

export interface PairCloud extends Grouped<PairCloudGroup> {
  /** Extremes of all groups, in the coordinates asked for; null without rows. */
  range: PairWindow | null;
  /** What was counted: the window asked for, or the range with a margin. */
  window: PairWindow | null;
}

/** A Gaussian of two columns: what ellipses are drawn from. */
export interface PairGaussian {
  mean: Point;
  covariance: Matrix2;
}

/** One row far from the mean. */
export interface PairOutlier {
  /** 1-based row of the file. */
  row: number;
  x: number;
  y: number;
  /** D² = (x − μ)ᵀ Σ⁻¹ (x − μ) */
  squaredDistance: number;
}

/** Two columns of a scatter matrix. */
export interface MatrixCell {
  /** Places of the columns in the request, x < y. */
  x: number;
  y: number;
  /** Rows with both values. */
  n: number;
  /** Pearson's r; null where a column does not vary. */
  correlation: number | null;
  /** Over the two columns' ranges; columns count x, lines y. */
  raster: PairRaster;
}

interface Request<Params, Value> {
  params: Params;
  value: Value;
  progress: never;
}

/** What a client may ask about two columns together. */
export interface PairRequests {
  /**
   * Rows inside a window, drawn singly up to `mostPoints` in all groups together, else counted over all rows.
   * @param map     coordinates of window and raster; null for the columns' own
   * @param window  null for everything
   * @param cells   columns and lines of a raster
   */
  'pair.cloud': Request<
    PairRows & {
      map: AffineMap | null;
      window: PairWindow | null;
      cells: { columns: number; lines: number };
      mostPoints: number;
    },
    PairCloud
  >;
  /** Histograms along both axes of the coordinates; all groups on the same edges, which the rule chooses from all rows. */
  'pair.marginals': Request<
    PairRows & { map: AffineMap | null; rule: BinRule },
    Grouped<{ x: Histogram; y: Histogram }>
  >;
  /** A Gaussian per group, by maximum likelihood or by the minimum covariance determinant. */
  'pair.fit': Request<
    PairRows & { estimator: 'classical' | 'robust' },
    Grouped<{ fit: Outcome<GaussianFit>; rows: RowsUsed }>
  >;
  /**
   * Rows of each group with D² at most each of `squaredRadii`, as seen from that group's Gaussian.
   * @param gaussians  one per group of the reply, by name; a group without one is left out
   */
  'pair.inside': Request<
    PairRows & { gaussians: { group: string | null; gaussian: PairGaussian }[]; squaredRadii: number[] },
    Grouped<{ inside: number[]; n: number }>
  >;
  /** Rows of one group beyond a distance, farthest first, page by page. */
  'pair.outliers': Request<
    PairRows & {
      group: string | null;
      gaussian: PairGaussian;
      squaredRadius: number;
      from: number;
      count: number;
    },
    { total: number; n: number; outliers: PairOutlier[] }
  >;
  /** Every pair of three columns or more: correlation and a small raster. A row counts for a pair when it has both values. */
  'pair.matrix': Request<
    { datasetId: string; columns: string[]; filters: Filter[]; cells: number },
    { ranges: ([number, number] | null)[]; cells: MatrixCell[]; rows: RowsUsed }
  >;
}
