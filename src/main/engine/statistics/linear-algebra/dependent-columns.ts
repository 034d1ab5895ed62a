/** A column that the columns before it determine: its deviation from the mean = Σ coefficientⱼ × other's deviation. */
export interface DependentColumn {
  column: number;
  others: number[];
  coefficients: number[];
}

/**
 * Columns of a covariance that are linear in the ones before them: what remains of their variance once those are known is
 * below `tolerance` of it. Works on correlations, so units do not matter.
 * @param covariance  d × d, row by row
 */
export function dependentColumns(covariance: ArrayLike<number>, d: number, tolerance = 1e-13): DependentColumn[] {
  const sd = Array.from({ length: d }, (_, i) => Math.sqrt(Math.max(0, covariance[i * d + i]!)));
  const kept: number[] = [];
  const factor: number[][] = []; // Cholesky factor of the kept columns' correlations, row by row
  const found: DependentColumn[] = [];
  for (let i = 0; i < d; i++) {
    if (sd[i] === 0) {
      found.push({ column: i, others: [], coefficients: [] });
      continue;
    }
    const row: number[] = [];
    let rest = 1;
    kept.forEach((j, m) => {
      let sum = covariance[i * d + j]! / (sd[i]! * sd[j]!);
      for (let p = 0; p < m; p++) sum -= row[p]! * factor[m]![p]!;
      row.push(sum / factor[m]![m]!);
      rest -= row[m]! * row[m]!;
    });
    if (rest > tolerance) {
      factor.push([...row, Math.sqrt(rest)]);
      kept.push(i);
      continue;
    }
    // Back substitution gives the coefficients; what is only rounding is none.
    const beta = row.slice();
    for (let m = kept.length - 1; m >= 0; m--) {
      for (let p = m + 1; p < kept.length; p++) beta[m]! -= factor[p]![m]! * beta[p]!;
      beta[m]! /= factor[m]![m]!;
    }
    const real = kept.map((_, m) => m).filter((m) => Math.abs(beta[m]!) > 1e-7);
    found.push({
      column: i,
      others: real.map((m) => kept[m]!),
      coefficients: real.map((m) => (beta[m]! * sd[i]!) / sd[kept[m]!]!),
    });
  }
  return found;
}
