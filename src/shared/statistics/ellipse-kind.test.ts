import fQuantile from '@stdlib/stats-base-dists-f-quantile';
import { describe, expect, test } from 'vitest';
import { squaredRadius } from './ellipse-kind.ts';
import { mahalanobisCutoff } from './mahalanobis-cutoff.ts';

describe('radius of an ellipse', () => {
  // χ²₂ quantiles of any table: 50 % 1.386, 95 % 5.991, 99 % 9.210.
  test('coverage follows χ² with two degrees of freedom', () => {
    expect([0.5, 0.95, 0.99].map((p) => squaredRadius('coverage', p, 272).toFixed(3))).toEqual([
      '1.386',
      '5.991',
      '9.210',
    ]);
  });

  // R: n <- 20; q <- qf(.95, 2, n - 2); c(2 / (n - 2) * q, 2 * (n + 1) / (n - 2) * q)   gives 0.394950794, 8.293966673
  test('mean and prediction follow F, as R has its quantile', () => {
    expect(squaredRadius('mean', 0.95, 20)).toBeCloseTo(0.394950794, 9);
    expect(squaredRadius('prediction', 0.95, 20)).toBeCloseTo(8.293966673, 8);
  });

  test('the closed forms are those of the general formulas for d = 2', () => {
    for (const n of [3, 10, 272, 1e6])
      for (const p of [0.01, 0.5, 0.99]) {
        const f = fQuantile(p, 2, n - 2);
        // The library's quantile is exact to about 1e-9 of its value.
        expect(squaredRadius('mean', p, n) / ((2 / (n - 2)) * f)).toBeCloseTo(1, 8);
        expect(squaredRadius('prediction', p, n) / mahalanobisCutoff('new-row', p, 2, n, 'n')!).toBeCloseTo(1, 8);
      }
  });

  test('with many rows the next row is predicted by the coverage itself, and the mean is known', () => {
    expect(squaredRadius('prediction', 0.9, 1e9)).toBeCloseTo(squaredRadius('coverage', 0.9, 1e9), 6);
    expect(squaredRadius('mean', 0.9, 1e9)).toBeLessThan(1e-8);
  });

  test('two rows predict nothing, and a share of 100 % has no border', () => {
    expect(() => squaredRadius('prediction', 0.95, 2)).toThrow('too few rows');
    expect(() => squaredRadius('coverage', 1, 50)).toThrow('probability = 1');
  });
});
