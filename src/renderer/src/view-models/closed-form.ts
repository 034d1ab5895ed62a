import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';
import { fraction, index, matrix, number, operator, row, symbol, type Formula, type Part } from './formula.ts';
import { formatCount, formatNumber } from './number-format.ts';

const hat = (letter: string, id: number, role?: 'mean' | 'spread'): Formula =>
  index(symbol(`${letter}\u0302`, role), String(id + 1));
const rowsOf = (id: number): Formula => index(symbol('N', 'data'), String(id + 1));
const n = symbol('N', 'data');
const i = symbol('i');
const xi = index(symbol('x', 'data'), i);
const zi = index(symbol('z'), i);
const ln = symbol('ln\u2009');
const vector = (values: readonly number[], role: 'mean' | 'spread'): Formula =>
  values.length === 1
    ? number(formatNumber(values[0]!, 5), role)
    : matrix(values.map((value) => [number(formatNumber(value, 5), role)]));

/** Σ over the rows of component k: what knowing z allows. */
const sumOverOwn = (id: number): Formula => ({
  kind: 'sum',
  from: row(zi, '=', String(id + 1)),
  to: symbol('\u2009'),
});

/**
 * Share, mean and covariance of one component's rows, with their numbers.
 * @param rows  Nₖ per component
 * @param k     place of the component; `id` its number, which its symbols carry
 */
export function closedForms(
  { weights, means, covariances }: GaussianMixture,
  rows: readonly number[],
  k: number,
  id: number,
): Formula[] {
  const total = rows.reduce((sum, count) => sum + count, 0);
  const own = rows[k] ?? 0;
  const deviation = row('(', xi, operator('−'), hat('μ', id, 'mean'), ')');
  const outer: Part[] =
    means[k]!.length === 1
      ? [{ kind: 'power', base: deviation, exponent: number('2') }]
      : [deviation, { kind: 'power', base: deviation, exponent: symbol('T') }];
  return [
    row(
      hat('φ', id),
      '=',
      fraction(rowsOf(id), n),
      '=',
      fraction(number(formatCount(own), 'data'), number(formatCount(total), 'data')),
      '=',
      number(formatNumber(weights[k]!, 5)),
    ),
    row(hat('μ', id, 'mean'), '=', fraction('1', rowsOf(id)), sumOverOwn(id), xi, '=', vector(means[k]!, 'mean')),
    row(hat('Σ', id, 'spread'), '=', fraction('1', rowsOf(id)), sumOverOwn(id), ...outer),
    row(
      hat('Σ', id, 'spread'),
      '=',
      covariances[k]!.length === 1
        ? number(formatNumber(covariances[k]![0]![0]!, 5), 'spread')
        : matrix(covariances[k]!.map((line) => line.map((value) => number(formatNumber(value, 5), 'spread')))),
    ),
  ];
}

const kk = symbol('k');
const sumRows: Formula = { kind: 'sum', from: row(i, '=', '1'), to: symbol('N', 'data') };
const sumParts: Formula = { kind: 'sum', from: row(kk, '=', '1'), to: symbol('K') };
const sub = (letter: string, at: Part, role?: 'mean' | 'spread'): Formula => index(symbol(letter, role), at);
const normalOf = (at: Part): Formula =>
  row(symbol('𝒩'), '(', xi, '|', sub('μ', at, 'mean'), ',', sub('Σ', at, 'spread'), ')');

/** ℓ(x, z): the logarithm meets one factor at a time. */
export const completeLogLikelihoodFormula: Formula = row(
  symbol('ℓ'),
  '(',
  symbol('x', 'data'),
  ',',
  symbol('z'),
  ')',
  '=',
  sumRows,
  '(',
  ln,
  sub('φ', zi),
  '+',
  ln,
  normalOf(zi),
  ')',
);

/** ℓ(x): the logarithm meets a sum. */
export const logLikelihoodFormula: Formula = row(
  symbol('ℓ'),
  '(',
  symbol('x', 'data'),
  ')',
  '=',
  sumRows,
  ln,
  sumParts,
  sub('φ', kk),
  normalOf(kk),
);

const tau = index(symbol('τ'), row(i, kk));
const sumOf = (letter: Formula): Formula => ({ kind: 'sum', from: letter, to: symbol('\u2009') });

/** What the derivative gives without z: each answer needs the other. */
export const impliedMeanFormulas: readonly Formula[] = [
  row(sub('μ', kk, 'mean'), '=', fraction(row(sumOf(i), tau, xi), row(sumOf(i), tau))),
  row(
    tau,
    '=',
    fraction(row(sub('φ', kk), normalOf(kk)), row(sumOf(symbol('j')), sub('φ', symbol('j')), normalOf(symbol('j')))),
  ),
];
