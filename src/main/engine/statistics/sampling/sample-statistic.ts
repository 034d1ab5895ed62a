import { FitError } from '../../../../shared/statistics/fit-error.ts';
import { fewestValues, type SamplingStatistic } from '../../../../shared/statistics/sampling-statistic.ts';
import { selectRanks } from '../descriptive/select-ranks.ts';

/**
 * A statistic of samples of N values. Variances divide by N − 1; quantiles are those of type 7 [HyndmanFan1996].
 * @returns a function of a sample, shape (N,), which may change the order of its values
 * @throws {FitError} `too-few-rows` where N values have no such statistic
 */
export function createStatistic(statistic: SamplingStatistic, size: number): (sample: Float64Array) => number {
  const needed = fewestValues(statistic);
  if (size < needed)
    throw new FitError(
      'too-few-rows',
      { n: size, needed },
      `The spread of ${size === 1 ? 'one value' : `${size} values`} does not exist: choose N = ${needed} or more.`,
    );
  switch (statistic.kind) {
    case 'mean':
      return (sample) => sumOf(sample) / size;
    case 'sum':
      return sumOf;
    case 'variance':
      return varianceOf;
    case 'sd':
      return (sample) => Math.sqrt(varianceOf(sample));
    case 'minimum':
      return smallestOf;
    case 'maximum':
      return largestOf;
    case 'range':
      return (sample) => largestOf(sample) - smallestOf(sample);
    case 'median':
      return quantileOf(0.5, size);
    case 'quantile':
      return quantileOf(statistic.probability, size);
  }
}

function sumOf(sample: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < sample.length; i++) sum += sample[i]!;
  return sum;
}

/** In two passes, as NIST StRD asks for: squares of large values would cancel. */
function varianceOf(sample: Float64Array): number {
  const n = sample.length;
  const mean = sumOf(sample) / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (sample[i]! - mean) ** 2;
  return squares / (n - 1);
}

function smallestOf(sample: Float64Array): number {
  let least = Infinity;
  for (let i = 0; i < sample.length; i++) if (sample[i]! < least) least = sample[i]!;
  return least;
}

function largestOf(sample: Float64Array): number {
  let most = -Infinity;
  for (let i = 0; i < sample.length; i++) if (sample[i]! > most) most = sample[i]!;
  return most;
}

function quantileOf(probability: number, size: number): (sample: Float64Array) => number {
  const position = probability * (size - 1);
  const lower = Math.floor(position);
  const share = position - lower;
  const ranks = share === 0 ? [lower] : [lower, lower + 1];
  return (sample) => {
    selectRanks(sample, ranks);
    return share === 0 ? sample[lower]! : sample[lower]! + share * (sample[lower + 1]! - sample[lower]!);
  };
}
