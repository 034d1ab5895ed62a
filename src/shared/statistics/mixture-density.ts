import { FitError } from './fit-error.ts';
import type { GaussianMixture } from './gaussian-mixture.ts';
import { inverseOfLower, logDeterminantOf, lowerFactor } from './lower-factor.ts';

/** A mixture made ready to be evaluated at many points. */
export interface MixtureDensity {
  /** Components, the noise counted as the last. */
  parts: number;
  /** ln(φₖ · density of component k) at a point; `terms` is written and returned. Shape (parts,). */
  logTerms: (x: ArrayLike<number>, terms: Float64Array) => Float64Array;
}

/**
 * The closed form p(x) = Σ φₖ 𝒩(x | μₖ, Σₖ), piece by piece, in the columns' units.
 * @throws {FitError} `not-positive-definite`, with the component, counted from 1
 */
export function mixtureDensity({ weights, means, covariances, noise }: GaussianMixture): MixtureDensity {
  const d = means[0]?.length ?? 0;
  const K = weights.length;
  const constants = new Float64Array(K);
  const factors = new Float64Array(K * d * d);
  const centres = Float64Array.from(means.flat());
  covariances.forEach((covariance, k) => {
    const l = lowerFactor(covariance);
    if (!l)
      throw new FitError('not-positive-definite', { component: k + 1 }, `Component ${k + 1} has no extent: widen it.`);
    constants[k] = Math.log(weights[k]!) - (logDeterminantOf(l) + d * Math.log(2 * Math.PI)) / 2;
    factors.set(inverseOfLower(l).flat(), k * d * d);
  });
  const logNoise = noise ? Math.log(noise.weight * noise.density) : 0;
  return {
    parts: K + (noise ? 1 : 0),
    logTerms: (x, terms) => {
      for (let k = 0; k < K; k++) {
        let square = 0;
        for (let i = 0; i < d; i++) {
          let z = 0;
          for (let j = 0; j <= i; j++) z += factors[(k * d + i) * d + j]! * (x[j]! - centres[k * d + j]!);
          square += z * z;
        }
        terms[k] = constants[k]! - square / 2;
      }
      if (noise) terms[K] = logNoise;
      return terms;
    },
  };
}

/** Turns ln terms into responsibilities, in place. @returns ln p(x), by log-sum-exp */
export function toResponsibilities(terms: Float64Array): number {
  let most = -Infinity;
  for (const term of terms) if (term > most) most = term;
  let sum = 0;
  for (let k = 0; k < terms.length; k++) sum += terms[k] = Math.exp(terms[k]! - most);
  for (let k = 0; k < terms.length; k++) terms[k]! /= sum;
  return most + Math.log(sum);
}

/** A mixture's distribution of some of its columns: a mixture again, of the matching parts of μ and Σ. Noise is left out. */
export function marginalMixture(
  { weights, means, covariances }: GaussianMixture,
  columns: readonly number[],
): GaussianMixture {
  return {
    weights,
    means: means.map((mean) => columns.map((j) => mean[j]!)),
    covariances: covariances.map((covariance) => columns.map((i) => columns.map((j) => covariance[i]![j]!))),
    noise: null,
  };
}
