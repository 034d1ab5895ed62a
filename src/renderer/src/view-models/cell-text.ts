import { formatDate, minusSign } from './number-format.ts';

/** A cell as the contract has it. */
export type CellLike = number | string | null | { unread: string };

/** A number of a table: every digit it has, for here it is looked up and not read over. */
export function cellText(cell: CellLike, type: string): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.unread;
  if (typeof cell === 'string') return cell;
  return type === 'date' ? formatDate(cell) : String(cell).replace('-', minusSign);
}

/** The same for a spreadsheet, which wants a plain minus and nothing for what is missing. */
export function cellValue(cell: CellLike, type: string): string | number | null {
  if (cell === null || typeof cell === 'string') return cell;
  if (typeof cell === 'object') return cell.unread;
  return type === 'date' ? formatDate(cell) : cell;
}
