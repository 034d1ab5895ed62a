import { expect, test } from 'vitest';
import { leftOutRows, type DrawnRows } from './left-out-rows.ts';

const singly = (...rows: number[]): DrawnRows => ({
  points: { x: Float64Array.from(rows), y: Float64Array.from(rows, (row) => 10 * row), rows: Uint32Array.from(rows) },
  raster: null,
});
const counted = (...counts: number[]): DrawnRows => ({
  ...singly(),
  raster: { columns: counts.length, lines: 1, counts: Uint32Array.from(counts) },
});

test('rows that were drawn before and belong to no group now are left out', () => {
  const { points } = leftOutRows(singly(1, 2, 3, 4), [singly(2), singly(4)])!;
  expect([[...points.rows], [...points.x], [...points.y]]).toEqual([
    [1, 3],
    [1, 3],
    [10, 30],
  ]);
});

test('of counted rows the counts of all groups are taken away, cell by cell', () => {
  const { raster } = leftOutRows(counted(5, 3, 0, 2), [counted(1, 3, 0, 0), counted(1, 0, 0, 0)])!;
  expect([...raster!.counts]).toEqual([3, 0, 0, 2]);
});

test('where nothing is gone there is nothing to draw', () => {
  expect(leftOutRows(singly(1, 2), [singly(2, 1)])).toBeNull();
  expect(leftOutRows(counted(5, 3), [counted(5, 3)])).toBeNull();
});
