import { describe, expect, test } from 'vitest';
import { gatherPairs } from './gather-pairs.ts';
import { missingGroup } from './gather-values.ts';

const shared = (values: number[]): Float64Array<SharedArrayBuffer> => {
  const array = new Float64Array(new SharedArrayBuffer(values.length * 8));
  array.set(values);
  return array;
};
const rows = (values: number[]): Uint32Array<SharedArrayBuffer> => {
  const array = new Uint32Array(new SharedArrayBuffer(values.length * 4));
  array.set(values);
  return array;
};

const x = shared([1, NaN, 3, 4, 5, 6]);
const y = shared([10, 20, NaN, 40, 50, 60]);
const split = { codes: Int32Array.of(0, 0, 1, 1, 1, -1), names: ['a', 'b'] };
const plain = (pairs: ReturnType<typeof gatherPairs>) =>
  pairs.groups.map((group) => [group.name, [...group.x], [...group.y], [...(group.rows ?? [])], group.incomplete]);

describe('gathering pairs', () => {
  test('complete columns are used themselves, not copied', () => {
    const both = shared([1, 2]);
    const [group] = gatherPairs(both, both, null, null, 12).groups;
    expect([group!.x === both, group!.rows, group!.n]).toEqual([true, null, 2]);
  });

  test('a row counts only with both values, and keeps its place in the table', () => {
    expect(plain(gatherPairs(x, y, null, null, 12))).toEqual([[null, [1, 4, 5, 6], [10, 40, 50, 60], [0, 3, 4, 5], 2]]);
  });

  test('every selected row is in exactly one group, complete or incomplete, or not shown', () => {
    expect(plain(gatherPairs(x, y, null, split, 12))).toEqual([
      ['b', [4, 5], [40, 50], [3, 4], 1],
      ['a', [1], [10], [0], 1],
      [missingGroup, [6], [60], [5], 0],
    ]);
    expect(gatherPairs(x, y, null, split, 1).notShown).toEqual({ groups: 2, rows: 3 });
  });

  test('filtered rows are counted and nowhere else', () => {
    const pairs = gatherPairs(x, y, rows([0, 1, 4]), null, 12);
    expect(plain(pairs)).toEqual([[null, [1, 5], [10, 50], [0, 4], 1]]);
    expect(pairs.filtered).toBe(3);
  });
});
