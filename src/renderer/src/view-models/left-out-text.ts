import type { LeftOutReason, RowsUsed } from '../../../shared/statistics/rows-used.ts';
import { countOf } from './number-format.ts';

const reasons: Record<LeftOutReason, (rows: number) => string> = {
  missing: (rows) => `${countOf(rows, 'row')} with a missing cell`,
  invalid: (rows) => `${countOf(rows, 'row')} whose cell could not be read`,
  'without-value': (rows) => `${countOf(rows, 'row')} without a value`,
  'without-weight': (rows) => `${countOf(rows, 'row')} without a weight above 0`,
  filtered: (rows) => `${countOf(rows, 'row')} that do not pass the filters`,
  'other-group': (rows) => `${countOf(rows, 'row')} of other groups`,
};

/** Which rows a result leaves out, and why, in one sentence; empty when none. */
export function leftOutText({ leftOut }: RowsUsed): string {
  if (leftOut.length === 0) return '';
  return `Left out: ${leftOut.map(({ reason, rows }) => reasons[reason](rows)).join(', ')}.`;
}
