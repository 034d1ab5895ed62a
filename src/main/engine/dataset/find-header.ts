import { isMissingLike, looksLikeDate, looksLikeNumber } from './looks-like.ts';

export interface FoundHeader {
  rows: number;
  doubtful: boolean;
  reason: string;
}

/**
 * How many rows name the columns. A heading shows by being text above numbers or dates; where every column holds text,
 * by naming each column once, with words that do not come up again below.
 * @param rows  the table's first rows, all of about the same width
 */
export function findHeader(rows: readonly (readonly string[])[]): FoundHeader {
  const [first, ...body] = rows;
  if (first === undefined || body.length === 0)
    return {
      rows: first !== undefined && first.every(isName) ? 1 : 0,
      doubtful: true,
      reason: 'there is one row only',
    };
  const width = Math.max(...rows.map((row) => row.length));
  const valued = Array.from({ length: width }, (_, c) => isValueColumn(body.map((row) => row[c] ?? '')));
  const valuedColumns = valued.flatMap((is, c) => (is ? [c] : []));

  if (valuedColumns.length > 0) {
    const headings = valuedColumns.filter((c) => isName(first[c] ?? '')).length;
    const values = valuedColumns.filter((c) => isValue(first[c] ?? '')).length;
    if (headings === 0 && values === 0)
      return { rows: 0, doubtful: true, reason: 'the first row has no text above the numbers' };
    if (headings === 0 && !areYears(first, valuedColumns, body))
      return { rows: 0, doubtful: false, reason: 'the first row holds numbers like the rest' };
    if (values > headings && !areYears(first, valuedColumns, body))
      return { rows: 0, doubtful: true, reason: 'the first row holds numbers and texts' };
    return {
      rows: 1 + furtherHeaderRows(body, valuedColumns),
      doubtful: values > 0 && !areYears(first, valuedColumns, body),
      reason: 'text stands above numbers',
    };
  }

  const names = first.map((cell) => cell.trim());
  const filled = names.filter((name) => name !== '');
  const distinct = new Set(filled.map((name) => name.toLowerCase())).size === filled.length;
  const comesBack = names.some((name, c) => name !== '' && body.some((row) => (row[c] ?? '').trim() === name));
  if (!distinct || comesBack || filled.length < names.length / 2)
    return { rows: 0, doubtful: true, reason: 'the first row looks like the rows below it' };
  const longest = Math.max(...filled.map((name) => name.length));
  return { rows: 1, doubtful: longest > 60, reason: 'the first row names each column once' };
}

/** Rows below the first that still have no number where the columns have numbers: units, groups. */
function furtherHeaderRows(body: readonly (readonly string[])[], valuedColumns: readonly number[]): number {
  let further = 0;
  for (const row of body.slice(0, 4)) {
    if (further + 1 >= body.length) break;
    const cells = valuedColumns.map((c) => (row[c] ?? '').trim());
    const filled = cells.filter((cell) => cell !== '');
    if (filled.length < Math.max(1, cells.length / 2) || filled.some((cell) => isValue(cell) || isMissingLike(cell)))
      break;
    further++;
  }
  return further;
}

/** Years or numbers 1, 2, 3 … may head columns of other numbers. */
function areYears(
  first: readonly string[],
  valuedColumns: readonly number[],
  body: readonly (readonly string[])[],
): boolean {
  const numbers = valuedColumns.map((c) => Number((first[c] ?? '').trim()));
  if (numbers.length < 2) return false;
  const consecutive = numbers.every(
    (value, i) => Number.isInteger(value) && (i === 0 || value === (numbers[i - 1] ?? NaN) + 1),
  );
  const years = numbers.every((value) => value >= 1800 && value <= 2100);
  const others = body.some((row) => valuedColumns.some((c) => !/^\s*\d{4}\s*$/.test(row[c] ?? '')));
  const texts = first.some((cell, c) => !valuedColumns.includes(c) && cell.trim() !== '');
  return consecutive && years && others && texts;
}

/** Most cells with a text are numbers or dates. */
function isValueColumn(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '' && !isMissingLike(cell));
  return filled.length > 0 && filled.filter(isValue).length >= filled.length * 0.7;
}

function isValue(cell: string): boolean {
  return looksLikeNumber(cell) || looksLikeDate(cell);
}

function isName(cell: string): boolean {
  return cell.trim() !== '' && !isValue(cell) && !isMissingLike(cell);
}
