import { describe, expect, test } from 'vitest';
import { drawn, fractionOf, linearAxis, niceStep, valueAt } from './axis.ts';

const labels = (axis: { ticks: { label: string }[] }) => axis.ticks.map((tick) => tick.label);

test('steps are 1, 2 or 5 times a power of ten', () => {
  expect([niceStep(10, 5), niceStep(1, 4), niceStep(0.0123, 6), niceStep(900, 5)]).toEqual([2, 0.2, 0.002, 200]);
});

describe('linearAxis', () => {
  test('labels have the decimals of the step and no more', () => {
    expect(labels(linearAxis({ min: 0.95, max: 1.55, name: 'x', count: 6 }))).toEqual([
      '1.0',
      '1.1',
      '1.2',
      '1.3',
      '1.4',
      '1.5',
    ]);
  });
  test('a nice axis ends at ticks', () => {
    const axis = linearAxis({ min: 0, max: 37, name: 'count', count: 5, nice: true });
    expect([axis.min, axis.max]).toEqual([0, 40]);
  });
  test('negative labels carry a true minus', () => {
    expect(labels(linearAxis({ min: -2, max: 2, name: 'x', count: 4 }))).toEqual(['−2', '−1', '0', '1', '2']);
  });
  test('large numbers move a power of ten into the name', () => {
    const axis = linearAxis({ min: 0, max: 4e6, name: 'income', count: 4 });
    expect(axis.name).toBe('income (×10⁶)');
    expect(labels(axis)).toEqual(['0', '1', '2', '3', '4']);
  });
  test('densities of 1e-20 are drawn as ordinary numbers: a value axis below 1e-19 throws in ECharts', () => {
    const axis = linearAxis({ min: 0, max: 2.3e-20, name: 'density', count: 4, nice: true });
    expect(drawn(axis, axis.max)).toBeGreaterThan(1);
    expect(axis.name).toBe('density (×10⁻²¹)');
  });
  test('a small spread on a large value keeps its digits: the shared part moves into the name', () => {
    const axis = linearAxis({ min: 1e9 + 0.1, max: 1e9 + 0.5, name: 'x', count: 4 });
    expect(axis.name).toBe('x − 1,000,000,000');
    expect(labels(axis)).toEqual(['0.1', '0.2', '0.3', '0.4', '0.5']);
  });
  test('what labels leave out is the roundest number near their middle, not one below all of them', () => {
    const axis = linearAxis({ min: 1e9 - 0.0006, max: 1e9 + 0.0021, name: 'x', count: 5 });
    expect(axis.name).toBe('x − 1,000,000,000');
    expect(labels(axis)).toEqual(['−0.0005', '0.0000', '0.0005', '0.0010', '0.0015', '0.0020']);
  });
  test('a column of one value still has an axis around it', () => {
    const axis = linearAxis({ min: 5, max: 5, name: 'x', count: 4 });
    expect(axis.min).toBeLessThan(5);
    expect(axis.max).toBeGreaterThan(5);
  });
  test('another unit changes the labels and nothing else', () => {
    const axis = linearAxis({ min: 0, max: 300, name: 'x', count: 5, unit: 60 });
    expect(labels(axis)).toEqual(['0', '1', '2', '3', '4', '5']);
    expect(axis.ticks[1]?.at).toBe(60);
  });
});

test('fractions and values are inverse', () => {
  const axis = linearAxis({ min: 1, max: 6, name: 'x', count: 5 });
  expect(valueAt(axis, fractionOf(axis, 2.5))).toBeCloseTo(2.5, 12);
});

test('ends that differ by roundings alone are an axis without width, not one of endless ticks', () => {
  const { min, max, ticks } = linearAxis({ min: -273.403813704864, max: -273.4038137048639, name: 'ℓ', count: 4 });
  expect(max - min).toBeGreaterThan(1);
  expect(ticks.length).toBeLessThan(20);
});

test('an axis has two ticks or more, however little room there is', () => {
  // With one step for 2.5 units the only multiple of 2 inside is −1132.
  const axis = linearAxis({ min: -1132.7, max: -1130.2, name: 'ℓ', count: 1 });
  expect(axis.ticks.length).toBeGreaterThanOrEqual(2);
});
