import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { MixtureRows } from '../../../../shared/statistics/gaussian-mixture.ts';
import { cholesky } from '../linear-algebra/cholesky.ts';
import { prepareRowsWithGaps } from './prepare-rows-with-gaps.ts';
import { gatherPatterns, type FitRows, type RowPattern } from './row-patterns.ts';

/** Columns as a mixture reads them: the same length n, NaN or an infinity for a missing cell. */
export interface MixtureInput {
  columns: readonly Float64Array[];
  /** One byte per row, 0 leaves it out; for a filter. */
  included?: Uint8Array | null;
  /** One per row; rows whose weight is not above 0 are left out. */
  weights?: Float64Array | null;
  /** `frequency`: a row of weight 3 is three rows, and n is the sum. `precision`: n stays the number of rows. */
  weightKind?: 'frequency' | 'precision';
  /** Per row the component it is known to belong to, from 0, or −1. */
  labels?: Int32Array | null;
  /** `listwise`, when left out: a row with a missing cell is not used. `em`: it is, for what it has. */
  missing?: 'listwise' | 'em';
  /** Of these columns, where they have been gathered before. */
  patterns?: readonly RowPattern[] | null;
}

export interface PreparedRows {
  rows: FitRows;
  counts: MixtureRows;
  weightScale: number;
  weightKind: 'frequency' | 'precision';
  /** Covariance ÷ n of the rows used, in centred and scaled coordinates, and its Cholesky factor; shape (d, d). */
  covariance: Float64Array;
  wholeFactor: Float64Array;
  /** Smallest and largest value per column, in scaled coordinates. */
  lowest: Float64Array;
  highest: Float64Array;
  /** What is added to a log-likelihood in scaled coordinates to have it in the columns' units. */
  logUnits: number;
  /** Weight of the rows that have a value in both of two columns, shape (d, d); absent where rows are complete. */
  together?: Float64Array;
}

/**
 * Counts the rows used, finds centre and scale, and checks that the columns vary and are not collinear. Two passes: means
 * about the first row, then everything about the means. Scales are powers of two, which change no digit.
 * Where rows with gaps are used, see `prepareRowsWithGaps`.
 * @param unitsMatter  one scale for all columns, for models that are not indifferent to units
 * @throws {FitError} `too-few-rows`, `zero-variance` with the column, `collinear` with the column that the others determine
 */
export function prepareRows(input: MixtureInput, unitsMatter: boolean): PreparedRows {
  const { columns, included = null, weights = null, labels = null, weightKind = 'frequency' } = input;
  const d = columns.length;
  const n = columns[0]?.length ?? 0;
  if (columns.some((column) => column.length !== n))
    throw new FitError(
      'invalid-parameter',
      { columns: d },
      'The columns differ in length: choose columns of one table.',
    );

  const patterns = input.missing === 'em' ? (input.patterns ?? gatherPatterns(columns)) : null;
  if (patterns) return prepareRowsWithGaps(input, patterns, unitsMatter);

  const counts: MixtureRows = { total: n, used: 0, missing: 0, excluded: 0, effective: 0, labelled: 0, incomplete: 0 };
  const used = (row: number): boolean => {
    for (let j = 0; j < d; j++) if (!Number.isFinite(columns[j]![row])) return false;
    return true;
  };
  const wanted = (row: number): boolean => !(included && included[row] === 0) && !(weights && !(weights[row]! > 0));

  const origin = new Float64Array(d);
  const sums = new Float64Array(d);
  let total = 0;
  for (let row = 0; row < n; row++) {
    if (!wanted(row)) counts.excluded++;
    else if (!used(row)) counts.missing++;
    else {
      if (counts.used++ === 0) columns.forEach((column, j) => (origin[j] = column[row]!));
      if (labels && labels[row]! >= 0) counts.labelled++;
      const weight = weights ? weights[row]! : 1;
      total += weight;
      for (let j = 0; j < d; j++) sums[j]! += weight * (columns[j]![row]! - origin[j]!);
    }
  }
  if (counts.used < 2)
    throw new FitError(
      'too-few-rows',
      { rows: counts.used },
      `Only ${counts.used} complete rows are left: a fit needs at least two.`,
    );
  counts.effective = weightKind === 'frequency' ? total : counts.used;

  const centre = origin.map((value, j) => value + sums[j]! / total);
  const { covariance, shift, lowest, highest } = secondMoments(input, centre, total, (row) => wanted(row) && used(row));
  const variances = Float64Array.from({ length: d }, (_, j) => covariance[j * d + j]!);
  const factor = powersOfTwo(variances, centre, unitsMatter);
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) covariance[i * d + j]! *= factor[i]! * factor[j]!;
  for (let j = 0; j < d; j++) {
    centre[j]! += shift[j]!;
    lowest[j] = (lowest[j]! - shift[j]!) * factor[j]!;
    highest[j] = (highest[j]! - shift[j]!) * factor[j]!;
  }
  return {
    rows: { columns, centre, factor, included, weights, labels },
    counts,
    weightScale: weightKind === 'frequency' ? 1 : counts.used / total,
    weightKind,
    covariance,
    wholeFactor: factorOfWhole(covariance, d),
    lowest,
    highest,
    logUnits: counts.effective * factor.reduce((sum, value) => sum + Math.log(value), 0),
  };
}

/**
 * Factors that bring every column's spread near 1, or with `common` the columns' spreads together.
 * @throws {FitError} `zero-variance` with the first column without a spread
 */
export function powersOfTwo(variances: Float64Array, centre: Float64Array, common: boolean): Float64Array {
  variances.forEach((variance, j) => {
    // A spread below the doubles' own spacing at the column's values is no spread.
    if (!(variance > 0) || Math.sqrt(variance) < 1e-15 * Math.abs(centre[j]!))
      throw new FitError(
        'zero-variance',
        { column: j },
        `Column ${j + 1} has one value only: leave it out of the fit.`,
      );
  });
  const powers = [...variances].map((variance) => -Math.round(Math.log2(variance) / 2));
  const together = Math.round(powers.reduce((a, b) => a + b, 0) / powers.length);
  return Float64Array.from(powers, (power) => 2 ** (common ? together : power));
}

/** Covariance, range and what is left of the mean, about a centre near the mean. */
function secondMoments(
  { columns, weights }: MixtureInput,
  centre: Float64Array,
  total: number,
  used: (row: number) => boolean,
) {
  const d = columns.length;
  const n = columns[0]!.length;
  const shift = new Float64Array(d);
  const covariance = new Float64Array(d * d);
  const lowest = new Float64Array(d).fill(Infinity);
  const highest = new Float64Array(d).fill(-Infinity);
  const x = new Float64Array(d);
  for (let row = 0; row < n; row++) {
    if (!used(row)) continue;
    const weight = (weights ? weights[row]! : 1) / total;
    for (let i = 0; i < d; i++) {
      x[i] = columns[i]![row]! - centre[i]!;
      if (x[i]! < lowest[i]!) lowest[i] = x[i]!;
      if (x[i]! > highest[i]!) highest[i] = x[i]!;
      shift[i]! += weight * x[i]!;
      for (let j = 0; j <= i; j++) covariance[i * d + j]! += weight * x[i]! * x[j]!;
    }
  }
  for (let i = 0; i < d; i++)
    for (let j = 0; j <= i; j++)
      covariance[i * d + j] = covariance[j * d + i] = covariance[i * d + j]! - shift[i]! * shift[j]!;
  return { covariance, shift, lowest, highest };
}

/** @throws {FitError} `collinear` with the first column that the ones before it determine to 14 digits */
export function factorOfWhole(covariance: Float64Array, d: number): Float64Array {
  for (let size = 1; size <= d; size++) {
    const part = new Float64Array(size * size);
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) part[i * size + j] = covariance[i * d + j]!;
    const l = cholesky(part, size);
    const pivot = l ? l[size * size - 1]! : 0;
    if (l && pivot * pivot > 1e-13 * covariance[(size - 1) * (d + 1)]!) {
      if (size === d) return l;
      continue;
    }
    throw new FitError(
      'collinear',
      { column: size - 1 },
      `Column ${size} is determined by the columns before it: leave one of them out.`,
    );
  }
  return new Float64Array(0);
}
