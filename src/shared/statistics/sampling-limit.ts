import type { SamplingStatistic } from './sampling-statistic.ts';
import type { PopulationMoments } from './univariate-moments.ts';

/** The normal that a statistic of N independent values approaches as N grows. */
export interface NormalLimit {
  mean: number;
  sd: number;
}

/** A quantile of the population and the density there; null where it has none. */
export type QuantileOfPopulation = (probability: number) => { value: number; density: number } | null;

/**
 * The normal limit of a statistic of N independent values; null where there is none, or none is known from the moments.
 * Mean: 𝒩(μ, σ²/N). Sum: 𝒩(Nμ, Nσ²). Variance ÷ (N − 1): mean σ² and variance σ⁴ (κ/N + 2/(N − 1)), both exact, with κ the
 * excess kurtosis; its root by the delta method. Quantile: 𝒩(q, p(1 − p) / (N f(q)²)).
 * Smallest, largest and range have limits that are not normal.
 * @see [Cramer1946] sections 17.4, 27.4, 28.3 and 28.5
 */
export function normalLimit(
  statistic: SamplingStatistic,
  size: number,
  { mean, sd, excessKurtosis }: PopulationMoments,
  quantileOf: QuantileOfPopulation,
): NormalLimit | null {
  switch (statistic.kind) {
    case 'mean':
      return spread(mean, sd === null ? null : sd / Math.sqrt(size));
    case 'sum':
      return spread(mean === null ? null : size * mean, sd === null ? null : sd * Math.sqrt(size));
    case 'variance':
      return sd === null ? null : spread(sd ** 2, varianceError(size, sd, excessKurtosis));
    case 'sd': {
      const error = sd === null ? null : varianceError(size, sd, excessKurtosis);
      return sd === null || error === null ? null : spread(sd, error / (2 * sd));
    }
    case 'median':
      return quantileLimit(0.5, size, quantileOf);
    case 'quantile':
      return quantileLimit(statistic.probability, size, quantileOf);
    default:
      return null;
  }
}

function quantileLimit(p: number, size: number, quantileOf: QuantileOfPopulation): NormalLimit | null {
  const quantile = quantileOf(p);
  return quantile && spread(quantile.value, Math.sqrt((p * (1 - p)) / size) / quantile.density);
}

function varianceError(size: number, sd: number, excessKurtosis: number | null): number | null {
  if (size < 2 || excessKurtosis === null) return null;
  return sd ** 2 * Math.sqrt(excessKurtosis / size + 2 / (size - 1));
}

function spread(mean: number | null, sd: number | null): NormalLimit | null {
  return mean !== null && sd !== null && Number.isFinite(mean) && sd > 0 && sd < Infinity ? { mean, sd } : null;
}

/** Skewness of the mean, and of the sum, of N independent values: γ / √N. */
export const skewnessOfMean = (skewness: number, size: number): number => skewness / Math.sqrt(size);

/** A skewness below this is hardly seen in a histogram. */
export const smallSkewness = 0.1;

/** The smallest N at which the skewness of the mean is at most `small` in size. */
export function sizeOfFadedSkewness(skewness: number, small = smallSkewness): number {
  return Math.max(1, Math.ceil((skewness / small) ** 2 - 1e-9)); // 10² must not become 101 by a rounding
}
