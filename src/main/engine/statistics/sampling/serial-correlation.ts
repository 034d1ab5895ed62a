/**
 * Correlation of every value with the next one: near 0 where rows do not depend on their neighbours.
 * r₁ = Σ (xᵢ − x̄)(xᵢ₊₁ − x̄) / Σ (xᵢ − x̄)²
 * @param values  without NaN, in the order of the rows
 * @param mean    x̄ of them
 * @returns null for fewer than three values or where all are equal
 * @see [BoxJenkinsReinsel2008] section 2.1.5
 */
export function serialCorrelation(values: Float64Array, mean: number): number | null {
  const n = values.length;
  if (n < 3) return null;
  let products = 0;
  let squares = 0;
  let last = NaN;
  for (let i = 0; i < n; i++) {
    const distance = values[i]! - mean;
    squares += distance * distance;
    if (i > 0) products += last * distance;
    last = distance;
  }
  return squares > 0 && squares < Infinity ? products / squares : null;
}
