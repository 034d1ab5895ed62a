import { FitError } from './fit-error.ts';
import type { SufficientStatistics } from './normal.ts';
import { standardNormalQuantile } from './standard-normal-quantile.ts';

/**
 * ℓ(μ, σ) − ℓ(μ̂, σ̂), 0 at the maximum and negative elsewhere. Written so that nothing cancels near the maximum, where a
 * difference of two log-likelihoods of a million rows would have no digits left.
 * @param data  with sdMle > 0, which all functions of this file need
 */
export function relativeLogLikelihood(data: SufficientStatistics, mean: number, sd: number): number {
  const offset = (data.mean - mean) / sd;
  return profileOfSd(data, sd) - (data.n / 2) * offset * offset;
}

/** The profile of μ: max over σ of ℓ(μ, σ) − ℓ̂ = −(n/2) ln(1 + (x̄ − μ)²/σ̂²), the σ being √(σ̂² + (x̄ − μ)²). */
export function profileOfMean(data: SufficientStatistics, mean: number): number {
  const offset = (data.mean - mean) / data.sdMle;
  return (-data.n / 2) * Math.log1p(offset * offset);
}

/** The profile of σ: max over μ of ℓ(μ, σ) − ℓ̂ = −n (t + (e^(−2t) − 1)/2) with t = ln(σ/σ̂); the μ is x̄ whatever σ is. */
export function profileOfSd(data: SufficientStatistics, sd: number): number {
  const t = Math.log(sd / data.sdMle);
  return -data.n * (t + Math.expm1(-2 * t) / 2);
}

/**
 * Wald's intervals, estimate ± z · standard error: what the profiles would give if they were parabolas.
 * @throws {FitError} `invalid-parameter` for a confidence outside (0, 1)
 * @see [Pawitan2001] section 2.7
 */
export function normalWaldIntervals(
  data: SufficientStatistics,
  confidence: number,
): { mean: [lower: number, upper: number]; sd: [lower: number, upper: number] } {
  if (!(confidence > 0 && confidence < 1)) throw new FitError('invalid-parameter', { confidence });
  const z = standardNormalQuantile((1 + confidence) / 2);
  const meanReach = (z * data.sdMle) / Math.sqrt(data.n);
  const sdReach = (z * data.sdMle) / Math.sqrt(2 * data.n);
  return {
    mean: [data.mean - meanReach, data.mean + meanReach],
    sd: [data.sdMle - sdReach, data.sdMle + sdReach],
  };
}
