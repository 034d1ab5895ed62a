import { describe, expect, test } from 'vitest';
import { gatherValues, missingGroup } from './gather-values.ts';
import { pageOfRows } from './page-of-rows.ts';
import { conditionsOf, selectRows } from './select-rows.ts';
import type { Table } from './table.ts';

const shared = (values: number[]): Float64Array<SharedArrayBuffer> => {
  const array = new Float64Array(new SharedArrayBuffer(values.length * 8));
  array.set(values);
  return array;
};
const codes = (values: number[]): Int32Array<SharedArrayBuffer> => {
  const array = new Int32Array(new SharedArrayBuffer(values.length * 4));
  array.set(values);
  return array;
};

/** Six rows: a number with one missing value and one unread cell, and a category with one row without a group. */
const table: Table = {
  summary: {
    name: 'six.csv',
    format: 'delimited',
    compression: 'none',
    bytes: 0,
    hash: '',
    rows: 6,
    columns: [
      { name: 'x', type: 'number', certainty: 'found', rows: 6, missing: 1, missingByToken: [], invalid: 1 },
      { name: 'group', type: 'category', certainty: 'found', rows: 6, missing: 1, missingByToken: [], invalid: 0 },
    ],
    remarks: [],
    problems: { total: 1, first: [{ row: 5, column: 'x', text: '4,,5', reason: 'not a number' }] },
  },
  columns: [
    { kind: 'number', values: shared([1, 2, NaN, 4, NaN, 6]) },
    { kind: 'text', codes: codes([0, 1, 0, 1, 1, -1]), dictionary: ['a', 'b'] },
  ],
};

describe('selecting rows', () => {
  test('no filter selects every row and makes no list of them', () => {
    expect(selectRows(conditionsOf(table, []), 6)).toBeNull();
  });

  test('a range holds both its ends, and a missing value lies in no range', () => {
    const conditions = conditionsOf(table, [{ kind: 'range', column: 'x', from: 2, to: 6 }]);
    expect([...selectRows(conditions, 6)!]).toEqual([1, 3, 5]);
    const open = conditionsOf(table, [{ kind: 'range', column: 'x', from: null, to: null }]);
    expect([...selectRows(open, 6)!]).toEqual([0, 1, 3, 5]);
  });

  test('filters hold together, whatever their order', () => {
    const filters = [
      { kind: 'range', column: 'x', from: 1, to: 4 },
      { kind: 'category', column: 'group', values: ['b'] },
      { kind: 'rows-left-out', rows: [2] },
    ] as const;
    const mutable = filters.map((filter) => structuredClone(filter)) as Parameters<typeof conditionsOf>[1];
    expect([...selectRows(conditionsOf(table, mutable), 6)!]).toEqual([3]);
    expect([...selectRows(conditionsOf(table, [...mutable].reverse()), 6)!]).toEqual([3]);
  });

  test('a polygon keeps the rows inside it or those outside it, and a row without both values is neither', () => {
    const plane: Table = {
      ...table,
      columns: [table.columns[0]!, { kind: 'number', values: shared([1, 9, 2, NaN, 3, 4]) }],
    };
    const points: [number, number][] = [
      [0, 0],
      [10, 0],
      [10, 4],
      [0, 4],
    ];
    const rowsOf = (inside: boolean) => [
      ...selectRows(conditionsOf(plane, [{ kind: 'polygon', columns: ['x', 'group'], points, inside }]), 6)!,
    ];
    expect(rowsOf(true)).toEqual([0, 5]);
    expect(rowsOf(false)).toEqual([1]);
    expect(() => conditionsOf(table, [{ kind: 'polygon', columns: ['x', 'group'], points, inside: true }])).toThrow(
      'only numbers',
    );
  });

  test('a filter on a column that is not there names the columns that are', () => {
    expect(() => conditionsOf(table, [{ kind: 'range', column: 'y', from: 0, to: 1 }])).toThrow('it has x, group');
  });
});

describe('gathering values', () => {
  const column = table.columns[0];
  if (column?.kind !== 'number') throw new Error('the table begins with a number');
  const split = { codes: codes([0, 1, 0, 1, 1, -1]), names: ['a', 'b'] };

  test('without filter and split the column itself is used, not a copy', () => {
    const { groups, filtered } = gatherValues(column.values, null, null, 12);
    expect(groups).toEqual([{ name: null, values: column.values, n: 4, withoutValue: 2 }]);
    expect(groups[0]!.values).toBe(column.values);
    expect(filtered).toBe(0);
  });

  test('every row is in exactly one group, or filtered, or not shown', () => {
    const { groups } = gatherValues(column.values, null, split, 12);
    expect(groups.map(({ name, values, withoutValue }) => [name, [...values], withoutValue])).toEqual([
      ['b', [2, 4], 1],
      ['a', [1], 1],
      [missingGroup, [6], 0],
    ]);
    const few = gatherValues(column.values, null, split, 1);
    expect(few.notShown).toEqual({ groups: 2, rows: 3 });
  });

  test('selected rows alone are gathered, the others counted', () => {
    const selected = selectRows(conditionsOf(table, [{ kind: 'rows-left-out', rows: [1, 4] }]), 6);
    const { groups, filtered } = gatherValues(column.values, selected, null, 12);
    expect([...groups[0]!.values]).toEqual([2, 6]);
    expect([groups[0]!.n, groups[0]!.withoutValue, filtered]).toEqual([2, 2, 2]);
  });
});

describe('a page of rows', () => {
  test('a missing cell is null, and an unread one shows its text', () => {
    expect(pageOfRows(table, null, 2, 3)).toEqual({
      total: 6,
      rows: [
        { row: 3, cells: [null, 'a'] },
        { row: 4, cells: [4, 'b'] },
        { row: 5, cells: [{ unread: '4,,5' }, 'b'] },
      ],
    });
  });

  test('a page beyond the end is empty, and rows keep the numbers they have in the file', () => {
    const selected = selectRows(conditionsOf(table, [{ kind: 'category', column: 'group', values: ['a'] }]), 6);
    expect(pageOfRows(table, selected, 1, 10).rows).toEqual([{ row: 3, cells: [null, 'a'] }]);
    expect(pageOfRows(table, selected, 2, 10)).toEqual({ total: 2, rows: [] });
  });
});
