import type { NormalityTest } from '../../../shared/statistics/goodness-of-fit.ts';
import type { QuantilePlot } from '../../../shared/statistics/quantile-plot.ts';
import type { NormalFit } from '../../../shared/statistics/normal-fit.ts';
import { normalCumulative } from '../../../shared/statistics/normal.ts';
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
import { amid, count, result } from './formula-numbers.ts';
import type { NormalParameters } from './normal-curve.ts';
import { digitsBeside, formatNumber, formatPValue, formatShare } from './number-format.ts';

const x = symbol('x', 'data');
const n = symbol('n', 'data');
const i = symbol('i');
const mu = symbol('μ̂', 'mean');
const sigma = symbol('σ̂', 'spread');
const phi = symbol('Φ');
const times = operator('·');
const ln = symbol('ln\u2009');
const z = (place: Formula): Formula => index(symbol('z'), place);
const empirical = index(symbol('F', 'data'), n);

/** The largest gap between the two distribution functions. @param at  the value where it is reached */
export function largestGapDerivation(rows: number, gap: number, at: number, model: NormalParameters): Derivation {
  const share = normalCumulative(at, model.mean, model.sd);
  const digits = digitsBeside(at, model.sd);
  const standard = fraction(
    row(number(formatNumber(at, digits), 'data'), '−', amid(model.mean, digits, 'mean')),
    amid(model.sd, 6, 'spread'),
  );
  return {
    rule: [
      row(
        symbol('D'),
        '=',
        index(symbol('max'), x),
        '|',
        empirical,
        inBrackets(x),
        '−',
        phi,
        inBrackets(fraction(row(x, '−', mu), sigma)),
        '|',
      ),
    ],
    substituted: [
      row(phi, inBrackets(standard), '=', result(share, 5)),
      row(symbol('D'), '=', number(formatShare(gap))),
    ],
    why: `Up to this value the rows and the model disagree most about the share below: by ${formatShare(gap)} of all ${formatNumber(rows, 9)} rows. It does not grow with n.`,
  };
}

/** The statistic, the number it is brought to, and the p-value that belongs to it. @see [DAgostinoStephens1986], [Stephens1974] */
export function normalityTestDerivation(
  { test, statistic, pValue, pValueIsBound }: NormalityTest,
  rows: number,
): Derivation {
  const p = row(symbol('p'), pValueIsBound ? '≤' : '=', number(formatPValue(pValue).replace(/^<\u202f/, '')));
  if (test === 'lilliefors') {
    const rooted = Math.sqrt(rows);
    const modified = statistic * (rooted - 0.01 + 0.85 / rooted);
    const [D, K] = [symbol('D'), symbol('K')];
    const standardised = fraction(row(x, '−', symbol('x̄', 'mean')), symbol('s', 'spread'));
    return {
      rule: [
        row(D, '=', index(symbol('max'), x), '|', empirical, inBrackets(x), '−', phi, inBrackets(standardised), '|'),
        row(K, '=', D, inBrackets(root(n), '−', '0.01', '+', fraction('0.85', root(n)))),
      ],
      substituted: [
        row(D, '=', result(statistic, 6)),
        row(
          K,
          '=',
          amid(statistic, 5),
          inBrackets(root(count(rows)), '−', '0.01', '+', fraction('0.85', root(count(rows)))),
        ),
        row('=', result(modified, 5)),
        p,
      ],
      why: 'K hardly depends on n. Its distribution was simulated with mean and standard deviation estimated from each sample; Kolmogorov’s own tables would be far too lenient.',
    };
  }
  const modified = statistic * (1 + 0.75 / rows + 2.25 / rows ** 2);
  const a = squared(symbol('A'));
  const star = row(symbol('A'), '*');
  const g = index(symbol('g'), i);
  return {
    rule: [
      row(a, '=', '−', n, '−', fraction('1', n), sumOverRows(), inBrackets('2', i, '−', '1'), g),
      row(
        g,
        '=',
        ln,
        phi,
        inBrackets(z(i)),
        '+',
        ln,
        inBrackets('1', '−', phi, inBrackets(z(row(n, '+', '1', '−', i)))),
      ),
      row(star, '=', a, inBrackets('1', '+', fraction('0.75', n), '+', fraction('2.25', squared(n)))),
    ],
    substituted: [
      row(a, '=', result(statistic, 6)),
      row(
        star,
        '=',
        amid(statistic, 6),
        inBrackets('1', '+', fraction('0.75', count(rows)), '+', fraction('2.25', squared(count(rows)))),
      ),
      row('=', result(modified, 6)),
      ...pValueLines(modified),
      p,
    ],
    why: 'z are the sorted values, standardised by x̄ and s. Logarithms weigh the tails as heavily as the middle; A* is compared with its distribution for estimated parameters.',
  };
}

/** The branch of Stephens' approximation that holds here. */
function pValueLines(modified: number): Formula[] {
  const branches: { below: number; constants: readonly [number, number, number]; upper: boolean }[] = [
    { below: 0.2, constants: [-13.436, 101.14, -223.73], upper: false },
    { below: 0.34, constants: [-8.318, 42.796, -59.938], upper: false },
    { below: 0.6, constants: [0.9177, -4.279, -1.38], upper: true },
    { below: 10, constants: [1.2937, -5.709, 0.0186], upper: true },
  ];
  const branch = branches.find(({ below }) => modified < below);
  if (!branch) return [];
  const [a, b, c] = branch.constants;
  const star = row(symbol('A'), '*');
  const signed = (value: number): (Formula | string)[] => [
    value < 0 ? '−' : '+',
    number(formatNumber(Math.abs(value))),
  ];
  const exponent = row(number(formatNumber(a)), ...signed(b), star, ...signed(c), squared(star));
  const exponential = power(symbol('e'), exponent);
  return [row(symbol('p'), '=', ...(branch.upper ? [exponential] : ['1', '−', exponential]))];
}

/** The band around the line of a quantile plot, and how many points lie outside it. @see [AldorNoimanEtAl2013], [Blom1958] */
export function bandDerivation(
  { n: rows, confidence, outside, theoretical, bandLower, bandUpper }: QuantilePlot,
  model: NormalParameters,
): Derivation {
  const place = theoretical.length - 1;
  const beta = index(symbol('Beta'), row(i, ',', n, '+', '1', '−', i));
  const digits = digitsBeside(model.mean, model.sd);
  return {
    rule: [
      row(
        index(symbol('q'), i),
        '=',
        power(phi, row('−', '1')),
        inBrackets(fraction(row(i, '−', fraction('3', '8')), row(n, '+', fraction('1', '4')))),
      ),
      row(
        mu,
        '+',
        sigma,
        power(phi, row('−', '1')),
        inBrackets(power(beta, row('−', '1')), inBrackets(fraction(symbol('γ'), '2'))),
      ),
    ],
    substituted: [
      row(i, '=', n, '=', count(rows), ':', index(symbol('q'), i), '=', result(theoretical[place] ?? NaN, 5)),
      row(
        number(formatNumber(bandLower[place] ?? NaN, digits)),
        '≤',
        index(x, inBrackets(n)),
        '≤',
        number(formatNumber(bandUpper[place] ?? NaN, digits)),
      ),
      row(symbol('outside'), '=', count(outside)),
    ],
    why: `Each sorted value has an interval at the same level γ, chosen by simulation so that all ${formatNumber(rows, 9)} points of a normal sample lie inside together with ${formatShare(confidence)} probability. Shown is the largest value’s.`,
  };
}

/** How straight the quantile plot is. */
export function straightnessDerivation(plot: QuantilePlot): Derivation {
  const qi = index(symbol('q'), i);
  const xi = index(x, inBrackets(i));
  return {
    rule: [
      row(
        symbol('r'),
        '=',
        fraction(row(sumOverRows(), qi, inBrackets(xi, '−', mu)), row(sigma, root(n, sumOverRows(), squared(qi)))),
      ),
    ],
    substituted: [row('=', result(plot.correlation, 7))],
    why: 'The correlation of the sorted values with those expected of a normal: 1 on a perfect line.',
  };
}

/** The exact interval of μ, by Student's t. */
export function meanIntervalDerivation(fit: NormalFit): Derivation {
  const half = fit.mean.interval[1] - fit.mean.value;
  const t = index(symbol('t'), row(n, '−', '1'));
  const level = (1 + fit.confidence) / 2;
  const digits = digitsBeside(fit.mean.value, fit.mean.standardError);
  return {
    rule: [row(mu, '±', t, inBrackets(symbol('p')), times, fraction(symbol('s', 'spread'), root(n)))],
    substituted: [
      row(
        amid(fit.mean.value, digits, 'mean'),
        '±',
        result(half / fit.mean.standardError, 6),
        times,
        amid(fit.mean.standardError, 6),
      ),
      row('=', result(fit.mean.interval[0], digits), '…', result(fit.mean.interval[1], digits)),
    ],
    why: `t(${formatNumber(level)}) with n − 1 = ${formatNumber(fit.n - 1, 9)} degrees of freedom. ${formatShare(fit.confidence)} of such intervals, from sample to sample of a normal, hold the true μ.`,
  };
}

/** The exact interval of σ, by χ². */
export function sdIntervalDerivation(fit: NormalFit): Derivation {
  const { value, interval } = fit.sdMle;
  const below = (1 - fit.confidence) / 2;
  const chi = (p: number): Formula => row(squared(symbol('χ')), inBrackets(number(formatNumber(p))));
  const bound = (end: number): Formula =>
    row(
      amid(value, 6, 'spread'),
      root(fraction(count(fit.n), number(formatNumber(fit.n * (value / end) ** 2, 7)))),
      '=',
      result(end, 6),
    );
  return {
    rule: [
      row(
        sigma,
        root(fraction(n, chi(1 - below))),
        '<',
        symbol('σ', 'spread'),
        '<',
        sigma,
        root(fraction(n, chi(below))),
      ),
    ],
    substituted: [bound(interval[0]), bound(interval[1])],
    why: `nσ̂²/σ² follows χ² with n − 1 = ${formatNumber(fit.n - 1, 9)} degrees of freedom where the column is normal. The interval is not symmetric: σ cannot fall below 0.`,
  };
}

/** How much less likely the rows are under parameters set by hand. */
export function likelihoodRatioDerivation(fall: number, value: number, maximum: number): Derivation {
  const ell = symbol('ℓ');
  const at = row(ell, inBrackets(symbol('μ', 'mean'), ',', symbol('σ', 'spread')));
  const best = row(ell, inBrackets(mu, ',', sigma));
  return {
    rule: [
      row(
        fraction(
          row(symbol('L'), inBrackets(symbol('μ', 'mean'), ',', symbol('σ', 'spread'))),
          row(symbol('L'), inBrackets(mu, ',', sigma)),
        ),
        '=',
        power(symbol('e'), row(at, '−', best)),
      ),
    ],
    substituted: [
      row('=', power(symbol('e'), row(amid(value, 9), '−', amid(maximum, 9)))),
      row('=', power(symbol('e'), number(formatNumber(-fall, 5))), '=', result(Math.exp(-fall), 4)),
    ],
    why: 'A difference of log-likelihoods is the logarithm of a ratio of likelihoods.',
  };
}
