import type { GaussianFit } from '../../../shared/statistics/gaussian-fit.ts';
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
  sumOver,
  symbol,
  type Formula,
} from './formula.ts';
import { amid, count, result } from './formula-numbers.ts';
import { formatNumber, formatShare } from './number-format.ts';

const n = symbol('n', 'data');
const p = symbol('p', 'interval');
const k = symbol('k', 'data');
const times = operator('·');
const lambda = (place: string): Formula => index(symbol('λ', 'spread'), place);

/** Rows expected in an ellipse, and the exact interval of the share that was seen. @see [ClopperPearson1934] */
export function insideDerivation(
  share: number,
  rows: number,
  inside: number | null,
  interval: readonly [number, number] | null,
): Derivation {
  const beta = (end: string, first: Formula, second: Formula): Formula =>
    row(index(symbol('Beta'), row(first, ',', second)), inBrackets(number(end)));
  return {
    rule: [
      row(symbol('expected'), '=', n, p),
      row(beta('0.025', k, row(n, '−', k, '+', '1')), '≤', p, '≤', beta('0.975', row(k, '+', '1'), row(n, '−', k))),
    ],
    substituted: [
      row(
        symbol('expected'),
        '=',
        count(rows),
        times,
        number(formatNumber(share, 6), 'interval'),
        '=',
        result(rows * share, 6),
      ),
      ...(inside === null || !interval
        ? []
        : [
            row(fraction(k, n), '=', fraction(count(inside), count(rows)), '=', number(formatShare(inside / rows))),
            row(number(formatShare(interval[0])), '≤', p, '≤', number(formatShare(interval[1]))),
          ]),
    ],
    why: 'The exact interval for the share of rows inside, with 95 % confidence. Where it misses the share expected, the rows are not Gaussian there.',
  };
}

/** Rows that would lie beyond the cutoff if they were Gaussian. */
export function farRowsDerivation(rows: number, probability: number, seen: number | null): Derivation {
  return {
    rule: [row(symbol('expected'), '=', n, inBrackets('1', '−', p))],
    substituted: [
      row(
        '=',
        count(rows),
        inBrackets('1', '−', number(formatNumber(probability, 6), 'interval')),
        '=',
        result(rows * (1 - probability), 4),
      ),
      ...(seen === null ? [] : [row(symbol('seen'), '=', count(seen))]),
    ],
    why: 'Some far rows are expected even of perfect data: being far is no error by itself.',
  };
}

/** Standard deviations along the axes. */
export function axisLengthDerivation({ axes }: GaussianFit): Derivation {
  const [first = NaN, second = NaN] = axes.variances;
  return {
    rule: [row(root(lambda('1')), ',', root(lambda('2')))],
    substituted: [
      row(root(amid(first, 7, 'spread')), '=', result(Math.sqrt(first), 6)),
      row(root(amid(second, 7, 'spread')), '=', result(Math.sqrt(second), 6)),
    ],
    why: 'An eigenvalue is the variance along its axis; its root is the standard deviation there, the length of the arrow.',
  };
}

/** The direction of the leading axis. */
export function axisDirectionDerivation({ axes, covariance }: GaussianFit): Derivation {
  const [a = 1, b = 0] = axes.directions[0] ?? [];
  const [[xx = NaN, xy = NaN] = [], [, yy = NaN] = []] = covariance;
  const q = index(symbol('q'), '1');
  const sigma = symbol('Σ', 'spread');
  const entry = (name: string): Formula => index(symbol('σ̂', 'spread'), symbol(name));
  const theta = symbol('θ');
  return {
    rule: [
      row(sigma, q, '=', lambda('1'), q),
      row(symbol('tan'), '2', theta, '=', fraction(row('2', entry('xy')), row(entry('xx'), '−', entry('yy')))),
    ],
    substituted: [
      row(
        '=',
        fraction(row('2', times, amid(xy, 6, 'spread')), row(amid(xx, 6, 'spread'), '−', amid(yy, 6, 'spread'))),
      ),
      row(theta, '=', result((Math.atan2(b, a) * 180) / Math.PI, 5), '°'),
    ],
    why: 'An eigenvector is a direction that Σ only stretches. Q has both as its columns and is a rotation: y = Qᵀ(x − μ) keeps every length.',
  };
}

/** Mean and covariance that outliers cannot move. @see [RousseeuwVanDriessen1999] */
export function robustDerivation(fit: GaussianFit, what: 'mean' | 'covariance'): Derivation {
  const H = symbol('H', 'data');
  const half = symbol('h');
  const rows = Math.floor((fit.n + 3) / 2);
  const xi = index(symbol('x', 'data'), symbol('i'));
  const sum = sumOver(row(symbol('i'), '∈', H));
  const mu = symbol('μ̂', 'mean');
  return {
    rule: [
      row(
        H,
        '=',
        symbol('argmin'),
        symbol('det'),
        index(symbol('Σ̂', 'spread'), H),
        ',',
        '|',
        H,
        '|',
        '=',
        half,
        '=',
        '⌊',
        fraction(row(n, '+', '3'), '2'),
        '⌋',
      ),
      what === 'mean'
        ? row(mu, '=', fraction('1', symbol('m', 'data')), sum, xi)
        : row(
            symbol('Σ̂', 'spread'),
            '=',
            fraction(symbol('c'), symbol('m', 'data')),
            sum,
            inBrackets(xi, '−', mu),
            power(inBrackets(xi, '−', mu), symbol('T')),
          ),
    ],
    substituted: [
      row(half, '=', count(rows), ',', symbol('m', 'data'), '=', count(fit.kept)),
      row(squared(symbol('D')), '≤', '7.378', operator('set aside'), count(fit.setAside)),
    ],
    why: 'The half of the rows whose covariance has the least determinant comes first; then all m rows within its 97.5 % ellipse are used. c makes the result right for a Gaussian.',
  };
}
