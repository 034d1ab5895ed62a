import type { GaussianMixture } from '../../../../shared/statistics/gaussian-mixture.ts';
import { cholesky, invertLower } from '../linear-algebra/cholesky.ts';

/**
 * A function from a row, in the columns' units, to its squared Mahalanobis distance D² = (x − μₖ)ᵀ Σₖ⁻¹ (x − μₖ) from
 * every component; NaN where a covariance is not positive definite.
 */
export function squaredDistances({ means, covariances }: GaussianMixture): (x: readonly number[]) => number[] {
  const d = means[0]?.length ?? 0;
  const whiten = covariances.map((covariance) => {
    const l = cholesky(covariance.flat(), d);
    return l && invertLower(l, d);
  });
  return (x) =>
    whiten.map((w, k) => {
      if (!w) return NaN;
      let square = 0;
      for (let i = 0; i < d; i++) {
        let z = 0;
        for (let j = 0; j <= i; j++) z += w[i * d + j]! * (x[j]! - means[k]![j]!);
        square += z * z;
      }
      return square;
    });
}
