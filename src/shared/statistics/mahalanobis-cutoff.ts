import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import chiSquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import fQuantile from '@stdlib/stats-base-dists-f-quantile';

/**
 * What a squared Mahalanobis distance is compared with.
 * `in-sample`: of one of the n rows that mean and covariance were computed from, exact;
 * `new-row`: of a row that was not among them, exact; `known`: of a Gaussian whose parameters are given, or n large.
 */
export type MahalanobisReference = 'in-sample' | 'new-row' | 'known';

/**
 * Value that D² of a normal row exceeds with probability 1 − `probability`. D² is taken with the covariance that divides
 * by n − 1 (`divisor: 'n−1'`) or by n.
 * In-sample: n·D²/(n−1)² ~ Beta(d/2, (n−d−1)/2); new row: D² ~ d(n²−1)/(n(n−d)) · F(d, n−d); known: D² ~ χ²_d.
 * @returns null where n is too small for the distribution to exist (in-sample n ≤ d + 1, new row n ≤ d)
 * @see [JohnsonWichern2007] section 5.5, [GnanadesikanKettenring1972]
 */
export function mahalanobisCutoff(
  reference: MahalanobisReference,
  probability: number,
  d: number,
  n: number,
  divisor: 'n' | 'n−1' = 'n−1',
): number | null {
  const perN = divisor === 'n' ? n / (n - 1) : 1; // D² with ÷n is n/(n−1) times D² with ÷(n−1)
  switch (reference) {
    case 'known':
      return chiSquareQuantile(probability, d);
    case 'in-sample':
      if (n <= d + 1) return null;
      return (betaQuantile(probability, d / 2, (n - d - 1) / 2) * (n - 1) ** 2 * perN) / n;
    case 'new-row':
      if (n <= d) return null;
      return ((d * (n * n - 1)) / (n * (n - d))) * fQuantile(probability, d, n - d) * perN;
  }
}

/** No row can be farther than this from the mean of its own sample: D² ≤ (n−1)²/n, or n − 1 with the covariance ÷ n. */
export const mahalanobisBound = (n: number, divisor: 'n' | 'n−1' = 'n−1'): number =>
  divisor === 'n' ? n - 1 : (n - 1) ** 2 / n;
