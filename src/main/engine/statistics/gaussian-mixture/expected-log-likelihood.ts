import { cholesky, invertLower, logDeterminant } from '../linear-algebra/cholesky.ts';
import type { Moments } from './moments.ts';
import type { ScaledMixture } from './scaled-mixture.ts';

/**
 * Q(θ; τ) = ΣΣ τᵢₖ ln(φₖ 𝒩(xᵢ | μₖ, Σₖ)): the expected log-likelihood of rows and memberships together, from the moments
 * that the responsibilities τ make, without another pass over the rows. In the coordinates of the mixture.
 * @see [DempsterLairdRubin1977]
 */
export function expectedLogLikelihood(mixture: ScaledMixture, moments: Moments): number {
  const { components: K, d, weights, means, covariances, noise } = mixture;
  let expected = noise && moments.noiseRows > 0 ? moments.noiseRows * (Math.log(noise.weight) + noise.logDensity) : 0;
  for (let k = 0; k < K; k++) {
    const l = cholesky(covariances.subarray(k * d * d, (k + 1) * d * d), d);
    if (!l || !(moments.rows[k]! > 0)) continue;
    const w = invertLower(l, d);
    // Mean of (x − μ)ᵀ Σ⁻¹ (x − μ) over the component's rows: their covariance S and the shift of their mean, whitened.
    let square = 0;
    for (let i = 0; i < d; i++) {
      let shift = 0;
      for (let a = 0; a <= i; a++) {
        shift += w[i * d + a]! * (moments.means[k * d + a]! - means[k * d + a]!);
        for (let b = 0; b <= i; b++)
          square += w[i * d + a]! * w[i * d + b]! * moments.covariances[(k * d + a) * d + b]!;
      }
      square += shift * shift;
    }
    const logVolume = (d * Math.log(2 * Math.PI) + logDeterminant(l, d)) / 2;
    expected += moments.rows[k]! * (Math.log(weights[k]!) - logVolume - square / 2);
  }
  return expected;
}
