import { expect, test } from 'vitest';
import { panned, place, roundToPixel, zoomed } from './plot-pointer.ts';

const axis = { min: 0, max: 10 };
const whole = [0, 10] as const;

test('a dragged value has the digits of a pixel', () => {
  expect(roundToPixel(3.14159, axis, 500)).toBe(3.14);
  expect(roundToPixel(0.1 + 0.2, { min: 0, max: 1 }, 100)).toBe(0.3);
});

test('what lies below the pointer stands still while zooming', () => {
  const [from, to] = zoomed(axis, 2, 0.5, whole)!;
  expect([from, to]).toEqual([1, 6]);
});

test('zooming out ends at the whole range, zooming in before the digits end', () => {
  expect(zoomed({ min: 1, max: 9 }, 5, 2, whole)).toBeNull();
  expect(zoomed({ min: 5, max: 5.000001 }, 5, 0.5, whole)).toEqual([5, 5.000001]);
});

test('panning keeps the width and stays inside', () => {
  expect(panned({ min: 2, max: 4 }, 0.5, whole)).toEqual([3, 5]);
  expect(panned({ min: 7, max: 9 }, 5, whole)).toEqual([8, 10]);
});

test('a place is a share of the plot', () => expect(place(axis, 2.5)).toBe('25.000%'));
