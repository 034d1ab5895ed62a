import { FitError } from './fit-error.ts';
import { normalQuantile } from './normal.ts';
import { poissonMasses } from './poisson-masses.ts';
import { mixtureCumulative } from './univariate-density.ts';
import { checkDistribution, type UnivariateDistribution } from './univariate-distribution.ts';

/**
 * The smallest x with P(X ≤ x) ≥ probability.
 * @param probability  0 < p < 1
 * @throws {FitError} `invalid-parameter`
 */
export function univariateQuantile(distribution: UnivariateDistribution, probability: number): number {
  checkDistribution(distribution);
  if (!(probability > 0 && probability < 1))
    throw new FitError('invalid-parameter', { probability }, 'A quantile’s probability must lie between 0 and 1.');
  switch (distribution.kind) {
    case 'uniform':
      return distribution.from + probability * (distribution.to - distribution.from);
    case 'exponential':
      return -Math.log1p(-probability) / distribution.rate;
    case 'bernoulli':
      return probability <= 1 - distribution.probability ? 0 : 1;
    case 'poisson': {
      const masses = poissonMasses(distribution.mean);
      let below = 0;
      const place = masses.findIndex((mass) => (below += mass) >= probability);
      return place < 0 ? masses.length - 1 : place;
    }
    case 'lognormal':
      return Math.exp(normalQuantile(probability, distribution.mean, distribution.sd));
    case 'cauchy':
      return distribution.location + distribution.scale * Math.tan(Math.PI * (probability - 0.5));
    case 'normal':
      return normalQuantile(probability, distribution.mean, distribution.sd);
    case 'mixture': {
      // It lies between the components' own quantiles, where P(X ≤ x) rises all the way.
      const own = distribution.means.map((mean, k) => normalQuantile(probability, mean, distribution.sds[k]!));
      let [low, high] = [Math.min(...own), Math.max(...own)];
      for (;;) {
        const middle = low + (high - low) / 2;
        if (middle <= low || middle >= high) return high;
        if (mixtureCumulative(distribution, middle) >= probability) high = middle;
        else low = middle;
      }
    }
  }
}

/**
 * The part of the axis on which a distribution is drawn: all of it where it ends, else all but a share in its tails too
 * small to be seen. A Cauchy has so much in its tails that its middle would not be seen beside them.
 */
export function univariateRange(distribution: UnivariateDistribution): [from: number, to: number] {
  const between = (low: number, high: number): [number, number] => [
    univariateQuantile(distribution, low),
    univariateQuantile(distribution, high),
  ];
  switch (distribution.kind) {
    case 'uniform':
      return [distribution.from, distribution.to];
    case 'exponential':
      return [0, univariateQuantile(distribution, 0.999)];
    case 'lognormal':
      return [0, univariateQuantile(distribution, 0.99)];
    case 'bernoulli':
      return [0, 1];
    case 'cauchy':
      return between(0.02, 0.98);
    default:
      return between(0.0005, 0.9995);
  }
}
