/**
 * Pearson's correlation of the rows that have both values, in two passes: the means first, so that a large offset costs
 * no digits.
 * @returns null where a column does not vary among those rows
 */
export function correlationOf(x: Float64Array, y: Float64Array): { n: number; correlation: number | null } {
  let n = 0;
  let sumX = 0;
  let sumY = 0;
  // Sums of distances from the first complete row stay small whatever the offset.
  let firstX = 0;
  let firstY = 0;
  for (let row = 0; row < x.length; row++) {
    const u = x[row]!;
    const v = y[row]!;
    if (Number.isNaN(u) || Number.isNaN(v)) continue;
    if (n++ === 0) [firstX, firstY] = [u, v];
    sumX += u - firstX;
    sumY += v - firstY;
  }
  const meanX = firstX + sumX / n;
  const meanY = firstY + sumY / n;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let row = 0; row < x.length; row++) {
    const u = x[row]! - meanX;
    const v = y[row]! - meanY;
    if (Number.isNaN(u) || Number.isNaN(v)) continue;
    xx += u * u;
    xy += u * v;
    yy += v * v;
  }
  const correlation = xy / Math.sqrt(xx) / Math.sqrt(yy);
  return { n, correlation: Number.isFinite(correlation) ? Math.max(-1, Math.min(1, correlation)) : null };
}
