import { expect, test } from 'vitest';
import { normalDensity } from '../../../shared/statistics/normal.ts';
import { densityDifference } from './density-difference-line.ts';
import { mixtureLine } from './mixture-view.ts';

const normal = (mean: number, variance: number) => ({
  weights: [1],
  means: [[mean]],
  covariances: [[[variance]]],
  noise: null,
});
const drawn = (mean: number, variance: number) =>
  mixtureLine({
    column: 'x',
    kind: 'number',
    histogram: {
      edges: Float64Array.of(-4, 0, 4),
      counts: Float64Array.of(5, 5),
      total: 10,
      width: 4,
    } as unknown as Parameters<typeof mixtureLine>[0]['histogram'],
    window: null,
    shown: { mixture: normal(mean, variance), ids: [0] },
    nameOf: String,
    isolated: null,
    selected: null,
    locked: [],
    room: { x: 5, y: 5 },
  });
const between = (a: [number, number], b: [number, number]) =>
  densityDifference([normal(...a), normal(...b)], [drawn(...a), drawn(...b)], ['A', 'B'], 5)!;

test('the curve is the one density minus the other, and its axis has zero in the middle', () => {
  const { curve, y } = between([0, 1], [1, 4]);
  curve.x.forEach((x, i) => {
    // Two densities of at most 0.4 each: what is left are roundings of their sum.
    expect(curve.y[i]).toBeCloseTo(normalDensity(x, 0, 1) - normalDensity(x, 1, 2), 14);
  });
  expect(y.min).toBeCloseTo(-y.max, 12);
});

test('exchanged, the difference changes its sign; it says where they differ most', () => {
  const [one, other] = [between([0, 1], [1, 4]), between([1, 4], [0, 1])];
  expect([...one.curve.y]).toEqual([...other.curve.y].map((value) => (value === 0 ? 0 : -value)));
  expect(one.summary).toMatch(/^Density of A minus that of B; they differ most where A is denser by 0\.22/);
});
