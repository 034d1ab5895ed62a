import { FitError } from './fit-error.ts';

/** A distribution of one number, given by its parameters. */
export type UnivariateDistribution =
  | { kind: 'uniform'; from: number; to: number }
  /** Density λ exp(−λx) from 0 on. */
  | { kind: 'exponential'; rate: number }
  /** 1 with this probability, else 0. */
  | { kind: 'bernoulli'; probability: number }
  | { kind: 'poisson'; mean: number }
  /** exp of a normal: `mean` and `sd` are of the logarithm. */
  | { kind: 'lognormal'; mean: number; sd: number }
  | { kind: 'cauchy'; location: number; scale: number }
  | { kind: 'normal'; mean: number; sd: number }
  /** Σ φₖ 𝒩(μₖ, σₖ²); all three have the shape (K,). */
  | { kind: 'mixture'; weights: number[]; means: number[]; sds: number[] };

export type DistributionKind = UnivariateDistribution['kind'];

/** A Poisson of a larger mean looks normal on any screen, and its table of probabilities grows with the mean. */
export const largestPoissonMean = 1000;

/** True where a value has a probability of its own, and no density. */
export const isDiscrete = ({ kind }: UnivariateDistribution): boolean => kind === 'bernoulli' || kind === 'poisson';

/** @throws {FitError} `invalid-parameter`, with the parameter that is out of range and what it must be */
export function checkDistribution(distribution: UnivariateDistribution): void {
  switch (distribution.kind) {
    case 'uniform': {
      const { from, to } = distribution;
      require(Number.isFinite(from), { from }, 'The lower end must be a number.');
      require(to > from && Number.isFinite(to - from), { from, to }, 'The upper end must lie above the lower one.');
      return;
    }
    case 'exponential': {
      const { rate } = distribution;
      require(rate > 0 && rate < Infinity, { rate }, 'The rate λ must be above 0.');
      return;
    }
    case 'bernoulli': {
      const { probability } = distribution;
      require(probability > 0 && probability < 1, { probability }, 'The probability must lie between 0 and 1.');
      return;
    }
    case 'poisson': {
      const { mean } = distribution;
      const message = `The mean must be above 0 and at most ${largestPoissonMean}.`;
      require(mean > 0 && mean <= largestPoissonMean, { mean }, message);
      return;
    }
    case 'lognormal': {
      const { mean, sd } = distribution;
      require(Math.abs(mean) <= 100, { mean }, 'The mean of the logarithm must lie between −100 and 100.');
      require(sd > 0 && sd <= 5, { sd }, 'The standard deviation of the logarithm must be above 0 and at most 5.');
      return;
    }
    case 'cauchy': {
      const { location, scale } = distribution;
      require(Number.isFinite(location), { location }, 'The location must be a number.');
      require(scale > 0 && scale < Infinity, { scale }, 'The scale must be above 0.');
      return;
    }
    case 'normal': {
      const { mean, sd } = distribution;
      require(Number.isFinite(mean), { mean }, 'The mean must be a number.');
      require(sd > 0 && sd < Infinity, { sd }, 'The standard deviation must be above 0.');
      return;
    }
    case 'mixture': {
      const { weights, means, sds } = distribution;
      const K = weights.length;
      require(K > 0 && means.length === K && sds.length === K, {
        K,
      }, 'Every component needs a weight, a mean and a standard deviation.');
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      // Weights that were rounded, or that lost a share of noise, still add up to this.
      require(weights.every((weight) => weight >= 0) && Math.abs(total - 1) < 1e-6, {
        total,
      }, 'The weights must add up to 1.');
      require(means.every(Number.isFinite), {}, 'Every mean must be a number.');
      require(sds.every((sd) => sd > 0 && sd < Infinity), {}, 'Every standard deviation must be above 0.');
    }
  }
}

function require(holds: boolean, details: FitError['details'], message: string): void {
  if (!holds) throw new FitError('invalid-parameter', details, message);
}
