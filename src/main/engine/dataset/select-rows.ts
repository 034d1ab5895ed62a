import { RequestError } from '../../../shared/contract/errors.ts';
import type { Filter } from '../../../shared/contract/filter.ts';
import { columnNamed, numberColumn } from './column-named.ts';
import { insidePolygon, preparePolygon, type Polygon } from './polygon.ts';
import type { Table } from './table.ts';

/** Row numbers, from 0 and ascending, on shared memory; null stands for every row, so that an unfiltered table costs nothing. */
export type SelectedRows = Uint32Array<SharedArrayBuffer> | null;

/** A filter with the column's data in place of its name: all that a thread needs to apply it. */
export type Condition =
  | { kind: 'range'; values: Float64Array; from: number; to: number }
  | { kind: 'category'; codes: Int32Array; wanted: Uint8Array }
  | { kind: 'rows-left-out'; rows: number[] }
  | { kind: 'polygon'; x: Float64Array; y: Float64Array; polygon: Polygon; inside: boolean };

/**
 * @throws {RequestError} `unknown-column`; `bad-request` for a range of a column of texts or categories of a column of
 * numbers; `not-numeric` for a polygon of a column of texts
 */
export function conditionsOf(table: Table, filters: readonly Filter[]): Condition[] {
  return filters.map((filter): Condition => {
    if (filter.kind === 'rows-left-out') return { kind: 'rows-left-out', rows: filter.rows };
    if (filter.kind === 'polygon') {
      const [x, y] = filter.columns.map((name) => numberColumn(table, name).values) as [Float64Array, Float64Array];
      return { kind: 'polygon', x, y, polygon: preparePolygon(filter.points), inside: filter.inside };
    }
    const column = columnNamed(table, filter.column);
    if (filter.kind === 'range') {
      if (column.kind === 'text') throw wrongKind(filter.column, 'texts and cannot be filtered by a range');
      return { kind: 'range', values: column.values, from: filter.from ?? -Infinity, to: filter.to ?? Infinity };
    }
    if (column.kind !== 'text') throw wrongKind(filter.column, 'numbers and cannot be filtered by categories');
    const chosen = new Set(filter.values);
    const wanted = Uint8Array.from(column.dictionary, (text) => (chosen.has(text) ? 1 : 0));
    return { kind: 'category', codes: column.codes, wanted };
  });
}

/**
 * Rows on which every condition holds. A missing value fulfils no range, no category and no polygon.
 * @param rows  number of rows of the table
 */
export function selectRows(conditions: readonly Condition[], rows: number): SelectedRows {
  if (conditions.length === 0) return null;
  const passes = new Uint8Array(rows).fill(1);
  for (const condition of conditions) apply(condition, passes);
  let count = 0;
  for (const pass of passes) count += pass;
  const selected = new Uint32Array(new SharedArrayBuffer(count * 4));
  let next = 0;
  for (let row = 0; row < rows; row++) if (passes[row] === 1) selected[next++] = row;
  return selected;
}

function apply(condition: Condition, passes: Uint8Array): void {
  switch (condition.kind) {
    case 'range': {
      const { values, from, to } = condition;
      for (let row = 0; row < passes.length; row++) {
        const value = values[row]!;
        if (!(value >= from && value <= to)) passes[row] = 0; // NaN compares false
      }
      break;
    }
    case 'category': {
      const { codes, wanted } = condition;
      for (let row = 0; row < passes.length; row++) if (wanted[codes[row]!] !== 1) passes[row] = 0;
      break;
    }
    case 'polygon': {
      const { x, y, polygon, inside } = condition;
      for (let row = 0; row < passes.length; row++) {
        const complete = !Number.isNaN(x[row]!) && !Number.isNaN(y[row]!);
        if (!complete || insidePolygon(polygon, x[row]!, y[row]!) !== inside) passes[row] = 0;
      }
      break;
    }
    case 'rows-left-out':
      for (const row of condition.rows) if (row >= 1 && row <= passes.length) passes[row - 1] = 0;
  }
}

function wrongKind(column: string, what: string): RequestError {
  return new RequestError('bad-request', `Column “${column}” holds ${what}: change its type in the Data view.`, {
    column,
  });
}
