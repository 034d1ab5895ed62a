import { FitError } from '../../../../shared/statistics/fit-error.ts';
import { selectRanks } from '../descriptive/select-ranks.ts';
import { cholesky, invertLower, logDeterminant } from '../linear-algebra/cholesky.ts';
import { createGenerator, type Generator } from '../random/generator.ts';

/** Random first subsets of many rows, and at most of few; estimates carried on from them. */
const fewestSubsets = 500;
const mostSubsets = 5000;
const carried = 20;
/** Rows times estimates carried on, of few rows: all of them where that costs next to nothing. */
const carriedOfFew = 200_000;
/** Rows times subsets of few rows, about. */
const searchedRows = 2_000_000;
/** More rows than this are searched in groups of `groupRows` first, then in the groups together. */
const directRows = 3000;
const groupRows = 600;
/** Rows times estimates that are carried to all rows, about. */
const carriedRows = 2_000_000;
/**
 * What a step must lower ln det by to be followed by another. Of many rows ln det is known to √(2d/n), 0.001 at best, and
 * steps that move a few rows at the half's border would go on for long.
 */
const settledAt = (n: number): number => (n <= 100_000 ? 1e-12 : 1e-8);

/** Rows side by side, shape (n, d), about 0 and with spreads near 1. */
export interface StandardRows {
  y: Float64Array;
  n: number;
  d: number;
}

/** Moments of some rows. */
export interface RowMoments {
  /** Shape (d,). */
  mean: Float64Array;
  /** Dividing by the number of rows, shape (d, d). */
  covariance: Float64Array;
  /** ln det of that; −Infinity where the rows lie in a plane. */
  logDeterminant: number;
}

/**
 * The ⌊(n + d + 1)/2⌋ rows whose covariance has the least determinant, as FAST-MCD finds them: random subsets of d + 1 rows,
 * two C-steps each, the best carried until the determinant falls no further; 5000 subsets of few rows down to 666 of
 * 3000. Beyond that the search begins with 500 subsets in five groups of 600 rows; the best 333 of each go on with the 3000
 * rows together, and the best 20 of those with all rows, or fewer of them beyond 100,000. A C-step takes the half of the rows nearest to an estimate; it never raises the determinant.
 * @throws {FitError} `collinear` where half of the rows lie in a plane
 * @see [RousseeuwVanDriessen1999]
 */
export function leastDeterminantHalf(rows: StandardRows, seed: number): RowMoments {
  const { n, d } = rows;
  const half = halfOf(n, d);
  const generator = createGenerator(seed);
  const count = Math.max(fewestSubsets, Math.min(mostSubsets, Math.floor(searchedRows / n)));
  const first = n <= directRows ? search(rows, half, count, generator) : nestedSearch(rows, half / n, generator);
  const most = Math.max(1, Math.floor(n <= directRows ? first.length : Math.min(carried, carriedRows / n)));
  const steps = createSteps(rows, half);
  return best(
    best(
      first.map((estimate) => steps.concentrate(steps.concentrate(estimate))),
      most,
    ).map(steps.settle),
    1,
  )[0]!;
}

/** Rows in the half. */
export const halfOf = (n: number, d: number): number => Math.floor((n + d + 1) / 2);

/** The best estimates from subsets of a few rows each, after two C-steps. */
function search(rows: StandardRows, half: number, count: number, generator: Generator): RowMoments[] {
  const steps = createSteps(rows, half);
  const found: RowMoments[] = [];
  for (let s = 0; s < count; s++) {
    const first = firstEstimate(rows, generator);
    if (first) found.push(steps.concentrate(steps.concentrate(first)));
  }
  if (found.length === 0) throw flat();
  return best(found, Math.max(carried, Math.floor(carriedOfFew / rows.n)));
}

/** The best estimates of groups of rows, carried on in all groups together. */
function nestedSearch(rows: StandardRows, share: number, generator: Generator): RowMoments[] {
  const { n, d } = rows;
  const groups = Math.min(5, Math.floor(n / groupRows));
  const chosen = draw(n, groups * groupRows, generator);
  const together = pick(rows, chosen);
  const size = Math.ceil(share * groupRows);
  const found = Array.from({ length: groups }, (_, g) => {
    const y = together.y.subarray(g * groupRows * d, (g + 1) * groupRows * d);
    return search({ y, n: groupRows, d }, size, fewestSubsets / groups, generator);
  }).flat();
  const steps = createSteps(together, Math.ceil(share * together.n));
  return best(
    found.map((estimate) => steps.concentrate(steps.concentrate(estimate))),
    carried,
  );
}

/** Those of least determinant, in ascending order. */
const best = (estimates: readonly RowMoments[], count: number): RowMoments[] =>
  estimates.toSorted((a, b) => a.logDeterminant - b.logDeterminant).slice(0, count);

/** Moments of d + 1 rows, and of more where those lie in a plane. */
function firstEstimate(rows: StandardRows, generator: Generator): RowMoments | null {
  const { n, d } = rows;
  for (let size = d + 1; size <= Math.min(n, 4 * (d + 1)); size++) {
    const own = pick(rows, draw(n, size, generator));
    const estimate = momentsWhere(own, () => true, new Float64Array(d));
    if (Number.isFinite(estimate.logDeterminant)) return estimate;
  }
  return null;
}

/** C-steps on some rows. @throws {FitError} `collinear` where the half lies in a plane */
function createSteps(rows: StandardRows, half: number) {
  const { n } = rows;
  const distances = new Float64Array(n);
  const sorted = new Float64Array(n);
  const concentrate = (estimate: RowMoments): RowMoments => {
    squaredDistances(rows, estimate, distances);
    sorted.set(distances);
    selectRanks(sorted, [half - 1]);
    const furthest = sorted[half - 1]!;
    // Of rows at the same distance the first ones are taken.
    let ties = half;
    for (let row = 0; row < n; row++) if (distances[row]! < furthest) ties--;
    const next = momentsWhere(
      rows,
      (row) => distances[row]! < furthest || (distances[row]! === furthest && ties-- > 0),
      estimate.mean,
    );
    if (!Number.isFinite(next.logDeterminant)) throw flat();
    return next;
  };
  const settle = (from: RowMoments): RowMoments => {
    let estimate = concentrate(from);
    for (let step = 0; step < 100; step++) {
      const next = concentrate(estimate);
      if (next.logDeterminant >= estimate.logDeterminant - settledAt(n)) return next;
      estimate = next;
    }
    return estimate;
  };
  return { concentrate, settle };
}

const flat = (): FitError =>
  new FitError(
    'collinear',
    {},
    'Half of the rows lie in a plane: a robust covariance of these columns does not exist. Leave out a column.',
  );

/** @param near  a place near the mean, from which deviations are taken so that nothing cancels */
export function momentsWhere(
  { y, n, d }: StandardRows,
  chosen: (row: number) => boolean,
  near: Float64Array,
): RowMoments & { rows: number } {
  const sums = new Float64Array(d);
  const products = new Float64Array(d * d);
  const x = new Float64Array(d);
  let rows = 0;
  for (let row = 0; row < n; row++) {
    if (!chosen(row)) continue;
    rows++;
    for (let i = 0; i < d; i++) {
      x[i] = y[row * d + i]! - near[i]!;
      sums[i]! += x[i]!;
      for (let j = 0; j <= i; j++) products[i * d + j]! += x[i]! * x[j]!;
    }
  }
  const covariance = new Float64Array(d * d);
  for (let i = 0; i < d; i++)
    for (let j = 0; j <= i; j++)
      covariance[i * d + j] = covariance[j * d + i] =
        products[i * d + j]! / rows - (sums[i]! / rows) * (sums[j]! / rows);
  const l = cholesky(covariance, d);
  const flatAt = l && Array.from({ length: d }, (_, i) => l[i * d + i]!).some((pivot) => pivot < 1e-8);
  return {
    rows,
    mean: sums.map((sum, i) => near[i]! + sum / rows),
    covariance,
    logDeterminant: l && !flatAt ? logDeterminant(l, d) : -Infinity,
  };
}

/** (y − mean)ᵀ covariance⁻¹ (y − mean) of every row, written to `squares`. */
export function squaredDistances(
  { y, n, d }: StandardRows,
  { mean, covariance }: RowMoments,
  squares: Float64Array,
): void {
  const w = invertLower(cholesky(covariance, d)!, d);
  const x = new Float64Array(d);
  for (let row = 0; row < n; row++) {
    let square = 0;
    for (let i = 0; i < d; i++) {
      x[i] = y[row * d + i]! - mean[i]!;
      let z = 0;
      for (let j = 0; j <= i; j++) z += w[i * d + j]! * x[j]!;
      square += z * z;
    }
    squares[row] = square;
  }
}

function pick({ y, d }: StandardRows, chosen: readonly number[]): StandardRows {
  const own = new Float64Array(chosen.length * d);
  chosen.forEach((row, i) => own.set(y.subarray(row * d, (row + 1) * d), i * d));
  return { y: own, n: chosen.length, d };
}

/** Different numbers below n. */
function draw(n: number, count: number, generator: Generator): number[] {
  const drawn = new Set<number>();
  while (drawn.size < count) drawn.add(generator.integer(n));
  return [...drawn];
}
