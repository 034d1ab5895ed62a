import { fraction, index, row, symbol, type Formula, type SymbolRole } from './formula.ts';
import { amid } from './formula-numbers.ts';

const ell = symbol('ℓ');
const bound = symbol('F', 'interval');
const tau = index(symbol('τ'), row(symbol('i'), symbol('k')));
const sum = (letter: string): Formula => ({ kind: 'sum', from: symbol(letter), to: symbol('\u2009') });
const written = (value: number, role?: SymbolRole): Formula => amid(value, 8, role);

/** The lower bound by its definition, as Q + H, and with the numbers of one half-step. @see [NealHinton1998] */
export function boundFormulas(at: { logLikelihood: number; bound: number; entropy: number } | null): Formula[] {
  const term = row(
    index(symbol('φ'), symbol('k')),
    index(symbol('𝒩'), symbol('k')),
    '(',
    index(symbol('x', 'data'), symbol('i')),
    ')',
  );
  const rule = [
    row(
      bound,
      '=',
      sum('i'),
      sum('k'),
      tau,
      symbol('ln\u2009'),
      fraction(term, tau),
      '=',
      symbol('Q'),
      '+',
      symbol('H'),
    ),
  ];
  if (!at) return rule;
  const { logLikelihood, entropy } = at;
  return [
    ...rule,
    row(bound, '=', written(at.bound - entropy), '+', written(entropy)),
    row(bound, '=', written(at.bound, 'interval'), '≤', ell, '=', written(logLikelihood, 'spread')),
  ];
}
