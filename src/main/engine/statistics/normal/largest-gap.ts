import { normalCumulative } from '../../../../shared/statistics/normal.ts';

/**
 * Largest distance between the empirical distribution function of n values and a normal's, and the value where it is
 * reached: Kolmogorov's D. Read as a share of the values, it does not grow with n.
 * @param sorted  values, ascending, shape (n,), n ≥ 1; the steps of equal values are taken as one
 */
export function largestGap(sorted: Float64Array, mean: number, sd: number): { gap: number; at: number } {
  const n = sorted.length;
  let gap = 0;
  let at = sorted[0]!;
  for (let i = 0; i < n; i++) {
    const share = normalCumulative(sorted[i]!, mean, sd);
    const here = Math.max((i + 1) / n - share, share - i / n);
    if (here > gap) {
      gap = here;
      at = sorted[i]!;
    }
  }
  return { gap, at };
}
