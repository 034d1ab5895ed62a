import type { NormalLimit } from '../../../shared/statistics/sampling-limit.ts';
import { sizeOfFadedSkewness, skewnessOfMean, smallSkewness } from '../../../shared/statistics/sampling-limit.ts';
import type { Derivation } from './derivation.ts';
import { amid, count, result } from './formula-numbers.ts';
import {
  fraction,
  inBrackets,
  index,
  number,
  operator,
  power,
  root,
  row,
  squared,
  symbol,
  type Formula,
} from './formula.ts';
import { formatNumber } from './number-format.ts';

const mu = symbol('μ', 'mean');
const sigma = symbol('σ', 'spread');
const N = symbol('N', 'data');
const gamma = symbol('γ');
const meanOf = (value: number): Formula => number(formatNumber(value, 7), 'mean');
const spreadOf = (value: number): Formula => number(formatNumber(value, 7), 'spread');
const plain = (value: number, digits = 7): Formula => result(value, digits);
const times = operator('·');

/** What the theorem says of the statistic's mean: μ, or Nμ for a sum. */
export function limitMeanDerivation(statistic: 'mean' | 'sum', mean: number, size: number): Derivation {
  if (statistic === 'mean')
    return {
      rule: [row('E', inBrackets(index(symbol('X̄'), N)), '=', mu)],
      substituted: [row('=', meanOf(mean))],
      why: 'Means of samples scatter about the population’s mean, whatever its shape and whatever N.',
    };
  return {
    rule: [row('E', inBrackets(index(symbol('S'), N)), '=', N, mu)],
    substituted: [row('=', count(size), times, amid(mean, 7, 'mean'), '=', plain(size * mean))],
    why: 'Every value adds μ on average.',
  };
}

/** σ/√N for a mean, σ√N for a sum. */
export function limitSdDerivation(statistic: 'mean' | 'sum', sd: number, size: number): Derivation {
  if (statistic === 'mean')
    return {
      rule: [row('SD', inBrackets(index(symbol('X̄'), N)), '=', fraction(sigma, root(N)))],
      substituted: [row('=', fraction(spreadOf(sd), root(count(size))), '=', plain(sd / Math.sqrt(size)))],
      why: 'Variances of independent values add up to Nσ²; dividing by N divides the variance by N². Four times as many values halve the spread.',
    };
  return {
    rule: [row('SD', inBrackets(index(symbol('S'), N)), '=', sigma, root(N))],
    substituted: [row('=', spreadOf(sd), times, root(count(size)), '=', plain(sd * Math.sqrt(size)))],
    why: 'Variances of independent values add up; standard deviations do not.',
  };
}

export function skewnessDerivation(skewness: number, size: number): Derivation {
  return {
    rule: [row('skewness', '=', fraction(gamma, root(N)))],
    substituted: [
      row('=', fraction(plain(skewness), root(count(size))), '=', plain(skewnessOfMean(skewness, size), 4)),
    ],
    why: 'Third central moments of independent values add up to Nγσ³, and the sum’s σ cubed is N√N σ³.',
  };
}

export function fadedSkewnessDerivation(skewness: number): Derivation {
  return {
    rule: [row(N, '≥', squared(inBrackets(fraction(gamma, plain(smallSkewness)))))],
    substituted: [
      row(
        '=',
        squared(inBrackets(fraction(plain(skewness), plain(smallSkewness)))),
        '→',
        count(sizeOfFadedSkewness(skewness)),
      ),
    ],
    why: `A skewness of ${smallSkewness} is hardly seen in a histogram; nothing special happens there.`,
  };
}

/** The density of the limit in numbers, as it is drawn. */
export function limitDensityFormula({ mean, sd }: NormalLimit): Formula {
  const exponent = row(
    operator('−'),
    fraction(squared(inBrackets(symbol('x'), '−', amid(mean, 7, 'mean'))), row('2', times, squared(spreadOf(sd)))),
  );
  return row(fraction('1', row(spreadOf(sd), root('2', symbol('π')))), power(symbol('e'), exponent));
}
