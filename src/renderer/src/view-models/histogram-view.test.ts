import { describe, expect, test } from 'vitest';
import { histogramView, type HistogramRequest } from './histogram-view.ts';
import type { Curve } from './normal-curve.ts';

const histogram = {
  edges: Float64Array.of(0, 0.5, 1, 1.5, 2),
  counts: Float64Array.of(10, 40, 35, 15),
  width: 0.5,
  total: 100,
  rule: { kind: 'count', count: 4 } as const,
  remark: null,
};
const request: HistogramRequest = {
  column: 'x',
  kind: 'number',
  groups: [{ name: null, histogram, model: { mean: 1, sd: 0.4 } }],
  vertical: 'density',
  window: [-3, 5],
  unit: 1,
  interval: null,
  room: { x: 6, y: 5 },
};

const areaUnder = ({ x, y }: Curve): number =>
  x.reduce((sum, at, i) => (i === 0 ? 0 : sum + ((at - x[i - 1]!) * (y[i]! + y[i - 1]!)) / 2), 0);
const areaOfBars = (heights: Float64Array): number => heights.reduce((sum, height) => sum + height * 0.5, 0);

describe('bars and curve enclose the same area', () => {
  // The trapezoids of about 300 points stay within 1e-3 of the integral.
  test('1 on a density axis', () => {
    const [group] = histogramView(request).groups;
    expect(areaOfBars(group!.heights)).toBeCloseTo(1, 12);
    expect(areaUnder(group!.curve!)).toBeCloseTo(1, 3);
  });
  test('number of values times bin width on a count axis', () => {
    const [group] = histogramView({ ...request, vertical: 'count' }).groups;
    expect(areaOfBars(group!.heights)).toBeCloseTo(50, 12);
    expect(areaUnder(group!.curve!) / 50).toBeCloseTo(1, 3);
  });
});

test('the shaded area is the probability of the interval', () => {
  const [group] = histogramView({ ...request, interval: [0.6, 1.4] }).groups;
  expect(areaUnder(group!.area!)).toBeCloseTo(0.6826894921, 3);
});

test('in a smaller unit the density grows and can exceed 1', () => {
  const small = histogramView({ ...request, unit: 0.01 });
  const large = histogramView({ ...request, unit: 10 });
  expect(small.densityAboveOne).toBe(false);
  expect(large.densityAboveOne).toBe(true);
  expect(large.y.name).toBe('density (per 10 of x)');
});

test('a model dragged to a needle leaves the axis where the fit and the bars are still seen', () => {
  const groups = [{ name: null, histogram, model: { mean: 1, sd: 0.001 }, fitted: { mean: 1, sd: 0.4 } }];
  const still = histogramView(request).y.max;
  expect(histogramView({ ...request, groups }).y.max).toBeLessThanOrEqual(2 * still);
});

test('a curve far narrower than the window keeps its height', () => {
  const groups = [{ name: null, histogram, model: { mean: 0.777, sd: 1e-4 } }];
  const [group] = histogramView({ ...request, groups }).groups;
  expect(Math.max(...group!.curve!.y) * 1e-4).toBeCloseTo(0.39894228, 5);
});

test('one sentence says what is drawn', () => {
  expect(histogramView(request).summary).toBe(
    'Histogram of x: 100 values in 4 bins, with a normal of mean 1 and standard deviation 0.4.',
  );
});
