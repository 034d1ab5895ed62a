import { countOf, formatCount, formatDate, formatNumber } from './number-format.ts';

/** A condition on rows, as the contract has it. */
export type FilterLike =
  | { kind: 'range'; column: string; from: number | null; to: number | null }
  | { kind: 'category'; column: string; values: readonly string[] }
  | { kind: 'rows-left-out'; rows: readonly number[] }
  | { kind: 'polygon'; columns: readonly [string, string]; points: readonly unknown[]; inside: boolean };

/**
 * A condition in words.
 * @param isDate  whether a column counts epoch milliseconds
 */
export function filterText(filter: FilterLike, isDate: (column: string) => boolean = () => false): string {
  switch (filter.kind) {
    case 'range': {
      const write = (value: number): string => (isDate(filter.column) ? formatDate(value) : formatNumber(value, 8));
      const { column, from, to } = filter;
      if (from === null) return to === null ? `${column}: any value` : `${column} ≤ ${write(to)}`;
      return to === null ? `${column} ≥ ${write(from)}` : `${write(from)} ≤ ${column} ≤ ${write(to)}`;
    }
    case 'category': {
      const { column, values } = filter;
      if (values.length <= 3) return `${column}: ${values.join(', ')}`;
      return `${column}: ${values.slice(0, 2).join(', ')} and ${formatCount(values.length - 2)} more`;
    }
    case 'polygon': {
      const shape = filter.points.length === 4 ? 'a box' : 'a region';
      return `${filter.inside ? 'inside' : 'outside'} ${shape} of ${filter.columns.join(' × ')}`;
    }
    case 'rows-left-out':
      return `without ${filter.rows.length === 1 ? `row ${formatCount(filter.rows[0] ?? 0)}` : countOf(filter.rows.length, 'row')}`;
  }
}
