import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import chiSquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { GaussianFit } from '../../../../shared/statistics/gaussian-fit.ts';
import { cholesky, invertLower, logDeterminant } from '../linear-algebra/cholesky.ts';
import { createGenerator, type Generator } from '../random/generator.ts';
import { centredMoments, isComplete } from './centred-moments.ts';
import { describeGaussian, type GaussianOptions } from './fit.ts';

/** First subsets drawn, those carried to the end, and rows on which the subsets are tried. */
const subsets = 500;
const carried = 10;
const searchRows = 3000;
/** Rows beyond this χ² share are set aside when the estimate is refined. */
const refinement = 0.975;

interface Estimate {
  mean: Float64Array;
  covariance: Float64Array;
  logDeterminant: number;
}

/**
 * Location and scatter that outliers do not move: the half of the rows whose covariance has the least determinant (FAST-MCD),
 * made consistent for a normal, then refined with the rows within its 97.5 % ellipsoid.
 * @throws {FitError} `too-few-rows` below 2(d + 1) complete rows; `collinear` where half of the rows lie in a plane
 * @see [RousseeuwVanDriessen1999]
 */
export function fitRobustGaussian(
  columns: readonly Float64Array[],
  { included = null, seed = 1 }: GaussianOptions & { seed?: number } = {},
): GaussianFit {
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

  const half = Math.floor((n + d + 1) / 2);
  const best = settle(y, n, d, half, search(y, n, d, half / n, createGenerator(seed)));
  const raw = inflate(best, d, half / n);
  const distances = squaredDistances(y, n, d, raw);
  const within = chiSquareQuantile(refinement, d);
  const kept: number[] = [];
  distances.forEach((square, row) => square <= within && kept.push(row));
  const refined = inflate(momentsOf(y, d, kept), d, refinement);
  return describeGaussian(
    'robust',
    n,
    refined.mean.map((value, j) => centre[j]! + value * scale[j]!),
    refined.covariance.map((value, cell) => value * scale[Math.floor(cell / d)]! * scale[cell % d]!),
    () => kept.length,
  );
}

/** The most promising small subset of the rows, after two concentration steps each. */
function search(y: Float64Array, n: number, d: number, share: number, generator: Generator): Estimate {
  const some = n <= searchRows ? Array.from({ length: n }, (_, i) => i) : draw(n, searchRows, generator);
  const own =
    n <= searchRows
      ? y
      : Float64Array.from({ length: some.length * d }, (_, i) => y[some[Math.floor(i / d)]! * d + (i % d)]!);
  const size = some.length;
  const half = Math.ceil(share * size);
  const found: Estimate[] = [];
  for (let s = 0; s < subsets; s++) {
    const first = firstEstimate(own, size, d, generator);
    if (!first) continue;
    found.push(concentrate(own, size, d, half, concentrate(own, size, d, half, first)));
  }
  if (found.length === 0) throw flat();
  found.sort((a, b) => a.logDeterminant - b.logDeterminant);
  return found
    .slice(0, carried)
    .map((estimate) => settle(own, size, d, half, estimate))
    .reduce((a, b) => (b.logDeterminant < a.logDeterminant ? b : a));
}

/** Moments of d + 1 rows, and of more where those lie in a plane. */
function firstEstimate(y: Float64Array, n: number, d: number, generator: Generator): Estimate | null {
  for (let size = d + 1; size <= Math.min(n, 4 * (d + 1)); size++) {
    const estimate = momentsOf(y, d, draw(n, size, generator));
    if (Number.isFinite(estimate.logDeterminant)) return estimate;
  }
  return null;
}

/** One C-step: the moments of the half of the rows nearest to an estimate; their determinant is never larger. */
function concentrate(y: Float64Array, n: number, d: number, half: number, estimate: Estimate): Estimate {
  const distances = squaredDistances(y, n, d, estimate);
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => distances[a]! - distances[b]! || a - b);
  const next = momentsOf(y, d, [...order.subarray(0, half)]);
  if (!Number.isFinite(next.logDeterminant)) throw flat();
  return next;
}

function settle(y: Float64Array, n: number, d: number, half: number, from: Estimate): Estimate {
  let estimate = concentrate(y, n, d, half, from);
  for (let step = 0; step < 100; step++) {
    const next = concentrate(y, n, d, half, estimate);
    if (next.logDeterminant >= estimate.logDeterminant - 1e-12) return next;
    estimate = next;
  }
  return estimate;
}

const flat = (): FitError =>
  new FitError(
    'collinear',
    {},
    'Half of the rows lie in a plane: a robust covariance of these columns does not exist. Leave out a column.',
  );

/** Covariance ÷ rows of some rows; ln determinant −Infinity where it is singular. */
function momentsOf(y: Float64Array, d: number, rows: readonly number[]): Estimate {
  const mean = new Float64Array(d);
  for (const row of rows) for (let j = 0; j < d; j++) mean[j]! += y[row * d + j]! / rows.length;
  const covariance = new Float64Array(d * d);
  for (const row of rows)
    for (let i = 0; i < d; i++)
      for (let j = 0; j <= i; j++)
        covariance[i * d + j]! += ((y[row * d + i]! - mean[i]!) * (y[row * d + j]! - mean[j]!)) / rows.length;
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) covariance[j * d + i] = covariance[i * d + j]!;
  const l = cholesky(covariance, d);
  const flatAt = l && Array.from({ length: d }, (_, i) => l[i * d + i]!).some((pivot) => pivot < 1e-8);
  return { mean, covariance, logDeterminant: l && !flatAt ? logDeterminant(l, d) : -Infinity };
}

function squaredDistances(y: Float64Array, n: number, d: number, { mean, covariance }: Estimate): Float64Array {
  const w = invertLower(cholesky(covariance, d)!, d);
  const squares = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    let square = 0;
    for (let i = 0; i < d; i++) {
      let z = 0;
      for (let j = 0; j <= i; j++) z += w[i * d + j]! * (y[row * d + j]! - mean[j]!);
      square += z * z;
    }
    squares[row] = square;
  }
  return squares;
}

/** The factor that makes a covariance of a normal's innermost share consistent. [CrouxHaesbroeck1999] */
function inflate(estimate: Estimate, d: number, share: number): Estimate {
  const factor = share / chiSquareCdf(chiSquareQuantile(share, d), d + 2);
  return { ...estimate, covariance: estimate.covariance.map((value) => value * factor) };
}

/** Different numbers below n. */
function draw(n: number, count: number, generator: Generator): number[] {
  const drawn = new Set<number>();
  while (drawn.size < count) drawn.add(generator.integer(n));
  return [...drawn];
}
