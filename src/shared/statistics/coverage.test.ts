import { expect, test } from 'vitest';
import { coverageOfSigmas, sigmasOfCoverage } from './coverage.ts';

// Shares within 1, 2 and 3 σ; R: pchisq((1:3)^2, d)
const table: [number, number[]][] = [
  [1, [0.682689492137086, 0.954499736103642, 0.99730020393674]],
  [2, [0.393469340287367, 0.864664716763387, 0.988891003461758]],
  [3, [0.198748043098799, 0.738535870050889, 0.970709113465112]],
];
for (const [d, shares] of table)
  test(`${d} dimensions: 1, 2 and 3 σ hold ${shares.map((p) => (100 * p).toFixed(2)).join(', ')} %`, () => {
    shares.forEach((share, i) => {
      expect(coverageOfSigmas(i + 1, d)).toBeCloseTo(share, 13);
      expect(sigmasOfCoverage(share, d)).toBeCloseTo(i + 1, 9); // the quantile magnifies rounding in the tail
    });
  });

test('two dimensions: 50, 90, 95 and 99 % lie within 1.1774, 2.1460, 2.4477 and 3.0349 σ', () => {
  expect([0.5, 0.9, 0.95, 0.99].map((p) => Number(sigmasOfCoverage(p, 2).toFixed(4)))).toEqual([
    1.1774, 2.146, 2.4477, 3.0349,
  ]);
});
