import { expect, test } from 'vitest';
import { measuredFadedSize, sizesView } from './sizes-view.ts';
import { nextPosition, positionOfSlider, sliderOfPosition } from './animation-steps.ts';

const seen = [1, 10, 100].map((size) => ({ size, value: 2 / Math.sqrt(size) }));

test('a power of N is a straight line on logarithmic axes', () => {
  const view = sizesView({ what: 'sd', seen, expected: (at) => 2 / Math.sqrt(at), size: 10, level: null })!;
  const slopes = view.line
    .slice(1)
    .map((point, i) => Math.log(point.value / view.line[i]!.value) / Math.log(point.size / view.line[i]!.size));
  for (const slope of slopes) expect(slope).toBeCloseTo(-0.5, 9);
  expect(view.x.ticks.map(({ label }) => label)).toEqual(['1', '3', '10', '30', '100']);
});

test('what stays the same keeps an axis of a power of ten; what is 0 has none', () => {
  const flat = seen.map(({ size }) => ({ size, value: 2 }));
  const { y } = sizesView({ what: 'width', seen: flat, expected: null, size: 10, level: null })!;
  expect(y.max - y.min).toBeGreaterThan(1);
  const none = seen.map(({ size }) => ({ size, value: 0 }));
  expect(sizesView({ what: 'width', seen: none, expected: null, size: 10, level: null })).toBeNull();
});

test('the N from which on skewness stays small', () => {
  const at = (values: number[]) =>
    measuredFadedSize(
      values.map((value, i) => ({ size: 10 ** i, value })),
      0.1,
    );
  expect(at([1, 0.3, 0.09, 0.02])).toBe(100);
  expect(at([0.05, 0.3, 0.09, 0.02])).toBe(100);
  expect(at([1, 0.5])).toBeNull();
  expect(at([0.01, 0.02])).toBe(1);
});

test('an animation shows the first samples singly and reaches a million in a few hundred steps', () => {
  const positions = [1];
  while (positions.at(-1)! < 1_000_000) positions.push(nextPosition(positions.at(-1)!, 1_000_000));
  expect(positions.slice(0, 12)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(positions.length).toBeLessThan(200);
  expect(positions.at(-1)).toBe(1_000_000);
});

test('slider and position agree at the ends and in the middle of the logarithm', () => {
  expect([0, 500, 1000].map((place) => positionOfSlider(place, 10_000))).toEqual([1, 100, 10_000]);
  expect([1, 100, 10_000].map((at) => sliderOfPosition(at, 10_000))).toEqual([0, 500, 1000]);
});
