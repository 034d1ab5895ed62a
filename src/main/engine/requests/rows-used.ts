import type { ColumnInfo } from '../../../shared/contract/dataset.ts';
import type { LeftOutReason, RowsUsed } from '../../../shared/statistics/rows-used.ts';
import type { GatheredValues, ValueGroup } from '../dataset/gather-values.ts';

/** What a result about one group of one column rests on. */
export function rowsUsed(group: ValueGroup, { filtered }: GatheredValues, info: ColumnInfo): RowsUsed {
  const other = info.rows - filtered - group.n - group.withoutValue;
  const everyRow = filtered === 0 && other === 0;
  const leftOut: { reason: LeftOutReason; rows: number }[] = [
    { reason: 'missing', rows: everyRow ? info.missing : 0 },
    { reason: 'invalid', rows: everyRow ? info.invalid : 0 },
    { reason: 'without-value', rows: everyRow ? group.withoutValue - info.missing - info.invalid : group.withoutValue },
    { reason: 'filtered', rows: filtered },
    { reason: 'other-group', rows: other },
  ];
  return { used: group.n, leftOut: leftOut.filter(({ rows }) => rows > 0) };
}
