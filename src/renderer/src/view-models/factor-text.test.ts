import { expect, test } from 'vitest';
import { spoken } from './formula.ts';
import { factorFormulas, modesText } from './factor-text.ts';

const shown = {
  mixture: { weights: [0.25, 0.75], means: [[-1], [2]], covariances: [[[0.25]], [[1]]], noise: null },
  ids: [0, 3],
};

test('symbols carry the numbers of the components’ names', () => {
  expect(factorFormulas('marginal', shown, 0).map(spoken).at(-1)).toBe('p ( x ) = 0.25 𝒩_1 ( x ) + 0.75 𝒩_4 ( x )');
  expect(factorFormulas('x-given-z', shown, 1).map(spoken)[0]).toBe('p ( x | z = 4 ) = 𝒩 ( x | μ_4 , Σ_4 )');
});

test('modes are counted, and one that lies at 0 but for rounding is written 0', () => {
  const modes = [
    { at: [1.05e-7], logDensity: -1 },
    { at: [3], logDensity: -2 },
  ];
  expect(modesText(modes, 2, [1.5])).toBe('p(x) has 2 modes, at 0, 3. Each of its parts is a Gaussian and has one.');
  expect(modesText(modes.slice(0, 1), 2, [1.5])).toContain('p(x) has one mode, at 0');
  expect(modesText(modes.slice(0, 1), 1, [1.5])).toContain('With one component p(x) is that Gaussian');
});
