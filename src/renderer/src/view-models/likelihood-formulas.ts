import { relativeLogLikelihood } from '../../../shared/statistics/normal-profile.ts';
import type { NormalFit } from '../../../shared/statistics/normal-fit.ts';
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
import { count, result } from './formula-numbers.ts';
import { formatNumber } from './number-format.ts';

const n = symbol('n', 'data');
const mu = symbol('μ', 'mean');
const muHat = symbol('μ̂', 'mean');
const sigma = symbol('σ', 'spread');
const sigmaHat = symbol('σ̂', 'spread');
const c = symbol('c', 'interval');
const ell = symbol('ℓ');
const x = index(symbol('x', 'data'), symbol('i'));
const ln = symbol('ln\u2009');
const mean = (value: number): Formula => number(formatNumber(value, 7), 'mean');
const spread = (value: number): Formula => number(formatNumber(value, 6), 'spread');
const plain = (value: number, digits = 7): Formula => result(value, digits);

/** All that the likelihood depends on: Σ(x − x̄)². */
export function squaresDerivation(fit: NormalFit): Derivation {
  return {
    rule: [row(sumOverRows(), squared(inBrackets(x, '−', muHat)), '=', n, squared(sigmaHat))],
    substituted: [
      row('=', count(fit.n), operator('·'), squared(spread(fit.sdMle.value)), '=', plain(fit.n * fit.sdMle.value ** 2)),
    ],
    why: 'With n and the mean this is all the likelihood of a normal depends on: the statistics are sufficient. Two columns that share them have the same surface, whatever their histograms look like.',
  };
}

export function profileMeanDerivation(
  fit: NormalFit,
  chiSquare: number,
  [lower, upper]: readonly [number, number],
): Derivation {
  const reach = root(power(symbol('e'), fraction(c, n)), '−', '1');
  return {
    rule: [
      row(
        ell,
        inBrackets(mu),
        '=',
        '−',
        fraction(n, '2'),
        ln,
        inBrackets('1', '+', fraction(squared(inBrackets(muHat, '−', mu)), squared(sigmaHat))),
      ),
      row(muHat, '±', sigmaHat, reach),
    ],
    substituted: [
      row(
        '=',
        mean(fit.mean.value),
        '±',
        spread(fit.sdMle.value),
        root(power(symbol('e'), fraction(plain(chiSquare), count(fit.n))), '−', '1'),
      ),
      row('=', mean(lower), ',', mean(upper)),
    ],
    why: 'At each μ the σ is taken that fits best. The interval holds every μ that is less than c/2 below the maximum, c the quantile of χ² with one degree of freedom.',
  };
}

export function profileSdDerivation(
  fit: NormalFit,
  chiSquare: number,
  [lower, upper]: readonly [number, number],
): Derivation {
  const u = symbol('u');
  return {
    rule: [row(u, '−', ln, u, '−', '1', '=', fraction(c, n), ',', u, '=', fraction(squared(sigmaHat), squared(sigma)))],
    substituted: [
      row(u, '−', ln, u, '−', '1', '=', plain(chiSquare / fit.n)),
      row(u, '=', plain((fit.sdMle.value / upper) ** 2), ',', plain((fit.sdMle.value / lower) ** 2)),
      row(sigma, '=', spread(lower), ',', spread(upper)),
    ],
    why: 'The equation has one root on either side of 1. The upper arm is the longer one: too large a σ costs less than too small a one.',
  };
}

export function waldMeanDerivation(fit: NormalFit, z: number, [lower, upper]: readonly [number, number]): Derivation {
  return {
    rule: [row(muHat, '±', symbol('z'), fraction(sigmaHat, root(n)))],
    substituted: [
      row(
        '=',
        mean(fit.mean.value),
        '±',
        plain(z, 5),
        operator('·'),
        fraction(spread(fit.sdMle.value), root(count(fit.n))),
      ),
      row('=', mean(lower), ',', mean(upper)),
    ],
    why: 'Takes the profile for a parabola, which it becomes as n grows. Student’s t in Distribution is exact instead.',
  };
}

export function waldSdDerivation(fit: NormalFit, z: number, [lower, upper]: readonly [number, number]): Derivation {
  return {
    rule: [row(sigmaHat, '±', symbol('z'), fraction(sigmaHat, root('2', n)))],
    substituted: [
      row(
        '=',
        spread(fit.sdMle.value),
        '±',
        plain(z, 5),
        operator('·'),
        fraction(spread(fit.sdMle.value), root('2', operator('·'), count(fit.n))),
      ),
      row('=', spread(lower), ',', spread(upper)),
    ],
    why: 'Symmetric, although the profile is not: with few rows its lower end can even fall below 0.',
  };
}

/** What dividing by n − 1 costs in log-likelihood. */
export function divisorDerivation(fit: NormalFit): Derivation {
  const s = fit.sdSample ?? NaN;
  const data = { n: fit.n, mean: fit.mean.value, sdMle: fit.sdMle.value };
  const ratio = fraction(n, row(n, '−', '1'));
  return {
    rule: [
      row(symbol('s', 'spread'), '=', sigmaHat, root(ratio)),
      row(
        ell,
        inBrackets(muHat, ',', sigmaHat),
        '−',
        ell,
        inBrackets(muHat, ',', symbol('s', 'spread')),
        '=',
        fraction(n, '2'),
        inBrackets(ln, ratio, '−', fraction('1', n)),
      ),
    ],
    substituted: [
      row(spread(s), '=', spread(fit.sdMle.value), root(fraction(count(fit.n), count(fit.n - 1)))),
      row('=', plain(-relativeLogLikelihood(data, data.mean, s), 5)),
    ],
    why: 'σ̂ makes the data most likely; s makes s² right on average over samples. The difference vanishes like 1/(4n).',
  };
}
