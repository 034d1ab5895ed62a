import type { NormalFit } from '../../../shared/statistics/normal-fit.ts';
import { normalIntervalProbability, normalLogLikelihood } from '../../../shared/statistics/normal.ts';
import type { Derivation } from './derivation.ts';
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
  sumOverRows,
  symbol,
  type Formula,
} from './formula.ts';
import { amid, count } from './formula-numbers.ts';
import type { NormalParameters } from './normal-curve.ts';
import { digitsBeside, formatNumber, formatShare } from './number-format.ts';

const x = symbol('x', 'data');
const n = symbol('n', 'data');
const mu = symbol('μ', 'mean');
const muHat = symbol('μ̂', 'mean');
const sigma = symbol('σ', 'spread');
const sigmaHat = symbol('σ̂', 'spread');
const s = symbol('s', 'spread');
const ell = symbol('ℓ');
const ln = symbol('ln');
const standardError = symbol('SE');
const xi = index(x, symbol('i'));
const times = operator('·');
const rootTwoPi = root('2', symbol('π'));
const squaredDeviation = squared(inBrackets(xi, '−', muHat));

const meanOf = (value: number, digits = 8): Formula => number(formatNumber(value, digits), 'mean');
const spreadOf = (value: number, digits = 8): Formula => number(formatNumber(value, digits), 'spread');
/** Negative numbers after an operator stand in brackets. */
const plain = (value: number, digits = 9): Formula => amid(value, digits);
/** The result at the end of a line. */
const result = (value: number, digits = 9): Formula => number(formatNumber(value, digits));

export function meanDerivation(fit: NormalFit): Derivation {
  return {
    rule: [row(muHat, '=', fraction('1', n), sumOverRows(), xi)],
    substituted: [
      row(
        '=',
        fraction(plain(fit.n * fit.mean.value, digitsBeside(fit.mean.value, fit.sdMle.value) + 3), count(fit.n)),
        '=',
        meanOf(fit.mean.value, digitsBeside(fit.mean.value, fit.sdMle.value) + 2),
      ),
    ],
    why: 'The mean of the values is the μ under which they are most likely, whatever σ is.',
  };
}

export function sdMleDerivation(fit: NormalFit): Derivation {
  const sum = fit.n * fit.sdMle.value ** 2;
  return {
    rule: [row(sigmaHat, '=', root(fraction('1', n), sumOverRows(), squaredDeviation))],
    substituted: [row('=', root(fraction(plain(sum), count(fit.n))), '=', spreadOf(fit.sdMle.value))],
    why: 'Maximum likelihood divides by n, as SciPy and scikit-learn do. JMP, MATLAB and R’s sd() divide by n − 1.',
  };
}

export function sdSampleDerivation(fit: NormalFit): Derivation {
  const sum = fit.n * fit.sdMle.value ** 2;
  return {
    rule: [row(s, '=', root(fraction('1', row(n, '−', '1')), sumOverRows(), squaredDeviation))],
    substituted: [row('=', root(fraction(plain(sum), count(fit.n - 1))), '=', spreadOf(fit.sdSample ?? NaN))],
    why: 'Dividing by n − 1 makes s² right on average over samples. It is not the maximum of the likelihood.',
  };
}

export function meanErrorDerivation(fit: NormalFit): Derivation {
  return {
    rule: [row(standardError, inBrackets(muHat), '=', fraction(s, root(n)))],
    substituted: [
      row('=', fraction(spreadOf(fit.sdSample ?? NaN), root(count(fit.n))), '=', result(fit.mean.standardError)),
    ],
    why: 'How far μ̂ would typically lie from μ in other samples of this size. The interval is exact, by Student’s t.',
  };
}

export function sdErrorDerivation(fit: NormalFit): Derivation {
  return {
    rule: [row(standardError, inBrackets(sigmaHat), '=', fraction(sigmaHat, root('2', n)))],
    substituted: [
      row(
        '=',
        fraction(spreadOf(fit.sdMle.value), root('2', times, count(fit.n))),
        '=',
        result(fit.sdMle.standardError),
      ),
    ],
    why: 'How far σ̂ would typically lie from σ in other samples of this size. The interval is exact, by χ².',
  };
}

/** At any parameters, the fitted ones among them. */
export function logLikelihoodDerivation(fit: NormalFit, { mean, sd }: NormalParameters): Derivation {
  const data = { n: fit.n, mean: fit.mean.value, sdMle: fit.sdMle.value };
  const density = row(symbol('𝒩'), inBrackets(xi, '|', mu, ',', squared(sigma)));
  const exponent = fraction(
    row(n, inBrackets(squared(sigmaHat), '+', squared(inBrackets(muHat, '−', mu)))),
    row('2', squared(sigma)),
  );
  const numbers = fraction(
    row(count(fit.n), inBrackets(spreadOf(data.sdMle ** 2, 6), '+', meanOf((data.mean - mean) ** 2, 6))),
    row('2', times, spreadOf(sd ** 2, 6)),
  );
  return {
    rule: [
      row(ell, '=', sumOverRows(), ln, density),
      row('=', '−', n, ln, inBrackets(sigma, rootTwoPi), '−', exponent),
    ],
    substituted: [
      row('=', '−', count(fit.n), ln, inBrackets(spreadOf(sd, 6), rootTwoPi)),
      row('−', numbers),
      row('=', result(normalLogLikelihood(data, mean, sd), 10)),
    ],
    why: 'The likelihood is a product of n densities and too small to write down; its logarithm is a sum.',
  };
}

export function aicDerivation(fit: NormalFit): Derivation {
  const p = number(String(fit.parameters));
  return {
    rule: [row(symbol('AIC'), '=', '−', '2', ell, '+', '2', symbol('p'))],
    substituted: [
      row('=', '−', '2', times, plain(fit.logLikelihood, 10), '+', '2', times, p),
      row('=', result(fit.aic, 10)),
    ],
    why: `Lower is better. p = ${fit.parameters} counts the free parameters, μ and σ.`,
  };
}

export function bicDerivation(fit: NormalFit): Derivation {
  return {
    rule: [row(symbol('BIC'), '=', '−', '2', ell, '+', symbol('p'), ln, n)],
    substituted: [
      row('=', '−', '2', times, plain(fit.logLikelihood, 10), '+', number(String(fit.parameters)), ln, count(fit.n)),
      row('=', result(fit.bic, 10)),
    ],
    why: 'Lower is better. mclust prints the negative of this number and calls it BIC too.',
  };
}

export function intervalDerivation([from, to]: readonly [number, number], { mean, sd }: NormalParameters): Derivation {
  const phi = (end: Formula, centre: Formula, width: Formula): Formula =>
    row(symbol('Φ'), inBrackets(fraction(row(end, '−', centre), width)));
  const bound = (name: string): Formula => symbol(name, 'interval');
  const end = (value: number): Formula => number(formatNumber(value, digitsBeside(value, sd)), 'interval');
  const at = (value: number): Formula => phi(end(value), meanOf(mean, digitsBeside(mean, sd)), spreadOf(sd, 6));
  const share = formatShare(normalIntervalProbability(from, to, mean, sd));
  return {
    rule: [
      row(symbol('P'), inBrackets(bound('a'), '<', symbol('X'), '<', bound('b'))),
      row('=', phi(bound('b'), mu, sigma), '−', phi(bound('a'), mu, sigma)),
    ],
    substituted: [row('=', at(to)), row('−', at(from)), row('=', number(share, 'interval'))],
    why: 'The probability of an interval is the area under the density above it, not the density’s height.',
  };
}

export function densityDerivation({ mean, sd }: NormalParameters): Derivation {
  const exponent = fraction(squared(inBrackets(x, '−', mu)), row('2', squared(sigma)));
  const f = symbol('f');
  return {
    rule: [
      row(f, inBrackets(x), '=', fraction('1', row(sigma, rootTwoPi)), power(symbol('e'), row('−', exponent))),
      row(f, inBrackets(mu), '=', fraction('1', row(sigma, rootTwoPi))),
    ],
    substituted: [
      row('=', fraction('1', row(spreadOf(sd, 6), rootTwoPi)), '=', result(1 / (sd * Math.sqrt(2 * Math.PI)), 6)),
    ],
    why: `The height at the mean ${formatNumber(mean, 6)}, per unit of the axis: it exceeds 1 as soon as σ < 0.3989.`,
  };
}
