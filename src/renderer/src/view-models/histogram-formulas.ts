import type { BinRule, Histogram } from '../../../shared/statistics/histogram.ts';
import type { Derivation } from './derivation.ts';
import { fraction, inBrackets, index, number, operator, power, root, row, symbol, type Formula } from './formula.ts';
import { amid, count, result } from './formula-numbers.ts';
import { formatCount, formatNumber } from './number-format.ts';

/** What the rules of bins rest on, in the column's units. */
export interface BinNumbers {
  n: number;
  min: number;
  max: number;
  quartiles: readonly [lower: number, upper: number];
  sdSample: number | null;
  skewness: number | null;
}

const h = symbol('h');
const n = symbol('n', 'data');
const k = symbol('k');
const range = row(index(symbol('x', 'data'), symbol('max')), '−', index(symbol('x', 'data'), symbol('min')));
const times = operator('·');
const log2 = index(symbol('log'), '2');

/**
 * Why bins are as wide as they are: the rule, the width it asks for, and the width that was drawn.
 * @see [FreedmanDiaconis1981], [Scott1979], [Sturges1926], [Doane1976]
 */
export function binWidthDerivation({ kind, ...rule }: BinRule, numbers: BinNumbers, histogram: Histogram): Derivation {
  const bins = histogram.counts.length;
  const drawn = row(symbol('drawn'), ':', h, '=', result(histogram.width, 6));
  const asked = (value: number): Formula => number(formatNumber(value, 6));
  const fitted =
    'Drawn is the nearest width that divides the column evenly, a whole number of its steps where it has any.';
  const divided = (count_: Formula): Formula => row(h, '=', fraction(range, count_));
  const { n: rows, min, max } = numbers;
  switch (kind) {
    case 'freedman-diaconis': {
      const iqr = numbers.quartiles[1] - numbers.quartiles[0];
      return {
        rule: [row(h, '=', '2', symbol('IQR'), power(n, row('−', fraction('1', '3'))))],
        substituted: [
          row('=', '2', times, amid(iqr, 6), times, power(count(rows), row('−', fraction('1', '3')))),
          row('=', asked((2 * iqr) / Math.cbrt(rows))),
          drawn,
        ],
        why: `The rule of Freedman and Diaconis: robust, because outliers do not move the quartiles. ${fitted}`,
      };
    }
    case 'scott': {
      const sd = numbers.sdSample ?? NaN;
      return {
        rule: [
          row(
            h,
            '=',
            power(inBrackets(fraction(row('24', root(symbol('π'))), n)), fraction('1', '3')),
            symbol('s', 'spread'),
          ),
        ],
        substituted: [
          row(
            '=',
            power(inBrackets(fraction('42.5389', count(rows))), fraction('1', '3')),
            times,
            amid(sd, 6, 'spread'),
          ),
          row('=', asked(Math.cbrt((24 * Math.sqrt(Math.PI)) / rows) * sd)),
          drawn,
        ],
        why: `Scott’s rule: the least mean squared error for a normal column. ${fitted}`,
      };
    }
    case 'sturges': {
      const exact = Math.log2(rows) + 1;
      return {
        rule: [row(k, '=', '⌈', log2, n, '+', '1', '⌉'), divided(k)],
        substituted: [
          row(k, '=', '⌈', asked(exact), '⌉', '=', number(String(Math.ceil(exact)))),
          row(
            h,
            '=',
            fraction(amid(max - min, 6), String(Math.ceil(exact))),
            '=',
            asked((max - min) / Math.ceil(exact)),
          ),
          drawn,
        ],
        why: `Sturges’ rule: as many bins as a row of binomial coefficients has terms. ${fitted}`,
      };
    }
    case 'doane': {
      const skewness = Math.abs(numbers.skewness ?? 0);
      const error = Math.sqrt((6 * (rows - 2)) / ((rows + 1) * (rows + 3)));
      const exact = 1 + Math.log2(rows) + Math.log2(1 + skewness / error);
      const g = row('|', symbol('g₁'), '|');
      return {
        rule: [
          row(k, '=', '⌈', '1', '+', log2, n, '+', log2, inBrackets('1', '+', fraction(g, symbol('SE'))), '⌉'),
          row(
            symbol('SE'),
            '=',
            root(fraction(row('6', inBrackets(n, '−', '2')), row(inBrackets(n, '+', '1'), inBrackets(n, '+', '3')))),
          ),
        ],
        substituted: [
          row(g, '=', asked(skewness), ',', symbol('SE'), '=', asked(error)),
          row(k, '=', '⌈', asked(exact), '⌉', '=', number(String(Math.ceil(exact)))),
          row(
            h,
            '=',
            fraction(amid(max - min, 6), String(Math.ceil(exact))),
            '=',
            asked((max - min) / Math.ceil(exact)),
          ),
          drawn,
        ],
        why: `Doane’s rule: Sturges’ number of bins, and more of them the more skewed the column is. ${fitted}`,
      };
    }
    case 'count':
      return {
        rule: [divided(k)],
        substituted: [row('=', fraction(amid(max - min, 6), String(bins)), '=', asked((max - min) / bins)), drawn],
        why: `As many bins as you chose, ${formatCount(bins)}. Where values lie on steps, half a step is added at either end.`,
      };
    case 'width': {
      const { width = histogram.width } = rule as { width?: number };
      return {
        rule: [row(h, '=', symbol('as you chose'))],
        substituted: [row('=', asked(width)), drawn],
        why: 'Edges are whole multiples of the width you chose.',
      };
    }
  }
}

/** Height of the tallest bar on the density axis. */
export function barDerivation(histogram: Histogram): Derivation {
  const most = Math.max(...histogram.counts);
  const place = histogram.counts.indexOf(most);
  const [from = NaN, to = NaN] = [histogram.edges[place], histogram.edges[place + 1]];
  const m = symbol('m');
  return {
    rule: [row(symbol('height'), '=', fraction(m, row(n, h)))],
    substituted: [
      row('=', fraction(count(most), row(count(histogram.total), times, number(formatNumber(histogram.width, 6))))),
      row('=', result(most / histogram.total / histogram.width, 6)),
    ],
    why: `The tallest bar, ${formatNumber(from, 5)} to ${formatNumber(to, 5)}, holds m of the n values. Height times width is their share: a bar’s area is a probability, its height a density.`,
  };
}
