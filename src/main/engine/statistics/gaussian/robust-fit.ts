import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import chiSquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { GaussianFit } from '../../../../shared/statistics/gaussian-fit.ts';
import { centredMoments, isComplete } from './centred-moments.ts';
import { describeGaussian, type GaussianOptions } from './fit.ts';
import {
  halfOf,
  leastDeterminantHalf,
  momentsWhere,
  squaredDistances,
  type StandardRows,
} from './least-determinant-half.ts';

/** Rows beyond this χ² share are set aside when the estimate is refined. */
const refinement = 0.975;

/**
 * Location and scatter that outliers do not move: the half of the rows whose covariance has the least determinant (FAST-MCD),
 * made consistent for a normal, then refined with the rows within its 97.5 % ellipsoid, made consistent again. No
 * corrections for small samples.
 * @throws {FitError} `too-few-rows` below 2(d + 1) complete rows; `collinear` where half of the rows lie in a plane
 * @see [RousseeuwVanDriessen1999]
 */
export function fitRobustGaussian(
  columns: readonly Float64Array[],
  { included = null, seed = 1 }: GaussianOptions & { seed?: number } = {},
): GaussianFit {
  const d = columns.length;
  const { rows, centre, scale } = standardRows(columns, included);
  const { n } = rows;
  const raw = leastDeterminantHalf(rows, seed);
  const distances = new Float64Array(n);
  squaredDistances(rows, { ...raw, covariance: inflate(raw.covariance, d, halfOf(n, d) / n) }, distances);
  const within = chiSquareQuantile(refinement, d);
  const kept = momentsWhere(rows, (row) => distances[row]! <= within, raw.mean);
  return describeGaussian(
    'robust',
    n,
    kept.mean.map((value, j) => centre[j]! + value * scale[j]!),
    inflate(kept.covariance, d, refinement).map(
      (value, cell) => value * scale[Math.floor(cell / d)]! * scale[cell % d]!,
    ),
    () => kept.rows,
  );
}

/**
 * The complete rows, each column centred and divided by its standard deviation.
 * @throws {FitError} `too-few-rows` below 2(d + 1) of them
 */
export function standardRows(
  columns: readonly Float64Array[],
  included: Uint8Array | null = null,
): { rows: StandardRows; centre: Float64Array; scale: Float64Array } {
  const d = columns.length;
  const { n, mean: centre, covariance } = centredMoments(columns, included);
  if (n < 2 * (d + 1))
    throw new FitError('too-few-rows', { rows: n }, `A robust estimate needs at least ${2 * (d + 1)} complete rows.`);
  const scale = centre.map((_, j) => Math.sqrt(covariance[j * d + j]!) || 1);
  const y = new Float64Array(n * d);
  for (let row = 0, at = 0; row < columns[0]!.length; row++) {
    if (!isComplete(columns, row, included)) continue;
    for (let j = 0; j < d; j++) y[at++] = (columns[j]![row]! - centre[j]!) / scale[j]!;
  }
  return { rows: { y, n, d }, centre, scale };
}

/** The covariance times the factor that makes that of a normal's innermost share consistent. [CrouxHaesbroeck1999] */
function inflate(covariance: Float64Array, d: number, share: number): Float64Array {
  const factor = share / chiSquareCdf(chiSquareQuantile(share, d), d + 2);
  return covariance.map((value) => value * factor);
}
