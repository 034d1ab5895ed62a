import { expect, test } from 'vitest';
import type { MixtureFactor } from '../../../shared/statistics/mixture-factor.ts';
import { countFirst, generatorLine } from './generator-line.ts';

const shown = {
  mixture: { weights: [0.25, 0.75], means: [[-1], [2]], covariances: [[[0.25]], [[1]]], noise: null },
  ids: [0, 3],
};
const bins = { from: -4, to: 6, count: 10 };
const counts = [
  Float64Array.from([0, 0, 10, 10, 5, 0, 0, 0, 0, 0]),
  Float64Array.from([0, 0, 0, 0, 5, 20, 30, 15, 5, 0]),
];
const line = (factor: MixtureFactor) =>
  generatorLine({
    column: 'x',
    factor,
    shown,
    bins,
    counts,
    rows: 100,
    conditioned: 3,
    modes: [{ at: [2.0000001], logDensity: -1.2 }],
    window: null,
    nameOf: (id) => `Component ${id + 1}`,
    room: { x: 6, y: 5 },
  });
const area = (bars: ReturnType<typeof line>['bars'], id: number | null): number =>
  bars.filter((bar) => bar.id === id).reduce((sum, { from, to, bottom, top }) => sum + (to - from) * (top - bottom), 0);

test('p(x, z): each component’s bars have the area of its share of the rows, and stand on those below', () => {
  const { bars } = line('joint');
  expect(area(bars, 0)).toBeCloseTo(0.25, 12);
  expect(area(bars, 3)).toBeCloseTo(0.75, 12);
  const shared = bars.filter(({ from }) => from === 0);
  expect(shared[1]!.bottom).toBe(shared[0]!.top);
});

test('p(x): bars and curve are sums over z; a mode is written to the precision of the spread', () => {
  const { bars, curves, modes } = line('marginal');
  expect(area(bars, null)).toBeCloseTo(1, 12);
  const parts = curves.filter(({ id }) => id !== null);
  const sum = curves.find(({ id }) => id === null)!;
  expect(parts.every(({ faint }) => faint)).toBe(true);
  sum.curve.y.forEach((height, i) =>
    expect(height).toBeCloseTo(
      parts.reduce((total, { curve }) => total + curve.y[i]!, 0),
      14,
    ),
  );
  expect(modes[0]!.label).toBe('2');
});

test('p(x | z): the rows of one component alone, area 1', () => {
  const { bars, curves, movable } = line('x-given-z');
  expect(area(bars, 3)).toBeCloseTo(1, 12);
  expect(curves.map(({ id }) => id)).toEqual([3]);
  expect(movable.map(({ id }) => id)).toEqual([3]);
});

test('p(z | x): shares of every bin and curves add up to 1 at every x', () => {
  const { bars, curves, y } = line('z-given-x');
  for (const from of new Set(bars.map((bar) => bar.from)))
    expect(Math.max(...bars.filter((bar) => bar.from === from).map(({ top }) => top))).toBeCloseTo(1, 12);
  curves[0]!.curve.y.forEach((share, i) => expect(share + curves[1]!.curve.y[i]!).toBeCloseTo(1, 12));
  expect([y.min, y.max]).toEqual([0, 1]);
});

test('the histogram grows with the draws: the first rows, by component and bin', () => {
  const values = Float64Array.from([-1, 2, 2.5, 99]);
  const components = Int32Array.from([0, 1, 1, 1]);
  const seen = countFirst(values, components, 2, 2, bins);
  expect(seen[0]![3]).toBe(1);
  expect(seen[1]![6]).toBe(1);
  expect(countFirst(values, components, 4, 2, bins)[1]!.reduce((a, b) => a + b)).toBe(2); // 99 lies beyond
});
