import { expect, test } from 'vitest';
import { planeCells } from './plane-cells.ts';

test('the cells become finer with the fourth root of the rows, within bounds', () => {
  expect(planeCells(0)).toBe(10);
  expect(planeCells(272)).toBe(12); // 3 · 272^¼ = 12.18
  expect(planeCells(10_000)).toBe(30);
  expect(planeCells(16 * 5_000)).toBe(Math.min(40, 2 * planeCells(5_000)));
  expect(planeCells(10_000_000)).toBe(40);
});
