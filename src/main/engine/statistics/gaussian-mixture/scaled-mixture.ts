import { cellCount, componentLength, type CovarianceShape } from '../../kernels/em.ts';
import { cholesky, invertLower, logDeterminant } from '../linear-algebra/cholesky.ts';

/** A density that is the same everywhere, and the box in which rows with it lie: shape (d, 2), null where it is not known. */
export interface UniformDensity {
  logDensity: number;
  box: Float64Array | null;
}

/** A mixture in the fit's own coordinates, in which columns are centred and have variances near 1. */
export interface ScaledMixture {
  components: number;
  d: number;
  /** Shape (K,). */
  weights: Float64Array;
  /** Shape (K, d). */
  means: Float64Array;
  /** Shape (K, d, d). */
  covariances: Float64Array;
  /** The noise component and its share; null without one. */
  noise: (UniformDensity & { weight: number }) | null;
}

const logTwoPi = Math.log(2 * Math.PI);

/**
 * A component may not become narrower than this share of the whole sample's variance in any direction met by its Cholesky
 * factor: a spread a million times smaller than the sample's is a point to doubles that carry 16 digits.
 */
export const narrowest = 1e-12;

/**
 * Writes a mixture as an EM pass reads it (see `componentLength` in kernels/em.ts).
 * @param wholeFactor  Cholesky factor of the whole sample's covariance, against which a collapse is judged
 * @returns −1, or the component whose covariance has collapsed
 */
export function writeParameters(
  mixture: ScaledMixture,
  shape: CovarianceShape,
  wholeFactor: Float64Array,
  parameters: Float64Array,
): number {
  const { components: K, d, weights, means, covariances, noise } = mixture;
  const stride = componentLength(d, shape);
  for (let k = 0; k < K; k++) {
    const l = cholesky(covariances.subarray(k * d * d, (k + 1) * d * d), d);
    if (!l || !(weights[k]! > 0)) return k;
    for (let i = 0; i < d; i++) {
      const share = l[i * d + i]! / wholeFactor[i * d + i]!;
      if (!(share * share > narrowest)) return k;
    }
    const inverse = invertLower(l, d);
    const at = k * stride;
    parameters[at] = Math.log(weights[k]!) - (logDeterminant(l, d) + d * logTwoPi) / 2;
    for (let i = 0; i < d; i++) parameters[at + 1 + i] = means[k * d + i]!;
    let cell = at + 1 + d;
    for (let i = 0; i < d; i++)
      for (let j = shape === 'full' ? 0 : i; j <= i; j++) parameters[cell++] = inverse[i * d + j]! * Math.SQRT1_2;
  }
  if (noise) {
    // A component whose factor is zero has the same density everywhere: its constant.
    const at = K * stride;
    parameters.fill(0, at, at + 1 + d + cellCount(d, shape));
    parameters[at] = Math.log(noise.weight) + noise.logDensity;
  }
  return -1;
}

/** Components in another order. */
export function permuteComponents(mixture: ScaledMixture, order: readonly number[]): ScaledMixture {
  const { d } = mixture;
  const pick = (values: Float64Array, size: number): Float64Array => {
    const picked = new Float64Array(order.length * size);
    order.forEach((from, to) => picked.set(values.subarray(from * size, (from + 1) * size), to * size));
    return picked;
  };
  return {
    ...mixture,
    components: order.length,
    weights: pick(mixture.weights, 1),
    means: pick(mixture.means, d),
    covariances: pick(mixture.covariances, d * d),
  };
}
