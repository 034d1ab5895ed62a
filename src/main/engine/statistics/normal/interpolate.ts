/** Numbers simulated at one sample size. */
export interface AtSize {
  n: number;
  values: readonly number[];
}

/**
 * Numbers at any sample size from those at simulated sizes, straight in 1/√n; the smallest and the largest size stand
 * for all beyond them.
 * @param sizes  ascending
 */
export function interpolateBetweenSizes(sizes: readonly AtSize[], n: number): number[] {
  let above = sizes.findIndex((size) => size.n >= n);
  if (above < 0) above = sizes.length - 1;
  const upper = sizes[above]!;
  const lower = sizes[Math.max(0, above - 1)]!;
  const share =
    upper === lower || n >= upper.n
      ? 1
      : (1 / Math.sqrt(n) - 1 / Math.sqrt(lower.n)) / (1 / Math.sqrt(upper.n) - 1 / Math.sqrt(lower.n));
  return upper.values.map((value, i) => value * share + lower.values[i]! * (1 - share));
}

/** The polygon through (x, y) at a place; beyond the ends, the last piece goes on. @param x  strictly ascending, at least two */
export function interpolate(at: number, x: readonly number[], y: readonly number[]): number {
  let piece = 1;
  while (piece < x.length - 1 && at > x[piece]!) piece++;
  const share = (at - x[piece - 1]!) / (x[piece]! - x[piece - 1]!);
  return y[piece - 1]! + share * (y[piece]! - y[piece - 1]!);
}
