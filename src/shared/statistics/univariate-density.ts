import { normalCumulative, normalDensity } from './normal.ts';
import { poissonMasses } from './poisson-masses.ts';
import { checkDistribution, type UnivariateDistribution } from './univariate-distribution.ts';

/**
 * The density of a continuous distribution, per unit of x; of a discrete one the probability of x itself, 0 between its
 * values.
 * @returns a function of x: what is common to all x is computed once
 * @throws {FitError} `invalid-parameter`
 */
export function univariateDensity(distribution: UnivariateDistribution): (x: number) => number {
  checkDistribution(distribution);
  switch (distribution.kind) {
    case 'uniform': {
      const { from, to } = distribution;
      return (x) => (x >= from && x <= to ? 1 / (to - from) : 0);
    }
    case 'exponential': {
      const { rate } = distribution;
      return (x) => (x >= 0 ? rate * Math.exp(-rate * x) : 0);
    }
    case 'bernoulli': {
      const { probability } = distribution;
      return (x) => (x === 1 ? probability : x === 0 ? 1 - probability : 0);
    }
    case 'poisson': {
      const masses = poissonMasses(distribution.mean);
      return (x) => masses[x] ?? 0; // a place that is no whole number is no index
    }
    case 'lognormal': {
      const { mean, sd } = distribution;
      return (x) => (x > 0 ? normalDensity(Math.log(x), mean, sd) / x : 0);
    }
    case 'cauchy': {
      const { location, scale } = distribution;
      return (x) => 1 / (Math.PI * scale * (1 + ((x - location) / scale) ** 2));
    }
    case 'normal': {
      const { mean, sd } = distribution;
      return (x) => normalDensity(x, mean, sd);
    }
    case 'mixture': {
      const { weights, means, sds } = distribution;
      return (x) => weights.reduce((sum, weight, k) => sum + weight * normalDensity(x, means[k]!, sds[k]!), 0);
    }
  }
}

/** P(X ≤ x) of a mixture. */
export function mixtureCumulative(
  { weights, means, sds }: Extract<UnivariateDistribution, { kind: 'mixture' }>,
  x: number,
): number {
  return weights.reduce((sum, weight, k) => sum + weight * normalCumulative(x, means[k]!, sds[k]!), 0);
}
