import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createGenerator } from '../random/generator.ts';
import { fitGaussian } from './fit.ts';
import { mahalanobis } from './mahalanobis.ts';

interface Exact {
  name: string;
  n: number;
  rows: number[][];
  mean: string[];
  covariance: string[][];
  logLikelihood: string;
}
const exact = JSON.parse(
  readFileSync(new URL('../../../../../test-data/gaussian/exact.json', import.meta.url), 'utf8'),
) as Exact[];
const columnsOf = (rows: number[][]): Float64Array[] =>
  rows[0]!.map((_, j) => Float64Array.from(rows, (row) => row[j]!));
const digits = (found: number, text: string): number => -Math.log10(Math.abs(found / Number(text) - 1) + 1e-17);

describe('exact rational arithmetic (scripts/exact-gaussian.py)', () => {
  for (const { name, rows, mean, covariance, logLikelihood } of exact) {
    // Data shifted by 1e9 spend nine of their digits on the offset; what is asked of them is 12.5.
    const least = name.includes('1e9') ? 12.5 : 14;
    test(`${name}: mean, covariance and log-likelihood to ${least} digits`, () => {
      const fit = fitGaussian(columnsOf(rows));
      fit.mean.forEach((value, i) => expect(digits(value, mean[i]!)).toBeGreaterThan(least));
      fit.covariance.flat().forEach((value, i) => expect(digits(value, covariance.flat()[i]!)).toBeGreaterThan(least));
      expect(digits(fit.logLikelihood!, logLikelihood)).toBeGreaterThan(least);
    });
  }
});

const faithful = columnsOf(exact[0]!.rows);

test('Old Faithful: eigenvalues, leading axis, Σ D² = n·d, and the only row beyond χ²(0.975)', () => {
  const fit = fitGaussian(faithful);
  expect(fit.axes.variances[0]).toBeCloseTo(185.198434883, 8);
  expect(fit.axes.variances[1]).toBeCloseTo(0.243318886, 8);
  expect(fit.axes.directions[0]![0]).toBeCloseTo(0.0755118, 6);
  expect(fit.logLikelihood).toBeCloseTo(-1289.79675, 5);
  const squares = mahalanobis(faithful, fit);
  expect(squares.reduce((a, b) => a + b, 0)).toBeCloseTo(544, 9);
  expect([...squares.keys()].filter((row) => squares[row]! > 7.377759)).toEqual([157]);
  expect(squares[157]).toBeCloseTo(7.387575, 6);
});

test('rows with a missing cell are passed over, in distances too', () => {
  const [x, y] = faithful.map((column) => column.slice());
  x![3] = NaN;
  y![7] = Infinity;
  const fit = fitGaussian([x!, y!]);
  expect(fit.n).toBe(270);
  const squares = mahalanobis([x!, y!], fit);
  expect(squares[3]).toBeNaN();
  expect(squares[7]).toBeNaN();
});

test('a column that is 2a − 3b + 5 is named so, and no number is NaN', () => {
  const { normal } = createGenerator(5);
  const a = Float64Array.from({ length: 50 }, () => 100 + normal());
  const b = Float64Array.from({ length: 50 }, () => 0.01 * normal());
  const c = a.map((value, i) => 2 * value - 3 * b[i]! + 5);
  const other = Float64Array.from({ length: 50 }, normal);
  const fit = fitGaussian([a, b, other, c]);
  expect(fit.status).toBe('collinear');
  expect(fit.rank).toBe(3);
  expect(fit.relations).toHaveLength(1);
  const { column, others, coefficients, constant } = fit.relations[0]!;
  expect([column, others]).toEqual([3, [0, 1]]);
  expect(coefficients[0]).toBeCloseTo(2, 10);
  expect(coefficients[1]).toBeCloseTo(-3, 8); // b varies 100 times less: two digits fewer
  expect(constant).toBeCloseTo(5, 8);
  expect(fit.logLikelihood).toBeNull();
  expect(JSON.stringify(fit)).not.toContain('NaN');
  // Distances within the plane are those of the three columns alone; off it they are infinite.
  const squares = mahalanobis([a, b, other, c], fit);
  const alone = mahalanobis([a, b, other], fitGaussian([a, b, other]));
  squares.forEach((square, row) => expect(square).toBeCloseTo(alone[row]!, 6));
  const off = c.map((value, row) => (row === 0 ? value + 1 : value));
  expect(mahalanobis([a, b, other, off], fit)[0]).toBe(Infinity);
});

test('a constant column lowers the rank and is named with its value', () => {
  const fit = fitGaussian([faithful[0]!, new Float64Array(272).fill(3)]);
  expect(fit.relations).toEqual([{ column: 1, others: [], coefficients: [], constant: 3 }]);
});

test('fewer than two complete rows are refused', () => {
  expect(() => fitGaussian([Float64Array.of(1, NaN), Float64Array.of(NaN, 2)])).toThrow('No row');
  expect(() => fitGaussian([Float64Array.of(1, NaN)])).toThrow('two complete rows');
});
