import type { ColumnSummary } from '../../../shared/statistics/column-summary.ts';
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
import { formatCount, formatNumber, formatShare } from './number-format.ts';

const x = symbol('x', 'data');
const n = symbol('n', 'data');
const xi = index(x, symbol('i'));
const mean = symbol('x̄', 'mean');
const sigmaHat = symbol('σ̂', 'spread');
/** Value of a rank among the sorted values. */
const ranked = (rank: Formula): Formula => index(x, inBrackets(rank));

/** The smallest or the largest value. @param written  as it stands on the screen */
export function extremeDerivation(end: 'min' | 'max', rows: number, written: string): Derivation {
  const rank = end === 'min' ? number('1') : n;
  return {
    rule: [row(ranked(rank), '=', symbol(end), xi)],
    substituted: [row('=', ranked(end === 'min' ? number('1') : count(rows)), '=', number(written, 'data'))],
    why: `The ${end === 'min' ? 'first' : 'last'} of the ${formatCount(rows)} values when they are sorted. It is exact and says nothing of the others.`,
  };
}

/** A quantile of R's type 7. @param written  as it stands on the screen */
export function quantileDerivation(rows: number, probability: number, written: string): Derivation {
  const h = symbol('h');
  const place = (rows - 1) * probability + 1;
  const below = Math.floor(place);
  const share = place - below;
  const whole = Math.abs(place - Math.round(place)) < 1e-9;
  const at = (rank: number): Formula => ranked(count(rank));
  const p = number(formatNumber(probability));
  const r = symbol('r');
  return {
    rule: [
      row(h, '=', inBrackets(n, '−', '1'), symbol('p'), '+', '1'),
      row(
        index(symbol('q'), symbol('p')),
        '=',
        ranked(r),
        '+',
        inBrackets(h, '−', r),
        inBrackets(ranked(row(r, '+', '1')), '−', ranked(r)),
      ),
      row(r, '=', '⌊', h, '⌋'),
    ],
    substituted: [
      row(h, '=', inBrackets(count(rows), '−', '1'), operator('·'), p, '+', '1', '=', number(formatNumber(place, 8))),
      whole
        ? row(index(symbol('q'), p), '=', at(Math.round(place)), '=', number(written, 'data'))
        : row(
            index(symbol('q'), p),
            '=',
            at(below),
            '+',
            number(formatNumber(share, 4)),
            inBrackets(at(below + 1), '−', at(below)),
          ),
      ...(whole ? [] : [row('=', number(written, 'data'))]),
    ],
    why: `${formatShare(probability)} of the values lie below. Between two ranks it is interpolated, as R’s type 7, NumPy and Excel do.`,
  };
}

export function describedMeanDerivation(summary: ColumnSummary): Derivation {
  const value = summary.mean ?? NaN;
  return {
    rule: [row(mean, '=', fraction('1', n), sumOverRows(), xi)],
    substituted: [row('=', fraction(amid(summary.n * value, 9), count(summary.n)), '=', result(value, 8, 'mean'))],
    why: 'The sum of the values divided by their number: the point where they balance.',
  };
}

/** @param divisor  n, or n − 1 for the estimate that is right on average */
export function describedSdDerivation(summary: ColumnSummary, divisor: 'n' | 'n-1'): Derivation {
  const sample = divisor === 'n-1';
  const sum = summary.n * (summary.sdMle ?? NaN) ** 2;
  const value = (sample ? summary.sdSample : summary.sdMle) ?? NaN;
  const below = sample ? row(n, '−', '1') : n;
  return {
    rule: [
      row(
        sample ? symbol('s', 'spread') : sigmaHat,
        '=',
        root(fraction('1', below), sumOverRows(), squared(inBrackets(xi, '−', mean))),
      ),
    ],
    substituted: [
      row('=', root(fraction(amid(sum, 9), count(summary.n - (sample ? 1 : 0)))), '=', result(value, 8, 'spread')),
    ],
    why: sample
      ? 'Dividing by n − 1 makes s² right on average over samples; R’s sd(), MATLAB and Excel’s STDEV do.'
      : 'Dividing by n is maximum likelihood; NumPy, SciPy and scikit-learn do.',
  };
}

/** Skewness (third power) or excess kurtosis (fourth). */
export function shapeDerivation(summary: ColumnSummary, order: 3 | 4): Derivation {
  const excess = order === 4 ? ['−', number('3')] : [];
  const value = (order === 3 ? summary.skewness : summary.excessKurtosis) ?? NaN;
  const sd = summary.sdMle ?? NaN;
  const moment = (value + (order === 4 ? 3 : 0)) * sd ** order;
  const name = symbol(order === 3 ? 'g₁' : 'g₂');
  const average = row(fraction('1', n), sumOverRows(), power(inBrackets(xi, '−', mean), String(order)));
  return {
    rule: [row(name, '=', fraction(average, power(sigmaHat, String(order))), ...excess)],
    substituted: [
      row(
        '=',
        fraction(amid(moment, 7), power(amid(sd, 7, 'spread'), String(order))),
        ...excess,
        '=',
        result(value, 5),
      ),
    ],
    why:
      order === 3
        ? 'Cubes keep their sign: a long tail to the right makes it positive. A normal has 0.'
        : 'Fourth powers count the tails. A normal has 3, so 3 is taken off and 0 is left.',
  };
}

/** A count as a share of the rows. @param what  "missing", "inside the interval" */
export function shareDerivation(part: number, whole: number, what: string): Derivation {
  const words = what.includes(' ') ? symbol(`n ${what}`) : index(symbol('n'), symbol(what));
  return {
    rule: [row(symbol('share'), '=', fraction(words, n))],
    substituted: [row('=', fraction(count(part), count(whole)), '=', number(formatShare(part / whole)))],
    why: `Rows ${what}, divided by all rows that are counted here.`,
  };
}

/** Cells of a column that hold a value. */
export function valuesDerivation(rows: number, missing: number, invalid: number): Derivation {
  return {
    rule: [row(n, '=', symbol('rows'), '−', symbol('missing'), '−', symbol('not understood'))],
    substituted: [
      row('=', count(rows), '−', count(missing), '−', count(invalid), '=', count(rows - missing - invalid)),
    ],
    why: 'Only cells that hold a value are used. Nothing is filled in for the others.',
  };
}
