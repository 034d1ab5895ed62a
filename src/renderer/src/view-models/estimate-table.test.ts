import { expect, test } from 'vitest';
import { estimateLines } from './estimate-table.ts';

const mixture = (shift: number) => ({
  weights: [0.4, 0.6],
  means: [
    [1 + shift, 2],
    [3, 4],
  ],
  covariances: [
    [
      [5, 0.5],
      [0.5, 6],
    ],
    [
      [7, -1],
      [-1, 8],
    ],
  ],
  noise: null,
});

test('every free parameter of every component stands once, the three answers beside each other', () => {
  const lines = estimateLines(['a', 'b'], mixture(0), mixture(0.1), null);
  expect(lines).toHaveLength(12); // 2 × (1 weight, 2 means, 2 variances, 1 covariance)
  expect(lines[1]).toEqual({ k: 0, symbol: 'μ', meaning: 'mean a', truth: 1, complete: 1.1, incomplete: null });
  expect(lines.at(-1)).toMatchObject({ k: 1, symbol: 'σ₁₂', truth: -1 });
});

test('one column has no covariance of two', () => {
  const one = { weights: [1], means: [[2]], covariances: [[[3]]], noise: null };
  expect(estimateLines(['a'], one, one, one).map(({ symbol, truth }) => [symbol, truth])).toEqual([
    ['φ', 1],
    ['μ', 2],
    ['σ²', 3],
  ]);
});
