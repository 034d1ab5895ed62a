import { expect, test } from 'vitest';
import { neighbour, type DrawnStart } from './starts-view.ts';

const start = (x: number, y: number): DrawnStart => ({ x, y, kind: 'other', text: '' });
const starts = [start(0, 5), start(-2, 1), start(-1, 9), start(-1, 9)];

test('left and right go by narrowness, up and down by log-likelihood, and stop at the ends', () => {
  expect(neighbour(starts, 1, 'x', 1)).toBe(2);
  expect(neighbour(starts, 0, 'x', 1)).toBe(0);
  expect(neighbour(starts, 1, 'y', 1)).toBe(0);
  expect(neighbour(starts, 1, 'y', -1)).toBe(1);
});

test('starts that ended at one place are all reached', () => {
  expect([neighbour(starts, 2, 'x', 1), neighbour(starts, 3, 'x', 1)]).toEqual([3, 0]);
});
