import type { EllipseKind } from '../../../shared/statistics/ellipse-kind.ts';
import type { GaussianFit } from '../../../shared/statistics/gaussian-fit.ts';
import type { MahalanobisReference } from '../../../shared/statistics/mahalanobis-cutoff.ts';
import type { Derivation } from './derivation.ts';
import { levelRadius, shareOf, type EllipseLevel } from './ellipse-level.ts';
import {
  fraction,
  inBrackets,
  index,
  matrix,
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
import { formatCount, formatNumber, formatShare } from './number-format.ts';

const x = symbol('x', 'data');
const n = symbol('n', 'data');
const mu = symbol('μ', 'mean');
const muHat = symbol('μ̂', 'mean');
const sigma = symbol('Σ', 'spread');
const sigmaHat = symbol('Σ̂', 'spread');
const lambda = (place: string): Formula => index(symbol('λ', 'spread'), place);
const transposed = (part: Formula): Formula => power(part, symbol('T'));
const ell = symbol('ℓ');
/** A name of letters needs room before its argument. */
const ln = symbol('ln\u2009');
const xi = index(x, symbol('i'));
const deviation = inBrackets(xi, '−', muHat);

const spread = (value: number, digits = 7): Formula => amid(value, digits, 'spread');
const plain = (value: number, digits = 9): Formula => amid(value, digits);

const entries = (values: readonly (readonly number[])[], role: 'spread' | 'mean', digits = 7): Formula =>
  matrix(values.map((line) => line.map((value) => number(formatNumber(value, digits), role))));

/** The three entries that a covariance of two columns has. */
function covarianceOf({ covariance }: GaussianFit): { xx: number; xy: number; yy: number } {
  const [[xx = NaN, xy = NaN] = [], [, yy = NaN] = []] = covariance;
  return { xx, xy, yy };
}

export function pairMeanDerivation(fit: GaussianFit): Derivation {
  return {
    rule: [row(muHat, '=', fraction('1', n), sumOverRows(), xi)],
    substituted: [
      row(
        muHat,
        '=',
        entries(
          fit.mean.map((value) => [value]),
          'mean',
          8,
        ),
      ),
    ],
    why: 'Each entry is the mean of its column, over the rows that have both values.',
  };
}

export function covarianceDerivation(fit: GaussianFit): Derivation {
  return {
    rule: [row(sigmaHat, '=', fraction('1', n), sumOverRows(), deviation, transposed(deviation))],
    substituted: [row(sigmaHat, '=', entries(fit.covariance, 'spread'))],
    why: 'Maximum likelihood divides by n, as scikit-learn and mclust do. On the diagonal stand the variances σ̂² of the columns.',
  };
}

export function covarianceSampleDerivation(fit: GaussianFit): Derivation {
  const s = symbol('S', 'spread');
  return {
    rule: [row(s, '=', fraction('1', row(n, '−', '1')), sumOverRows(), deviation, transposed(deviation))],
    substituted: [row(s, '=', entries(fit.covarianceSample ?? [], 'spread'))],
    why: 'R’s cov(), MATLAB and NumPy divide by n − 1, which is right on average over samples. It is not the maximum of the likelihood.',
  };
}

export function correlationDerivation(fit: GaussianFit): Derivation {
  const { xx, xy, yy } = covarianceOf(fit);
  const entry = (first: string, second: string): Formula => index(symbol('σ̂', 'spread'), symbol(`${first}${second}`));
  return {
    rule: [row(symbol('r'), '=', fraction(entry('x', 'y'), root(entry('x', 'x'), entry('y', 'y'))))],
    substituted: [
      row(
        fraction(spread(xy), root(spread(xx), operator('·'), spread(yy))),
        '=',
        plain(fit.correlation[0]?.[1] ?? NaN, 7),
      ),
    ],
    why: 'The same number for ÷ n and ÷ (n − 1): what they divide by cancels.',
  };
}

export function eigenvalueDerivation(fit: GaussianFit): Derivation {
  const { xx, xy, yy } = covarianceOf(fit);
  const entry = (name: string): Formula => index(symbol('σ̂', 'spread'), symbol(name));
  const half = fraction(row(entry('xx'), '+', entry('yy')), '2');
  const difference = squared(inBrackets(fraction(row(entry('xx'), '−', entry('yy')), '2')));
  const [first = NaN, second = NaN] = fit.axes.variances;
  return {
    rule: [row(lambda('1,2'), '=', half), row('±', root(difference, '+', squared(entry('xy'))))],
    substituted: [
      row(spread((xx + yy) / 2), '±', root(plain(((xx - yy) / 2) ** 2, 7), '+', plain(xy * xy, 7))),
      row('=', spread(first, 8), ',', spread(second, 8)),
    ],
    why: 'Variances along the axes of the ellipse, Σ = QΛQᵀ; √λ is the length of each arrow. Their sum is that of the columns’ variances.',
  };
}

export function pairLogLikelihoodDerivation(fit: GaussianFit): Derivation {
  const determinant = row('|', sigmaHat, '|');
  const [first = NaN, second = NaN] = fit.axes.variances;
  return {
    rule: [
      row(ell, '=', sumOverRows(), ln, symbol('𝒩'), '(', xi, '|', muHat, ',', sigmaHat, ')'),
      row('=', '−', fraction(n, '2'), '(', '2', ln, '2', symbol('π'), '+', ln, determinant, '+', '2', ')'),
    ],
    substituted: [
      row('−', fraction(count(fit.n), '2'), '(', '3.675754', '+', ln, spread(first * second), '+', '2', ')'),
      row('=', number(formatNumber(fit.logLikelihood ?? NaN, 9))),
    ],
    why: 'At the maximum the distances D² of all rows add up to 2n, which leaves only n and the determinant, λ₁ · λ₂.',
  };
}

export function pairAicDerivation(fit: GaussianFit): Derivation {
  return {
    rule: [row(symbol('AIC'), '=', '−', '2', ell, '+', '2', symbol('p'))],
    substituted: [
      row(
        '−',
        '2',
        operator('·'),
        plain(fit.logLikelihood ?? NaN, 10),
        '+',
        '2',
        operator('·'),
        number(String(fit.parameters)),
      ),
      row('=', plain(fit.aic ?? NaN, 10)),
    ],
    why: `Lower is better. p = ${fit.parameters}: two means, two variances, one covariance.`,
  };
}

export function pairBicDerivation(fit: GaussianFit): Derivation {
  return {
    rule: [row(symbol('BIC'), '=', '−', '2', ell, '+', symbol('p'), ln, n)],
    substituted: [
      row(
        '−',
        '2',
        operator('·'),
        plain(fit.logLikelihood ?? NaN, 10),
        '+',
        number(String(fit.parameters)),
        ln,
        count(fit.n),
      ),
      row('=', plain(fit.bic ?? NaN, 10)),
    ],
    why: 'Lower is better. mclust prints the negative of this number and calls it BIC too.',
  };
}

export function pairDensityDerivation(fit: GaussianFit): Derivation {
  const [first = NaN, second = NaN] = fit.axes.variances;
  const exponent = row('−', fraction('1', '2'), squared(symbol('D')));
  const below = row('2', symbol('π'), root('|', sigma, '|'));
  return {
    rule: [row(symbol('f'), '(', x, ')', '=', fraction('1', below), power(symbol('e'), exponent))],
    substituted: [
      row(symbol('f'), '(', mu, ')', '=', fraction('1', row('6.283185', operator('·'), root(spread(first * second))))),
      row('=', plain(1 / (2 * Math.PI * Math.sqrt(first * second)), 5)),
    ],
    why: 'The height at the mean, per unit of x times unit of y. It is a density: volumes below it are probabilities.',
  };
}

/** How far a row lies from the mean, by its two coordinates along the axes. */
export function distanceDerivation(fit: GaussianFit, [px, py]: readonly [number, number]): Derivation {
  const difference = inBrackets(x, '−', mu);
  const along = (axis: number): number => {
    const [a = NaN, b = NaN] = fit.axes.directions[axis] ?? [];
    return a * (px - (fit.mean[0] ?? NaN)) + b * (py - (fit.mean[1] ?? NaN));
  };
  const [first = NaN, second = NaN] = fit.axes.variances;
  const d2 = along(0) ** 2 / first + along(1) ** 2 / second;
  const y = (place: string): Formula => squared(index(symbol('y', 'data'), place));
  return {
    rule: [
      row(squared(symbol('D')), '=', transposed(difference), power(sigma, row('−', '1')), difference),
      row('=', fraction(y('1'), lambda('1')), '+', fraction(y('2'), lambda('2'))),
    ],
    substituted: [
      row(
        fraction(squared(inBrackets(number(formatNumber(along(0), 5)))), spread(first, 6)),
        '+',
        fraction(squared(inBrackets(number(formatNumber(along(1), 5)))), spread(second, 6)),
        '=',
        plain(d2, 7),
      ),
    ],
    why: 'Rotated to the axes of the covariance, y = Qᵀ(x − μ), the distance counts standard deviations along each of them.',
  };
}

/** The radius of an ellipse and what it holds. */
export function ellipseDerivation(level: EllipseLevel, kind: EllipseKind, rows: number): Derivation {
  const c = symbol('c', 'interval');
  const p = symbol('p', 'interval');
  const share = shareOf(level);
  const radius = number(formatNumber(levelRadius(level, kind, rows) ?? NaN, 6), 'interval');
  const given = number(formatNumber(share, 6), 'interval');
  const rest = inBrackets('1', '−', p);
  const givenRest = inBrackets('1', '−', given);
  const exponent = row('−', fraction('2', row(n, '−', '2')));
  const givenExponent = row('−', fraction('2', count(rows - 2)));
  switch (kind) {
    case 'coverage':
      return {
        rule: [row(squared(symbol('D')), '≤', c, '=', '−', '2', ln, rest)],
        substituted: [row('−', '2', ln, givenRest, '=', radius)],
        why: `A region of ${formatNumber(Math.sqrt(levelRadius(level, kind, rows) ?? NaN), 5)} standard deviations. In two dimensions 1 σ holds 39.35 %, not 68 %.`,
      };
    case 'prediction':
      return {
        rule: [
          row(squared(symbol('D')), '≤', c, '=', '(', n, '+', '1', ')', '(', power(rest, exponent), '−', '1', ')'),
        ],
        substituted: [row('(', count(rows + 1), ')', '(', power(givenRest, givenExponent), '−', '1', ')', '=', radius)],
        why: `Holds the next row with ${formatShare(share)} probability: wider than the Gaussian’s own ellipse, because mean and covariance are estimates. Exact, by F(2, n − 2).`,
      };
    case 'mean':
      return {
        rule: [row(squared(symbol('D')), '≤', c, '=', power(rest, exponent), '−', '1')],
        substituted: [row(power(givenRest, givenExponent), '−', '1', '=', radius)],
        why: `Holds the true mean with ${formatShare(share)} confidence. It shrinks with n and says nothing about where rows lie. Exact, by F(2, n − 2).`,
      };
  }
}

/** Why a row counts as far: the distance that a row of a Gaussian exceeds only rarely. */
export function cutoffDerivation(
  reference: MahalanobisReference,
  probability: number,
  rows: number,
  cutoff: number,
): Derivation {
  const quantile = (name: string, ...of: string[]): Formula =>
    row(index(symbol(name), row(...of.map((part) => number(part)))), '(', number(formatNumber(probability, 6)), ')');
  const value = number(formatNumber(cutoff, 6), 'interval');
  const d2 = squared(symbol('D'));
  switch (reference) {
    case 'known':
      return {
        rule: [row(d2, '~', index(squared(symbol('χ')), '2'))],
        substituted: [
          row(quantile('χ²', '2'), '=', '−', '2', ln, '(', '1', '−', number(formatNumber(probability, 6)), ')'),
          row('=', value),
        ],
        why: 'As if mean and covariance were known: right for large n, too strict for a small sample’s own rows.',
      };
    case 'in-sample':
      return {
        rule: [
          row(fraction(d2, row(n, '−', '1')), '~', symbol('Beta'), '(', '1', ',', fraction(row(n, '−', '3'), '2'), ')'),
        ],
        substituted: [
          row(count(rows - 1), operator('·'), quantile('Beta', '1', ',', formatNumber((rows - 3) / 2, 6)), '=', value),
        ],
        why: 'Exact for a row that is one of the n: each row pulls mean and covariance towards itself, so none can be very far.',
      };
    case 'new-row':
      return {
        rule: [
          row(
            d2,
            '~',
            fraction(row('2', '(', n, '+', '1', ')'), row(n, '−', '2')),
            symbol('F'),
            '(',
            '2',
            ',',
            n,
            '−',
            '2',
            ')',
          ),
        ],
        substituted: [
          row(
            fraction(row('2', operator('·'), count(rows + 1)), count(rows - 2)),
            quantile('F', '2', ',', formatCount(rows - 2)),
            '=',
            value,
          ),
        ],
        why: 'Exact for a new row that was not among the n. Against the sample’s own rows it is lenient.',
      };
  }
}
