import { describe, expect, test } from 'vitest';
import { summaryProbabilities } from '../../../../shared/statistics/column-summary.ts';
import { createGenerator } from '../random/generator.ts';
import { bins2d } from './bins-2d.ts';
import { distinctLimit, distinctOfRange, mergeDistinct } from './distinct-values.ts';
import { measurementStep } from './measurement-step.ts';
import { sortedValues } from './sorted-values.ts';
import { summary } from './summary.ts';

describe('summary', () => {
  test('of 0 … 100: every percentile is its own number', () => {
    const found = summary(Float64Array.from({ length: 101 }, (_, i) => (37 * i) % 101));
    expect(found).toMatchObject({ n: 101, min: 0, max: 100, mean: 50, distinct: 101, skewness: 0 });
    for (const { probability, value } of found.quantiles) expect(value).toBeCloseTo(100 * probability, 12);
    expect(found.quantiles.map(({ probability }) => probability)).toEqual([...summaryProbabilities]);
  });

  test('of no values is all null, and JSON holds it', () => {
    const found = summary(Float64Array.of(NaN));
    expect(found).toMatchObject({ n: 0, mean: null, quantiles: [], distinct: 0 });
    for (const values of [[], [1], [-1.7e308, 1.7e308], [Infinity]]) {
      const text = JSON.parse(JSON.stringify(summary(Float64Array.from(values)))) as unknown;
      expect(text).toEqual(summary(Float64Array.from(values)));
    }
  });
});

describe('different values', () => {
  test('are counted exactly up to the limit, then not at all', () => {
    const at = (n: number) => Float64Array.from({ length: 3 * n }, (_, i) => (i * 7919) % n);
    expect(distinctOfRange(at(distinctLimit), 0, 3 * distinctLimit)?.length).toBe(distinctLimit);
    expect(distinctOfRange(at(distinctLimit + 1), 0, 3 * distinctLimit + 3)).toBeNull();
  });

  test('0 and −0 are one; NaN and ∞ are none; ranges merge', () => {
    const values = Float64Array.of(0, -0, NaN, 2, Infinity, 2, 1, -5);
    expect([...distinctOfRange(values, 0, 8)!]).toEqual([-5, 0, 1, 2]);
    const parts = [distinctOfRange(values, 0, 4), distinctOfRange(values, 4, 8)];
    expect(mergeDistinct(parts)).toEqual(distinctOfRange(values, 0, 8));
    expect(mergeDistinct([parts[0]!, null])).toBeNull();
  });
});

describe('measurement step', () => {
  const stepOf = (list: number[]) => {
    const found = measurementStep(Float64Array.from(list).sort());
    return found && found.step / found.denominator;
  };

  test.each([
    ['whole numbers', [3, 4, 7, 9], 1],
    ['multiples of five', [5, 20, 35], 15],
    ['tenths', [0.1, 0.2, 0.7, 1.3], 0.1],
    ['halves off by a quarter', [0.25, 0.75, 2.25], 0.5],
    ['three decimals', [1.6, 1.617, 5.067], 0.001],
    ['around 10¹²', [1e12 - 1, 1e12, 1e12 + 1], 1],
    ['negative', [-2.5, 0, 7.5], 2.5],
  ])('%s', (_, list, step) => expect(stepOf(list)).toBe(step));

  test('continuous columns have none, nor has a single value', () => {
    const { uniform } = createGenerator(6);
    expect(stepOf(Array.from({ length: 50 }, uniform))).toBeNull();
    expect(stepOf([Math.PI, Math.E])).toBeNull();
    expect(stepOf([7])).toBeNull();
    expect(stepOf([1e300, 2e300])).toBeNull();
  });
});

test('sorted values: finite ones ascending; a column that is so already comes back as it is', () => {
  expect([...sortedValues(Float64Array.of(3, NaN, -1, Infinity, 2))]).toEqual([-1, 2, 3]);
  const ascending = Float64Array.of(1, 1, 2);
  expect(sortedValues(ascending)).toBe(ascending);
  expect([...sortedValues(Float64Array.of(1, 2, Infinity))]).toEqual([1, 2]);
});

test('a grid counts pairs row after row, the lowest y first, and leaves out rows with a missing value', () => {
  const x = Float64Array.of(0.5, 1.5, 1.5, NaN, 2, 9);
  const y = Float64Array.of(0.5, 0.5, 1.5, 1, 2, 1);
  const grid = bins2d(x, y, Float64Array.of(0, 1, 2), Float64Array.of(0, 1, 2));
  expect([...grid.counts]).toEqual([1, 1, 0, 2]);
  expect(grid.total).toBe(4);
});
