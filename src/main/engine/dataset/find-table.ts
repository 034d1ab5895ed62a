import { isMissingLike, looksLikeDate, looksLikeNumber } from './looks-like.ts';

type Row = readonly string[];

/** A blank line; in a single column, spaces or an empty pair of quotes are a cell. */
export const isBlank = (row: Row, width: number): boolean =>
  row.length === 0 || (width > 1 && row.length === 1 && (row[0] ?? '').trim() === '');
const filledCells = (row: Row): number => row.filter((cell) => cell.trim() !== '').length;

/**
 * Index of the table's first row, its heading if it has one: the first row as wide as the table, unless the row just
 * before it is a heading that is too short or too long.
 */
export function findTableStart(rows: readonly Row[], width: number): number {
  if (width < 2) return rows.findIndex((row) => !isBlank(row, width));
  const start = rows.findIndex((row, i) => {
    if (row.length !== width || filledCells(row) === 0) return false;
    if (filledCells(row) === 1 && width > 2 && rows.length > i + 1) return false;
    const next = rows
      .slice(i + 1)
      .filter((other) => !isBlank(other, width))
      .slice(0, 4);
    return next.filter((other) => other.length === width).length * 2 >= next.length;
  });
  if (start <= 0) return Math.max(0, start);
  const before = rows[start - 1] ?? [];
  const headsTheRest =
    filledCells(before) >= Math.max(2, width / 2) &&
    filledCells(before) === before.filter((cell) => cell.trim() !== '' && !looksLikeNumber(cell)).length &&
    (rows[start] ?? []).some((cell) => looksLikeNumber(cell) || looksLikeDate(cell));
  return headsTheRest ? start - 1 : start;
}

export interface TableEnd {
  /** Index of the first row that is no longer part of the table. */
  end: number;
  /** What follows: notes, or another table. */
  rest: 'nothing' | 'footer' | 'second-table';
}

/**
 * Where the table ends within its first rows: at a gap after which the rows have another shape, or another heading.
 * @param rows   rows of data, below the heading
 * @param whole  the last row is the last of the file
 */
export function findTableEnd(rows: readonly Row[], width: number, whole: boolean): TableEnd {
  if (width < 2) {
    const end = trailingFooter(rows, width, whole);
    const footer = rows.slice(end).some((row) => !isBlank(row, width));
    return footer ? { end, rest: 'footer' } : { end: rows.length, rest: 'nothing' };
  }
  const valued = Array.from({ length: width }, (_, c) =>
    isValued(
      rows.slice(0, 50).filter((row) => row.length === width),
      c,
    ),
  );
  for (let i = 1; i < rows.length; i++) {
    if (!isBlank(rows[i] ?? [], width)) continue;
    let next = i + 1;
    while (next < rows.length && isBlank(rows[next] ?? [], width)) next++;
    const after = rows.slice(next).filter((row) => !isBlank(row, width));
    const [first] = after;
    if (first === undefined) break;
    if (!changesShape(first, after, width, valued)) continue;
    return { end: i, rest: isTable(after) ? 'second-table' : 'footer' };
  }
  const end = trailingFooter(rows, width, whole);
  return { end, rest: end < rows.length && rows.slice(end).some((row) => !isBlank(row, width)) ? 'footer' : 'nothing' };
}

/** Below a gap: a row of another width (a short one might just be ragged, so the next must agree), or a second heading. */
function changesShape(first: Row, after: readonly Row[], width: number, valued: readonly boolean[]): boolean {
  if (first.length !== width) {
    const [, second, third] = after;
    return (
      first.length === 1 ||
      second === undefined ||
      second.length !== width ||
      third === undefined ||
      third.length !== width
    );
  }
  const columns = valued.flatMap((is, c) => (is ? [c] : []));
  return columns.length > 0 && columns.every((c) => isWord(first[c] ?? ''));
}

function isTable(rows: readonly Row[]): boolean {
  const widths = new Map<number, number>();
  for (const row of rows) if (row.length > 1) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  return Math.max(0, ...widths.values()) >= 2;
}

/** Index after the last row that belongs to the table: notes have one cell, and it is none that the first column would hold. */
export function trailingFooter(rows: readonly Row[], width: number, whole: boolean): number {
  if (!whole) return rows.length;
  let end = rows.length;
  while (end > 0 && isBlank(rows[end - 1] ?? [], width)) end--;
  const beforeBlanks = end;
  const body = rows.filter((row) => row.length === width);
  const numbersFirst = isValued(body.slice(0, 50), 0);
  while (end > 1 && rows.length - end < 60) {
    const row = rows[end - 1] ?? [];
    if (isBlank(row, width)) {
      end--;
      continue;
    }
    if (!isNote(row, width, numbersFirst, isBlank(rows[end - 2] ?? [], width))) break;
    end--;
  }
  // Only notes end a table; blank lines before a row that stays are blank lines.
  while (end > 0 && end < beforeBlanks && isBlank(rows[end - 1] ?? [], width)) end--;
  return end === beforeBlanks && end < rows.length ? end : end;
}

function isNote(row: Row, width: number, numbersFirst: boolean, afterGap: boolean): boolean {
  const [first = ''] = row;
  const text = first.trim();
  if (filledCells(row) !== 1 || text === '') return false;
  if (width < 2) return numbersFirst && isWord(text) && (afterGap || text.length > 12 || /^[*†#(]/.test(text));
  // A row of full width is a note only behind a gap: "total" and "note" are cells like others.
  if (row.length === width && !(afterGap && /^(source|notes?|\*|†|#|copyright|©|end of)/i.test(text))) return false;
  if (looksLikeNumber(text)) return false;
  return (
    afterGap ||
    numbersFirst ||
    /^[*†#(©]|^(source|note|total|end|eof|copyright)\b/i.test(text) ||
    text.split(/\s+/).length >= 4
  );
}

function isValued(rows: readonly Row[], column: number): boolean {
  const cells = rows.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '' && !isMissingLike(cell));
  return (
    cells.length > 0 &&
    cells.filter((cell) => looksLikeNumber(cell) || looksLikeDate(cell)).length >= cells.length * 0.7
  );
}

function isWord(cell: string): boolean {
  return cell.trim() !== '' && !looksLikeNumber(cell) && !looksLikeDate(cell) && !isMissingLike(cell);
}
