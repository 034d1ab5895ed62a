import type { NormalFit } from '../../../shared/statistics/normal-fit.ts';
import { normalIntervalProbability, normalLogLikelihood } from '../../../shared/statistics/normal.ts';
import {
  fraction,
  index,
  number,
  operator,
  power,
  root,
  row,
  squared,
  sumOverRows,
  symbol,
  type Formula,
} from './formula.ts';
import type { NormalParameters } from './normal-curve.ts';
import { formatCount, formatNumber, formatShare } from './number-format.ts';

/** How a number on the screen comes about: the rule, the same with the current values, and why it is so in one sentence. */
export interface Derivation {
  rule: Formula;
  substituted: Formula;
  why: string;
}

const x = symbol('x', 'data');
const n = symbol('n', 'data');
const mu = symbol('μ', 'mean');
const muHat = symbol('μ̂', 'mean');
const sigma = symbol('σ', 'spread');
const sigmaHat = symbol('σ̂', 'spread');
const s = symbol('s', 'spread');
const ell = symbol('ℓ');
const deviation = row('(', index(x, symbol('i')), '−', muHat, ')');

const count = (value: number): Formula => number(formatCount(value), 'data');
const meanOf = (value: number): Formula => number(formatNumber(value, 8), 'mean');
const spreadOf = (value: number): Formula => number(formatNumber(value, 8), 'spread');
/** Negative numbers after an operator stand in brackets. */
const plain = (value: number, digits = 9): Formula => {
  const text = formatNumber(value, digits);
  return value < 0 ? row('(', number(text), ')') : number(text);
};

export function meanDerivation(fit: NormalFit): Derivation {
  const { n: rows } = fit;
  return {
    rule: row(muHat, '=', fraction('1', n), sumOverRows(), index(x, symbol('i'))),
    substituted: row(fraction(plain(rows * fit.mean.value), count(rows)), '=', meanOf(fit.mean.value)),
    why: 'The mean of the values is the μ under which they are most likely, whatever σ is.',
  };
}

export function sdMleDerivation(fit: NormalFit): Derivation {
  const sum = fit.n * fit.sdMle.value ** 2;
  return {
    rule: row(sigmaHat, '=', root(fraction('1', n), sumOverRows(), squared(deviation))),
    substituted: row(root(fraction(plain(sum), count(fit.n))), '=', spreadOf(fit.sdMle.value)),
    why: 'Maximum likelihood divides by n. JMP, and R’s sd(), divide by n − 1; SciPy and scikit-learn by n.',
  };
}

export function sdSampleDerivation(fit: NormalFit): Derivation {
  const sum = fit.n * fit.sdMle.value ** 2;
  const below = row(n, '−', '1');
  return {
    rule: row(s, '=', root(fraction('1', below), sumOverRows(), squared(deviation))),
    substituted: row(root(fraction(plain(sum), count(fit.n - 1))), '=', spreadOf(fit.sdSample ?? NaN)),
    why: 'Dividing by n − 1 makes s² right on average over samples. It is not the maximum of the likelihood.',
  };
}

export function meanErrorDerivation(fit: NormalFit): Derivation {
  return {
    rule: row(symbol('SE'), '(', muHat, ')', '=', fraction(s, root(n))),
    substituted: row(fraction(spreadOf(fit.sdSample ?? NaN), root(count(fit.n))), '=', plain(fit.mean.standardError)),
    why: 'How far μ̂ would typically lie from μ in other samples of this size. The interval is exact, by Student’s t.',
  };
}

export function sdErrorDerivation(fit: NormalFit): Derivation {
  const below = root('2', n);
  return {
    rule: row(symbol('SE'), '(', sigmaHat, ')', '=', fraction(sigmaHat, below)),
    substituted: row(
      fraction(spreadOf(fit.sdMle.value), root('2', operator('·'), count(fit.n))),
      '=',
      plain(fit.sdMle.standardError),
    ),
    why: 'How far σ̂ would typically lie from σ in other samples of this size. The interval is exact, by χ².',
  };
}

/** At any parameters, the fitted ones among them. */
export function logLikelihoodDerivation(fit: NormalFit, { mean, sd }: NormalParameters): Derivation {
  const data = { n: fit.n, mean: fit.mean.value, sdMle: fit.sdMle.value };
  const offset = row('(', row(muHat, '−', mu), ')');
  return {
    rule: row(
      ell,
      '=',
      sumOverRows(),
      symbol('ln'),
      symbol('𝒩'),
      '(',
      index(x, symbol('i')),
      '|',
      mu,
      ',',
      squared(sigma),
      ')',
      '=',
      '−',
      n,
      symbol('ln'),
      '(',
      sigma,
      root('2', symbol('π')),
      ')',
      '−',
      fraction(row(n, '(', squared(sigmaHat), '+', squared(offset), ')'), row('2', squared(sigma))),
    ),
    substituted: row(
      '−',
      count(fit.n),
      symbol('ln'),
      '(',
      spreadOf(sd),
      operator('·'),
      '2.506628',
      ')',
      '−',
      fraction(
        row(
          count(fit.n),
          '(',
          number(formatNumber(data.sdMle ** 2, 7), 'spread'),
          '+',
          number(formatNumber((data.mean - mean) ** 2, 7), 'mean'),
          ')',
        ),
        row('2', operator('·'), number(formatNumber(sd ** 2, 7), 'spread')),
      ),
      '=',
      plain(normalLogLikelihood(data, mean, sd), 10),
    ),
    why: 'The likelihood is a product of n densities and too small to write down; its logarithm is a sum.',
  };
}

export function aicDerivation(fit: NormalFit): Derivation {
  return {
    rule: row(symbol('AIC'), '=', '−', '2', ell, '+', '2', symbol('p')),
    substituted: row(
      '−',
      '2',
      operator('·'),
      plain(fit.logLikelihood, 10),
      '+',
      '2',
      operator('·'),
      number(String(fit.parameters)),
      '=',
      plain(fit.aic, 10),
    ),
    why: `Lower is better. p = ${fit.parameters} counts the free parameters μ and σ.`,
  };
}

export function bicDerivation(fit: NormalFit): Derivation {
  return {
    rule: row(symbol('BIC'), '=', '−', '2', ell, '+', symbol('p'), symbol('ln'), n),
    substituted: row(
      '−',
      '2',
      operator('·'),
      plain(fit.logLikelihood, 10),
      '+',
      number(String(fit.parameters)),
      symbol('ln'),
      count(fit.n),
      '=',
      plain(fit.bic, 10),
    ),
    why: 'Lower is better. mclust prints the negative of this number and calls it BIC too.',
  };
}

export function intervalDerivation([from, to]: readonly [number, number], { mean, sd }: NormalParameters): Derivation {
  const end = (value: number): Formula => number(formatNumber(value, 6), 'interval');
  const standardised = (value: number): Formula =>
    row('(', fraction(row(end(value), '−', meanOf(mean)), spreadOf(sd)), ')');
  const phi = symbol('Φ');
  const bound = (name: string): Formula => symbol(name, 'interval');
  const rule = (name: string): Formula => row(phi, '(', fraction(row(bound(name), '−', mu), sigma), ')');
  return {
    rule: row(symbol('P'), '(', bound('a'), '<', symbol('X'), '<', bound('b'), ')', '=', rule('b'), '−', rule('a')),
    substituted: row(
      phi,
      standardised(to),
      '−',
      phi,
      standardised(from),
      '=',
      number(formatShare(normalIntervalProbability(from, to, mean, sd)), 'interval'),
    ),
    why: 'The probability of an interval is the area under the density above it, not the density’s height.',
  };
}

export function densityDerivation({ mean, sd }: NormalParameters): Derivation {
  const standardised = fraction(squared(row('(', x, '−', mu, ')')), row('2', squared(sigma)));
  const e = symbol('e');
  return {
    rule: row(
      symbol('f'),
      '(',
      x,
      ')',
      '=',
      fraction('1', row(sigma, root('2', symbol('π')))),
      power(e, row('−', standardised)),
    ),
    substituted: row(
      symbol('f'),
      '(',
      mu,
      ')',
      '=',
      fraction('1', row(spreadOf(sd), operator('·'), '2.506628')),
      '=',
      plain(1 / (sd * Math.sqrt(2 * Math.PI)), 6),
    ),
    why: `The height at the mean ${formatNumber(mean, 6)}, per unit of the column: it exceeds 1 as soon as σ < 0.3989.`,
  };
}
