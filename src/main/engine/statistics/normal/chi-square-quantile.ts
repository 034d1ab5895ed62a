import quantile from '@stdlib/stats-base-dists-chisquare-quantile';
import { standardNormalQuantile } from '../../../../shared/statistics/standard-normal-quantile.ts';

/**
 * Quantile of the χ² distribution, to 12 digits for 0.0005 ≤ p ≤ 0.9995 at any degrees of freedom. From 1000 degrees on
 * by the Cornish–Fisher expansion, because the library's upper quantiles are off by up to 7 parts in 10⁵ there.
 * @param probability       0 < p < 1
 * @param degreesOfFreedom  ≥ 1
 * @see [GoldbergLevine1946]
 */
export function chiSquareQuantile(probability: number, degreesOfFreedom: number): number {
  if (degreesOfFreedom < 1000) return quantile(probability, degreesOfFreedom);
  const n = degreesOfFreedom;
  const z = standardNormalQuantile(probability);
  const z2 = z * z;
  const s = Math.sqrt(2 * n);
  return (
    n +
    s * z +
    (2 / 3) * (z2 - 1) +
    (z * (z2 - 7)) / (9 * s) -
    ((6 * z2 + 14) * z2 - 32) / (405 * n) +
    (z * ((9 * z2 + 256) * z2 - 433)) / (4860 * n * s) +
    (((12 * z2 - 243) * z2 - 923) * z2 + 1472) / (25515 * n * n) -
    (z * (((3753 * z2 + 4353) * z2 - 289517) * z2 - 289717)) / (9185400 * n * n * s)
  );
}
