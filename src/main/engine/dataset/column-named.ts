import { RequestError } from '../../../shared/contract/errors.ts';
import type { ColumnInfo } from '../../../shared/contract/dataset.ts';
import type { NumberColumn, Table, TableColumn, TextColumn } from './table.ts';

/** @throws {RequestError} `unknown-column`, naming the columns there are */
export function columnNamed(table: Table, name: string): TableColumn {
  return table.columns[placeOf(table, name)]!;
}

/** @throws {RequestError} `unknown-column` */
export function columnInfo(table: Table, name: string): ColumnInfo {
  return table.summary.columns[placeOf(table, name)]!;
}

/** @throws {RequestError} `unknown-column`; `not-numeric` for a column of texts */
export function numberColumn(table: Table, name: string): NumberColumn {
  const column = columnNamed(table, name);
  if (column.kind !== 'text') return column;
  const { type } = columnInfo(table, name);
  throw new RequestError(
    'not-numeric',
    `Column “${name}” was read as ${type}, and only numbers have a distribution to fit: choose another column, or change its type in the Data view.`,
    { column: name, type },
  );
}

/** @throws {RequestError} `unknown-column`; `bad-request` for a column of numbers, which has no groups */
export function textColumn(table: Table, name: string): TextColumn {
  const column = columnNamed(table, name);
  if (column.kind === 'text') return column;
  throw new RequestError(
    'bad-request',
    `Column “${name}” holds numbers and cannot split the rows into groups: change its type to category in the Data view.`,
    { column: name },
  );
}

function placeOf(table: Table, name: string): number {
  const place = table.summary.columns.findIndex((column) => column.name === name);
  if (place >= 0) return place;
  const known = table.summary.columns.map((column) => column.name);
  const list = known.length > 12 ? `${known.slice(0, 12).join(', ')} and ${known.length - 12} more` : known.join(', ');
  throw new RequestError('unknown-column', `There is no column “${name}” in ${table.summary.name}; it has ${list}.`, {
    column: name,
  });
}
