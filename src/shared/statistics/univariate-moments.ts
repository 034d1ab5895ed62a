import { checkDistribution, type UnivariateDistribution } from './univariate-distribution.ts';

/** Moments of a population. Null where the integral that defines them has no value. */
export interface PopulationMoments {
  mean: number | null;
  /** σ, not an estimate of it. */
  sd: number | null;
  /** E(X − μ)³ / σ³ */
  skewness: number | null;
  /** E(X − μ)⁴ / σ⁴ − 3 */
  excessKurtosis: number | null;
}

/**
 * Mean, standard deviation, skewness and excess kurtosis as closed forms.
 * @throws {FitError} `invalid-parameter`
 * @see [JohnsonKotzBalakrishnan1994], [JohnsonKempKotz2005]
 */
export function univariateMoments(distribution: UnivariateDistribution): PopulationMoments {
  checkDistribution(distribution);
  switch (distribution.kind) {
    case 'uniform': {
      const { from, to } = distribution;
      return { mean: from + (to - from) / 2, sd: (to - from) / Math.sqrt(12), skewness: 0, excessKurtosis: -1.2 };
    }
    case 'exponential':
      return { mean: 1 / distribution.rate, sd: 1 / distribution.rate, skewness: 2, excessKurtosis: 6 };
    case 'bernoulli': {
      const p = distribution.probability;
      const variance = p * (1 - p);
      const sd = Math.sqrt(variance);
      return { mean: p, sd, skewness: (1 - 2 * p) / sd, excessKurtosis: 1 / variance - 6 };
    }
    case 'poisson': {
      const { mean } = distribution;
      return { mean, sd: Math.sqrt(mean), skewness: 1 / Math.sqrt(mean), excessKurtosis: 1 / mean };
    }
    case 'lognormal': {
      const { mean, sd } = distribution;
      const less = Math.expm1(sd * sd); // ω − 1, without cancelling for a small σ
      const w = less + 1;
      return {
        mean: Math.exp(mean + (sd * sd) / 2),
        sd: Math.sqrt(less) * Math.exp(mean + (sd * sd) / 2),
        skewness: (w + 2) * Math.sqrt(less),
        excessKurtosis: less * (w ** 3 + 3 * w ** 2 + 6 * w + 6), // ω⁴ + 2ω³ + 3ω² − 6, divided by ω − 1
      };
    }
    case 'cauchy':
      return { mean: null, sd: null, skewness: null, excessKurtosis: null };
    case 'normal':
      return { mean: distribution.mean, sd: distribution.sd, skewness: 0, excessKurtosis: 0 };
    case 'mixture':
      return mixtureMoments(distribution);
  }
}

function mixtureMoments({
  weights,
  means,
  sds,
}: Extract<UnivariateDistribution, { kind: 'mixture' }>): PopulationMoments {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const average = (term: (k: number) => number): number =>
    weights.reduce((sum, weight, k) => sum + (weight / total) * term(k), 0);
  const mean = average((k) => means[k]!);
  const distance = (k: number): number => means[k]! - mean;
  const variance = average((k) => sds[k]! ** 2 + distance(k) ** 2);
  const third = average((k) => distance(k) ** 3 + 3 * distance(k) * sds[k]! ** 2);
  const fourth = average((k) => distance(k) ** 4 + 6 * distance(k) ** 2 * sds[k]! ** 2 + 3 * sds[k]! ** 4);
  const sd = Math.sqrt(variance);
  return { mean, sd, skewness: third / sd ** 3, excessKurtosis: fourth / variance ** 2 - 3 };
}
