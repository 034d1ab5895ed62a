import type { Cell } from '../../../shared/contract/requests.ts';

/** A line of CSV as RFC 4180 has it, without its end. */
export const csvRow = (fields: readonly string[]): string => fields.map(csvField).join(',');

const csvField = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A cell as text: numbers with every digit, dates as ISO 8601, what could not be read as it stands in the file. */
export function cellText(cell: Cell, isDate: boolean): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'object') return cell.unread;
  return isDate ? new Date(cell).toISOString().replace(/T00:00:00\.000Z$/, '') : String(cell);
}
