import type { CrossValidation } from '../../../shared/statistics/cross-validation.ts';
import type { Derivation } from './derivation.ts';
import {
  fraction,
  inBrackets,
  index,
  number,
  operator,
  power,
  row,
  sumOver,
  sumOverRows,
  symbol,
  type Formula,
  type Part,
} from './formula.ts';
import { amid, count, result } from './formula-numbers.ts';
import { formatNumber, formatShare } from './number-format.ts';

const n = symbol('n', 'data');
const times = operator('·');

/** Distance from the best model by a criterion. */
export function deltaDerivation(criterion: string, value: number, delta: number): Derivation {
  const name = symbol(criterion);
  return {
    rule: [row(symbol('Δ'), '=', name, '−', index(symbol('min'), symbol('models')), name)],
    substituted: [row('=', amid(value, 9), '−', amid(value - delta, 9), '=', result(delta, 5))],
    why: 'Only models of the same rows are compared. A difference of 2 is little, of 10 much.',
  };
}

/** The share of evidence of a model. @param deltas  of all models compared, this one's at `at` @see [BurnhamAnderson2002] */
export function evidenceDerivation(deltas: readonly number[], at: number): Derivation {
  const weight = (delta: Part): Formula => power(symbol('e'), row('−', delta, '/', '2'));
  const j = symbol('j');
  const delta = deltas[at] ?? NaN;
  const total = deltas.reduce((sum, other) => sum + Math.exp(-other / 2), 0);
  const shown = deltas.filter((other) => other < 60).slice(0, 3);
  const more = deltas.length > shown.length ? ['+', '…'] : [];
  const terms = shown.flatMap((other, place_): Part[] => [
    ...(place_ > 0 ? ['+'] : []),
    weight(number(formatNumber(other, 4))),
  ]);
  return {
    rule: [row(symbol('w'), '=', fraction(weight(symbol('Δ')), row(sumOver(j), weight(index(symbol('Δ'), j)))))],
    substituted: [
      row(
        '=',
        fraction(weight(number(formatNumber(delta, 5))), row(...terms, ...more)),
        '=',
        fraction(result(Math.exp(-delta / 2), 4), result(total, 5)),
      ),
      row('=', number(formatShare(Math.exp(-delta / 2) / total))),
    ],
    why: 'How the evidence is divided among these models. Another model in the ledger divides it anew.',
  };
}

/** Agreement of two divisions of the rows. @see [HubertArabie1985] */
export function randIndexDerivation(counts: readonly (readonly number[])[]): Derivation {
  const pairs = (m: number): number => (m * (m - 1)) / 2;
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const rows = counts.map(sum);
  const columns = (counts[0] ?? []).map((_, j) => sum(counts.map((line) => line[j] ?? 0)));
  const [a, b] = [sum(rows.map(pairs)), sum(columns.map(pairs))];
  const together = sum(counts.flat().map(pairs));
  const all = pairs(sum(rows));
  const expected = (a * b) / all;
  const T = symbol('T');
  const E = symbol('E');
  const A = symbol('A');
  const B = symbol('B');
  return {
    rule: [
      row(symbol('ARI'), '=', fraction(row(T, '−', E), row(fraction(row(A, '+', B), '2'), '−', E))),
      row(E, '=', fraction(row(A, B), row('n', '(', 'n', '−', '1', ')', '/', '2'))),
    ],
    substituted: [
      row(E, '=', fraction(row(count(a), times, count(b)), count(all)), '=', result(expected, 7)),
      row(
        '=',
        fraction(
          row(count(together), '−', result(expected, 7)),
          row(fraction(row(count(a), '+', count(b)), '2'), '−', result(expected, 7)),
        ),
      ),
      row('=', result((together - expected) / ((a + b) / 2 - expected), 5)),
    ],
    why: 'T pairs of rows lie together in both divisions, A in the one, B in the other; E is what chance would give.',
  };
}

/** The mean log-likelihood of rows that a fit had not seen. @param rows  n, or what their weights sum up to @see [Smyth2000] */
export function crossValidationDerivation(
  { logLikelihoodPerRow, standardError, folds }: CrossValidation,
  rows: number,
): Derivation {
  const unseen = index(symbol('p'), row('−', symbol('i')));
  const CV = symbol('CV');
  return {
    rule: [
      row(
        CV,
        '=',
        fraction('1', n),
        sumOverRows(),
        symbol('ln\u2009'),
        unseen,
        inBrackets(index(symbol('x', 'data'), symbol('i'))),
      ),
    ],
    substituted: [
      row(
        '=',
        fraction(result(rows * logLikelihoodPerRow, 8), count(rows)),
        '=',
        result(logLikelihoodPerRow, 7),
        '±',
        number(formatNumber(standardError, 2)),
      ),
      row('−', '2', n, CV, '=', result(-2 * rows * logLikelihoodPerRow, 8)),
    ],
    why: `p₋ᵢ is fitted without the fold of row i, one of ${folds}; every model is scored on the same folds. Higher is better; −2 n CV is on the scale of AIC and BIC.`,
  };
}
