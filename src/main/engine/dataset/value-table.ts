import type { DatasetSummary, Remark } from '../../../shared/contract/dataset.ts';
import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import { decisionRemarks } from './decision-remarks.ts';
import { columnOfValues } from './column-of-values.ts';
import { DatasetError } from './dataset-error.ts';
import { hintsOf, refuseUnknownColumns } from './plan-delimited.ts';
import type { TableColumn } from './table.ts';

/** Columns of values that need no dialect: JSON lines, Parquet. */
export interface ValueColumns {
  names: string[];
  /** One list per column, one value per row; values as JavaScript has them. */
  values: unknown[][];
  rows: number;
}

/** A value as JavaScript keeps it, and its place in a typed column. */
export const valueBytes = 24;

/** @throws {DatasetError} `header-only` without rows */
export function tableOfValues(name: string, { names, values, rows }: ValueColumns, told: DialectOverrides) {
  if (rows === 0 || names.length === 0)
    throw new DatasetError('header-only', `${name} has no rows of data.`, { columns: names.length });
  refuseUnknownColumns(told, names);
  const read = names.map((column, c) => columnOfValues(column, values[c] ?? [], hintsOf(told, column)));
  const nested: Remark[] = read.flatMap(({ nested: count, info }) =>
    count === 0
      ? []
      : [
          {
            code: 'nested-values' as const,
            column: info.name,
            count,
            message: `"${info.name}" holds lists or objects in ${count} rows; they are kept as text.`,
          },
        ],
  );
  const decided = read.flatMap(({ info, rule, rounded }) =>
    rule === undefined ? [] : [{ name: info.name, rule, rounded }],
  );
  const remarks = [...decisionRemarks(decided, told.decimal !== undefined), ...nested];
  const problems = read.flatMap((column) => column.problems).sort((a, b) => a.row - b.row);
  const columns: TableColumn[] = read.map(({ column }) => column);
  const summary: Pick<DatasetSummary, 'rows' | 'columns' | 'remarks' | 'problems'> = {
    rows,
    columns: read.map(({ info }) => info),
    remarks,
    problems: { total: read.reduce((sum, { info }) => sum + info.invalid, 0), first: problems.slice(0, 1000) },
  };
  return { columns, summary };
}
