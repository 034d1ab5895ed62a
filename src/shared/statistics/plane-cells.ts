/**
 * Cells along each side of a two-dimensional histogram of n rows, 10 to 40. The normal reference h = 3.5 σ n^(−1/4) divides
 * six standard deviations into 1.7 n^(1/4); these are nearly twice as fine, so that two heaps stay two.
 * @see [Scott1992] section 3.4
 */
export const planeCells = (n: number): number => Math.min(40, Math.max(10, Math.round(3 * n ** 0.25)));
