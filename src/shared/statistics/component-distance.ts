import { inverseOfLower, logDeterminantOf, lowerFactor } from './lower-factor.ts';

/** One Gaussian: μ of shape (d,), Σ of shape (d, d). */
export interface GaussianPart {
  mean: readonly number[];
  covariance: readonly (readonly number[])[];
}

/**
 * Bhattacharyya distance between two Gaussians, ⅛ Δᵀ S⁻¹ Δ + ½ ln(det S / √(det A · det B)) with S = (A + B)/2: 0 for the
 * same one, growing with the distance of the means and the difference in shape, whatever the columns' units.
 * @returns a large number where a covariance is not positive definite
 * @see [Bhattacharyya1943]
 */
export function componentDistance(a: GaussianPart, b: GaussianPart): number {
  const between = a.covariance.map((row, i) => row.map((value, j) => (value + b.covariance[i]![j]!) / 2));
  const [l, la, lb] = [lowerFactor(between), lowerFactor(a.covariance), lowerFactor(b.covariance)];
  if (!l || !la || !lb) return 1e9;
  const w = inverseOfLower(l);
  let square = 0;
  w.forEach((row, i) => {
    let z = 0;
    for (let j = 0; j <= i; j++) z += row[j]! * (a.mean[j]! - b.mean[j]!);
    square += z * z;
  });
  return square / 8 + (logDeterminantOf(l) - (logDeterminantOf(la) + logDeterminantOf(lb)) / 2) / 2;
}
