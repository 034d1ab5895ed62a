import { expect, test } from 'vitest';
import { textWidth } from '../../view-models/text-width.ts';
import { withFittedNames } from './fitted-names.ts';

const size = { width: 500, height: 120 };
const grid = { left: 70, right: 20, top: 20, bottom: 45 };
type Named = { name: string; nameTextStyle?: { padding?: number[] } };
const yAxisOf = (name: string, given: object = grid): Named =>
  withFittedNames({ grid: given, xAxis: { name: 'x' }, yAxis: { name } }, size).yAxis as never;
const first = (axis: Named | Named[]): Named => (Array.isArray(axis) ? axis[0]! : axis);

test('a name that fits beside its axis is left as it is', () => {
  expect(first(yAxisOf('waiting'))).toEqual({ name: 'waiting' });
});

test('a name longer than its axis is moved so that it ends inside the picture', () => {
  // The plot's middle is 47.5 px below the top, less than half the name: it must move down, that is backwards.
  const { name, nameTextStyle } = first(yAxisOf('log-likelihood ℓ'));
  expect(name).toBe('log-likelihood ℓ');
  const half = (0.92 * textWidth(name, 12)) / 2;
  expect(half).toBeGreaterThan(47.5);
  const [, right = 0, , left = 0] = nameTextStyle!.padding!;
  expect(left).toBe(0);
  expect(47.5 + right / 2 - half).toBeCloseTo(3, 6);
});

test('a name longer than the whole side loses its middle', () => {
  const long = 'The concentration of dissolved organic carbon in surface water (mg/L)';
  const { name } = first(yAxisOf(long));
  expect(name).toMatch(/^The.*….*L\)$/);
  expect(0.92 * textWidth(name, 12)).toBeLessThanOrEqual(size.height);
});

test('of two plots one above the other each name stays beside its own', () => {
  const { yAxis } = withFittedNames(
    {
      grid: [
        { left: 70, right: 20, top: 10, height: 40 },
        { left: 70, right: 20, top: 70, height: 40 },
      ],
      yAxis: [{ name: 'a density of something' }, { name: 'a density of something', gridIndex: 1 }],
    },
    size,
  );
  for (const axis of yAxis as Named[]) expect(0.92 * textWidth(axis.name, 12)).toBeLessThanOrEqual(60);
});

test('a chart without a size yet is left as it is', () => {
  const option = { grid, yAxis: { name: 'a' } };
  expect(withFittedNames(option, { width: 0, height: 0 })).toBe(option);
});
