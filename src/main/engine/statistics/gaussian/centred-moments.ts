import { FitError } from '../../../../shared/statistics/fit-error.ts';

/** Mean and covariance of the complete rows, to about 15 digits whatever the offset of the columns. */
export interface CentredMoments {
  /** Rows in which every column has a finite value. */
  n: number;
  /** Shape (d,). */
  mean: Float64Array;
  /** Dividing by n, shape (d, d), row by row. */
  covariance: Float64Array;
}

/** True where every column has a finite value in a row, and the row is included. */
export function isComplete(columns: readonly Float64Array[], row: number, included: Uint8Array | null): boolean {
  if (included && included[row] === 0) return false;
  for (const column of columns) if (!Number.isFinite(column[row])) return false;
  return true;
}

/**
 * Two passes with compensated sums [Neumaier1974]: deviations from the first row give the mean, deviations from the mean
 * the covariance, corrected for what the mean's own rounding leaves.
 * @param included  one byte per row, 0 leaves it out; null for all
 * @throws {FitError} `too-few-rows` without a complete row
 */
export function centredMoments(columns: readonly Float64Array[], included: Uint8Array | null = null): CentredMoments {
  const d = columns.length;
  const rows = columns[0]?.length ?? 0;
  const origin = new Float64Array(d);
  const first = new CompensatedSums(d);
  let n = 0;
  for (let row = 0; row < rows; row++) {
    if (!isComplete(columns, row, included)) continue;
    if (n++ === 0) for (let j = 0; j < d; j++) origin[j] = columns[j]![row]!;
    for (let j = 0; j < d; j++) first.add(j, columns[j]![row]! - origin[j]!);
  }
  if (n === 0) throw new FitError('too-few-rows', { rows: 0 }, 'No row has a value in every column chosen.');
  const mean = origin.map((value, j) => value + first.value(j) / n);

  const shift = new CompensatedSums(d);
  const products = new CompensatedSums(d * d);
  const x = new Float64Array(d);
  for (let row = 0; row < rows; row++) {
    if (!isComplete(columns, row, included)) continue;
    for (let i = 0; i < d; i++) {
      x[i] = columns[i]![row]! - mean[i]!;
      shift.add(i, x[i]!);
      for (let j = 0; j <= i; j++) products.add(i * d + j, x[i]! * x[j]!);
    }
  }
  const covariance = new Float64Array(d * d);
  for (let i = 0; i < d; i++)
    for (let j = 0; j <= i; j++) {
      const value = (products.value(i * d + j) - (shift.value(i) * shift.value(j)) / n) / n;
      covariance[i * d + j] = covariance[j * d + i] = i === j ? Math.max(0, value) : value;
    }
  return { n, mean: mean.map((value, j) => value + shift.value(j) / n), covariance };
}

/** Sums that keep what rounding drops. */
class CompensatedSums {
  readonly #sums: Float64Array;
  readonly #lost: Float64Array;
  constructor(count: number) {
    this.#sums = new Float64Array(count);
    this.#lost = new Float64Array(count);
  }
  add(i: number, value: number): void {
    const sum = this.#sums[i]!;
    const next = sum + value;
    this.#lost[i]! += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    this.#sums[i] = next;
  }
  value(i: number): number {
    return this.#sums[i]! + this.#lost[i]!;
  }
}
