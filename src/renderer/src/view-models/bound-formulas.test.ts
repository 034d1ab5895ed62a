import { expect, test } from 'vitest';
import { boundFormulas } from './bound-formulas.ts';
import { spoken } from './formula.ts';

test('Q and H add up to the bound, which stands below ℓ', () => {
  const lines = boundFormulas({ logLikelihood: -100, bound: -103.5, entropy: 20 }).map(spoken);
  expect(lines[1]).toBe('F = ( −123.5 ) + 20');
  expect(lines[2]).toBe('F = ( −103.5 ) ≤ ℓ = ( −100 )');
});

test('before EM is watched there is the rule alone', () => {
  expect(boundFormulas(null)).toHaveLength(1);
});
