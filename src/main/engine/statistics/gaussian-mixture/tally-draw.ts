import type { DrawnRows } from './draw-range.ts';

/** What is counted over all rows of a draw. */
export interface DrawTally {
  /** Rows of each component, shape (K,). */
  componentRows: number[];
  /** Of all rows together, the covariance ÷ N; shapes (d,) and (d, d). */
  mean: number[];
  covariance: number[][];
  /** Rows per component and bin of the first column, shape (K, bins); null without bins. */
  counts: Float64Array[] | null;
}

/**
 * Counts a draw in one pass.
 * @param centre  near the mean, shape (d,): moments are taken about it, so that a large mean costs no digits
 * @param bins    equal ones on [from, to), for the first column; rows beyond are in no bin
 */
export function tallyDraw(
  { columns, components }: DrawnRows,
  parts: number,
  centre: readonly number[],
  bins: { from: number; to: number; count: number } | null,
): DrawTally {
  const d = columns.length;
  const n = components.length;
  const componentRows = new Array<number>(parts).fill(0);
  const sums = new Float64Array(d);
  const products = new Float64Array(d * d);
  const counts = bins && Array.from({ length: parts }, () => new Float64Array(bins.count));
  const x = new Float64Array(d);
  for (let row = 0; row < n; row++) {
    const z = components[row]!;
    componentRows[z]!++;
    for (let i = 0; i < d; i++) {
      x[i] = columns[i]![row]! - centre[i]!;
      sums[i]! += x[i]!;
      for (let j = 0; j <= i; j++) products[i * d + j]! += x[i]! * x[j]!;
    }
    if (bins && counts) {
      const bin = Math.floor(((columns[0]![row]! - bins.from) / (bins.to - bins.from)) * bins.count);
      if (bin >= 0 && bin < bins.count) counts[z]![bin]!++;
    }
  }
  const shift = sums.map((sum) => sum / n);
  return {
    componentRows,
    mean: centre.map((value, i) => value + shift[i]!),
    covariance: centre.map((_, i) =>
      centre.map((__, j) => products[Math.max(i, j) * d + Math.min(i, j)]! / n - shift[i]! * shift[j]!),
    ),
    counts,
  };
}
