import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createGenerator } from '../random/generator.ts';
import { fitGaussian } from './fit.ts';
import { halfOf, leastDeterminantHalf } from './least-determinant-half.ts';
import { mahalanobis } from './mahalanobis.ts';
import { fitRobustGaussian, standardRows } from './robust-fit.ts';

/** n rows of a correlated normal about (10, −5), the last `outliers` of them replaced by a far cluster. */
function contaminated(n: number, outliers: number): Float64Array[] {
  const { normal } = createGenerator(21);
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    const far = row >= n - outliers;
    const a = normal();
    x[row] = far ? 40 + 0.1 * a : 10 + a;
    y[row] = far ? 30 + 0.1 * normal() : -5 + 0.8 * a + 0.6 * normal();
  }
  return [x, y];
}

test('a third of the rows far away moves the classical fit and not the robust one', () => {
  const columns = contaminated(600, 200);
  const robust = fitRobustGaussian(columns);
  const classical = fitGaussian(columns);
  expect(classical.mean[0]!).toBeGreaterThan(19);
  // 400 good rows: standard errors 0.05 of a mean and 0.07 of a variance, four of them.
  expect(Math.abs(robust.mean[0]! - 10)).toBeLessThan(0.2);
  expect(Math.abs(robust.mean[1]! + 5)).toBeLessThan(0.2);
  expect(Math.abs(robust.covariance[0]![0]! - 1)).toBeLessThan(0.3);
  expect(Math.abs(robust.covariance[0]![1]! - 0.8)).toBeLessThan(0.3);
  expect(robust.setAside).toBeGreaterThanOrEqual(200);
  const squares = mahalanobis(columns, robust);
  expect(Math.min(...squares.subarray(400))).toBeGreaterThan(500);
});

test('without outliers robust and classical agree, and few rows are set aside', () => {
  const columns = contaminated(4000, 0);
  const robust = fitRobustGaussian(columns);
  const classical = fitGaussian(columns);
  robust.mean.forEach((value, i) => expect(Math.abs(value - classical.mean[i]!)).toBeLessThan(0.05));
  robust.covariance
    .flat()
    .forEach((value, i) => expect(Math.abs(value - classical.covariance.flat()[i]!)).toBeLessThan(0.1));
  expect(robust.setAside / 4000).toBeLessThan(0.05); // 2.5 % lie outside for a normal
});

test('units and order of the columns do not matter; same seed, same bits', () => {
  const [x, y] = contaminated(300, 60);
  const one = fitRobustGaussian([x!, y!]);
  const other = fitRobustGaussian([x!.map((value) => 1000 * value), y!]);
  expect(other.kept).toBe(one.kept);
  expect(other.mean[0]! / 1000).toBeCloseTo(one.mean[0]!, 9);
  expect(fitRobustGaussian([x!, y!])).toEqual(one);
});

test('rows half of which lie on a line have no robust covariance, and are told so', () => {
  const [x, y] = contaminated(100, 0);
  const flat = y!.map((value, row) => (row < 70 ? 2 * x![row]! : value));
  expect(() => fitRobustGaussian([x!, flat])).toThrow('lie in a plane');
});

describe('robustbase::covMcd, half of the rows, without small-sample corrections (test-data/gaussian/robust.R)', () => {
  interface Reference {
    columns: number[][];
    h: number;
    logDeterminant: number;
    halfMean: number[];
    mean: number[];
    covariance: number[][];
    kept: number;
  }
  const url = new URL('../../../../../test-data/gaussian/robust.json', import.meta.url);
  const references = JSON.parse(readFileSync(url, 'utf8')) as Record<string, Reference>;

  test.each(Object.entries(references))(
    '%s: a half of no greater determinant, and of the same half the same estimate',
    (_, reference) => {
      const columns = reference.columns.map((column) => Float64Array.from(column));
      const { rows, centre, scale } = standardRows(columns);
      const half = leastDeterminantHalf(rows, 1);
      const logDeterminant = half.logDeterminant + 2 * scale.reduce((sum, value) => sum + Math.log(value), 0);
      expect(halfOf(rows.n, rows.d)).toBe(reference.h);
      // Moments of some hundred rows, rounded at 1e-15 each.
      expect(logDeterminant).toBeLessThan(reference.logDeterminant + 1e-9);
      // Of radarImage a half of less determinant is found than R's: the estimates are then not the same.
      if (logDeterminant < reference.logDeterminant - 1e-9) return;
      const fit = fitRobustGaussian(columns);
      expect(fit.kept).toBe(reference.kept);
      half.mean.forEach((value, j) =>
        expect((centre[j]! + value * scale[j]! - reference.halfMean[j]!) / scale[j]!).toBeCloseTo(0, 9),
      );
      fit.mean.forEach((value, j) => expect((value - reference.mean[j]!) / scale[j]!).toBeCloseTo(0, 9));
      fit.covariance.forEach((row, i) =>
        row.forEach((value, j) => {
          const size = scale[i]! * scale[j]!;
          expect((value - reference.covariance[i]![j]!) / size).toBeCloseTo(0, 9);
        }),
      );
    },
  );
});

test('more rows than are searched at once: groups of rows lead to the estimate that all rows lead to', () => {
  const columns = contaminated(20_000, 6000);
  const fit = fitRobustGaussian(columns);
  // 14 000 good rows: standard errors 0.0085 of a mean and 0.012 of a variance, four of them.
  expect(Math.abs(fit.mean[0]! - 10)).toBeLessThan(0.035);
  // The good rows are all kept, and made consistent as if 2.5 % of them were not: 1.1045 times too large.
  expect(Math.abs(fit.covariance[0]![0]! - 1.1045)).toBeLessThan(0.05);
  const other = fitRobustGaussian(columns, { seed: 2 });
  // Other groups, the same half in the end but for rows at its border: a fraction of the standard errors.
  expect(Math.abs(other.mean[0]! - fit.mean[0]!)).toBeLessThan(0.004);
});
