import type { ColumnMeasure } from '../kernels/column-measure.ts';
import type { ColumnInfo, MissingToken } from '../../../shared/contract/dataset.ts';
import type { ColumnRule } from './infer-column.ts';
import type { MergedColumn } from './merge-ranges.ts';
import { isNotFinite } from './missing-tokens.ts';
import { suggestSentinels } from './suggest-sentinels.ts';
import type { TableColumn } from './table.ts';
import { textType } from './text-type.ts';

/** Describes a column that has been read. */
export function columnInfo(name: string, rule: ColumnRule, column: TableColumn, merged: MergedColumn): ColumnInfo {
  const rows = column.kind === 'text' ? column.codes.length : column.values.length;
  const missing = [...merged.missing.values()].reduce((sum, count) => sum + count, 0);
  const values = rows - missing - merged.invalid;
  const type = column.kind === 'text' ? (rule.toldType ?? textType(column.dictionary, values)) : column.kind;
  const info: ColumnInfo = {
    name,
    type,
    certainty: rule.certainty === 'found' && merged.invalid > 0 ? 'doubtful' : rule.certainty,
    rows,
    missing,
    missingByToken: tokensOf(merged.missing, column.kind),
    invalid: merged.invalid,
  };
  if (column.kind === 'text') return { ...info, distinct: column.dictionary.length };
  if (rule.dateFormat !== undefined) return { ...info, dateFormat: rule.dateFormat };
  if (rule.numberFormat !== undefined) info.numberFormat = rule.numberFormat;
  const resolution = resolutionOf(merged.measure);
  if (resolution !== undefined) info.resolution = resolution;
  const sentinels = suggestSentinels(column.values, merged.measure);
  if (sentinels.length > 0) info.sentinels = sentinels;
  const suggested = suggestType(column.values, resolution, values);
  if (suggested !== undefined && rule.toldType === undefined) info.suggestedType = suggested;
  return info;
}

/**
 * The step of which all values are multiples: 0.1 for values with one decimal, 5 for values heaped on fives. None for
 * a single value, for which any step would do.
 */
function resolutionOf({ decimals, divisor, min, max }: ColumnMeasure): number | undefined {
  return decimals >= 0 && divisor > 0 && min < max ? divisor / 10 ** decimals : undefined;
}

function tokensOf(missing: ReadonlyMap<string, number>, kind: TableColumn['kind']): MissingToken[] {
  return (
    [...missing]
      // Of equally frequent ones in the order of their characters: which thread met one first is chance.
      .sort(([textA, a], [textB, b]) => b - a || (textA < textB ? -1 : 1))
      .map(([token, count]) => {
        if (kind !== 'number' || token === '') return { token, count };
        if (isNotFinite(token)) return { token, count, reason: 'not a finite number' };
        if (/^[+-]?[\d.,]+e?[+\d]*$/i.test(token) && !Number.isFinite(Number(token.replace(',', '.'))))
          return { token, count, reason: 'beyond the largest double' };
        return { token, count };
      })
  );
}

/** Integers with few distinct values may be categories; integers that count the rows name them. */
function suggestType(values: Float64Array, resolution: number | undefined, n: number): ColumnInfo['suggestedType'] {
  if (resolution === undefined || !Number.isInteger(resolution) || n < 10) return undefined;
  const distinct = new Set<number>();
  let previous = -Infinity;
  let ascending = true;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (ascending && value !== previous + 1 && previous !== -Infinity) ascending = false;
    previous = value;
    if (distinct.size <= 10) distinct.add(value);
    if (!ascending && distinct.size > 10) return undefined;
  }
  if (distinct.size <= 10 && distinct.size * 5 <= n) return 'category';
  return ascending ? 'identifier' : undefined;
}
