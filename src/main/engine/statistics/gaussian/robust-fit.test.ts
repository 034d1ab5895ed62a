import { expect, test } from 'vitest';
import { createGenerator } from '../random/generator.ts';
import { fitGaussian } from './fit.ts';
import { mahalanobis } from './mahalanobis.ts';
import { fitRobustGaussian } from './robust-fit.ts';

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
