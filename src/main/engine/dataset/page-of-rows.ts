import type { Cell } from '../../../shared/contract/requests.ts';
import type { SelectedRows } from './select-rows.ts';
import type { Table } from './table.ts';

/**
 * A page of the selected rows.
 * @param from   place of the first row among the selected ones, from 0
 * @param count  rows at most
 */
export function pageOfRows(
  table: Table,
  selected: SelectedRows,
  from: number,
  count: number,
): { total: number; rows: { row: number; cells: Cell[] }[] } {
  const total = selected?.length ?? table.summary.rows;
  const unread = new Map<string, string>();
  for (const { row, column, text } of table.summary.problems.first) unread.set(`${row}\n${column}`, text);
  const names = table.summary.columns.map((column) => column.name);
  const cellAt = (row: number, place: number): Cell => {
    const column = table.columns[place]!;
    const value = column.kind === 'text' ? column.dictionary[column.codes[row]!] : column.values[row];
    if (value !== undefined && !Number.isNaN(value)) return value;
    const text = unread.get(`${row + 1}\n${names[place]}`);
    return text === undefined ? null : { unread: text };
  };
  const rows = Array.from({ length: Math.max(0, Math.min(count, total - from)) }, (_, i) => {
    const row = selected ? selected[from + i]! : from + i;
    return { row: row + 1, cells: table.columns.map((_, place) => cellAt(row, place)) };
  });
  return { total, rows };
}
