import { describe, expect, test } from 'vitest';
import { lastTop, rowWindow, scrollHeight, scrollTopAt, topAt, topShowing } from './row-window.ts';

test('only what is seen is drawn, whatever the number of rows', () => {
  expect(rowWindow(1000.5, 10_000_000, 28, 560)).toEqual({ first: 1000, count: 21, shift: 14 });
  expect(rowWindow(0, 3, 28, 560)).toEqual({ first: 0, count: 3, shift: 0 });
});

test('nothing scrolls beyond the last row', () => expect(rowWindow(99, 30, 28, 280).first).toBe(20));

describe('the scroll bar', () => {
  test.each([100, 1_000_000, 50_000_000])('of %d rows reaches the first and the last row', (rows) => {
    expect(scrollHeight(rows, 28)).toBeLessThanOrEqual(8_000_000);
    expect(topAt(0, rows, 28, 500)).toBe(0);
    expect(topAt(scrollHeight(rows, 28) - 500, rows, 28, 500)).toBeCloseTo(lastTop(rows, 28, 500), 6);
  });
  test('stands where the rows stand', () => {
    for (const top of [0, 17, 5_000_000])
      expect(topAt(scrollTopAt(top, 10_000_000, 28, 500), 10_000_000, 28, 500)).toBeCloseTo(top, 6);
  });
});

test('a row that is seen stays where it is, another moves to the nearer edge', () => {
  expect(topShowing(5, 0, 28, 280)).toBe(0);
  expect(topShowing(10, 0, 28, 280)).toBe(1);
  expect(topShowing(3, 8, 28, 280)).toBe(3);
});
