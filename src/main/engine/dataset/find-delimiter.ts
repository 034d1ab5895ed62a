import type { Certainty, DialectOverrides, RecordEnd } from '../../../shared/contract/dialect.ts';
import { isMissingLike, looksLikeDate, looksLikeNumber } from './looks-like.ts';
import { tokenise } from './tokenise.ts';
import type { CellDialect } from './tokenise.ts';

export interface FoundDelimiter {
  cells: CellDialect;
  /** Cells in most rows. */
  width: number;
  certainty: Certainty;
  reason: string;
}

/** Delimiters in the order of their frequency among published files, each with the trust it deserves when scores tie. */
const candidates: readonly [delimiter: string, trust: number][] = [
  [',', 1],
  ['\t', 1],
  [';', 1],
  ['|', 0.98],
  [', ', 1.01],
  ['; ', 1.01],
  [' | ', 1.01],
  ['||', 1.01],
  ['::', 0.95],
  ['~|~', 1.01],
  ['|~|', 1.01],
  ['~', 0.9],
  ['^', 0.9],
  ['\u001f', 1],
  ['\u0001', 1],
  // As UTF-8 and as one byte.
  ['\u00c2\u00a7', 0.92],
  ['\u00c2\u00a6', 0.92],
  ['\u00a7', 0.9],
  ['\u00a6', 0.9],
  [' ', 0.75],
  [':', 0.35],
  ['/', 0.2],
];

/** Marks that hardly stand inside a value. */
const glued = [';', '\t', '|', '\u001f', '\u0001'];

/** Rows that are looked at for each candidate. */
const sampleRows = 250;

/**
 * The delimiter, quote and escape under which a text is most like a table: rows of one width whose cells are whole
 * values. The score is a product of consistency and recognised cells, after [vandenBurg2019].
 * @param text  bytes as characters, from the beginning of the table's first line
 */
export function findDelimiter(
  text: string,
  recordEnd: RecordEnd,
  told: DialectOverrides,
  comment: string,
): FoundDelimiter {
  let best: { cells: CellDialect; score: Score } | undefined;
  let second: { cells: CellDialect; score: Score } | undefined;
  for (const cells of cellDialects(text, recordEnd, told, comment)) {
    const score = scoreTable(text, cells);
    const trust = candidates.find(([delimiter]) => delimiter === cells.delimiter)?.[1] ?? 1;
    // A run of spaces is one delimiter more often than several; quotes and escapes that are not the usual ones need a reason.
    score.value *= trust * (cells.delimiterRuns ? 1.02 : 1) * trustInQuote(text, cells) * trustInEscape(text, cells);
    if (best === undefined || score.value > best.score.value) {
      if (best !== undefined && best.cells.delimiter !== cells.delimiter) second = best;
      best = { cells, score };
    } else if (cells.delimiter !== best.cells.delimiter && score.value > (second?.score.value ?? 0))
      second = { cells, score };
  }
  const quote = told.quote ?? quoteOfLines(text);
  const oneColumn: CellDialect = {
    ...cellDialect('', recordEnd, told, comment),
    quote,
    escape: told.escape ?? (quote !== '' && text.includes(`\\${quote}`) ? '\\' : quote),
  };
  if (told.delimiter !== undefined && best !== undefined) {
    return { cells: best.cells, width: best.score.width, certainty: 'told', reason: 'told' };
  }
  const single = scoreOneColumn(text, oneColumn);
  if (best === undefined || best.score.width < 2 || best.score.value < 0.3 || single > best.score.value) {
    return {
      cells: oneColumn,
      width: 1,
      certainty: 'found',
      reason: 'no delimiter cuts the lines into rows of equal width: one column',
    };
  }
  const rival =
    second !== undefined && !sameFamily(second.cells, best.cells) && second.score.value > best.score.value * 0.9
      ? second
      : undefined;
  return {
    cells: best.cells,
    width: best.score.width,
    certainty: rival !== undefined || best.score.value < 0.45 ? 'doubtful' : 'found',
    reason:
      rival === undefined
        ? `it cuts ${Math.round(best.score.consistency * 100)} % of the rows into ${best.score.width} cells`
        : `${nameOf(rival.cells.delimiter)} would make a table almost as regular`,
  };
}

/** @returns a name for a delimiter that can stand in a sentence */
export function nameOf(delimiter: string): string {
  const names: Record<string, string> = {
    ',': 'a comma',
    ';': 'a semicolon',
    '\t': 'a tab',
    '|': 'a bar',
    ' ': 'a space',
    ':': 'a colon',
  };
  return names[delimiter] ?? `"${delimiter}"`;
}

function* cellDialects(
  text: string,
  recordEnd: RecordEnd,
  told: DialectOverrides,
  comment: string,
): Generator<CellDialect> {
  const delimiters = told.delimiter !== undefined ? [told.delimiter] : candidates.map(([delimiter]) => delimiter);
  const head = text.slice(0, 65536);
  for (const delimiter of delimiters) {
    if (delimiter !== '' && told.delimiter === undefined && !head.includes(delimiter)) continue;
    if (delimiter === ' ' && / {2}|^ /m.test(head)) {
      yield { ...cellDialect(' ', recordEnd, told, comment), delimiterRuns: true };
      // Empty cells between single spaces are written by nobody.
      if (told.delimiter === undefined) continue;
    }
    const quotes = told.quote !== undefined ? [told.quote] : singleQuoted(head, delimiter) ? ['"', "'"] : ['"'];
    for (const quote of quotes) {
      const cells = { ...cellDialect(delimiter, recordEnd, told, comment), quote, escape: told.escape ?? quote };
      yield cells;
      if (told.escape === undefined && quote !== '' && head.includes(`\\${quote}`)) yield { ...cells, escape: '\\' };
    }
  }
}

function cellDialect(delimiter: string, recordEnd: RecordEnd, told: DialectOverrides, comment: string): CellDialect {
  const quote = told.quote ?? '"';
  return { delimiter, delimiterRuns: false, quote, escape: told.escape ?? quote, recordEnd, comment };
}

/** Apostrophes are quotes where they stand around whole cells, and double quotes do not. */
function trustInQuote(text: string, { quote, delimiter }: CellDialect): number {
  if (quote !== "'") return 1;
  const head = text.slice(0, 65536);
  const edge = delimiter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const around = (mark: string) =>
    new RegExp(`(?:^|${edge})${mark}(?:[^${mark}\\\\]|${mark}${mark}|\\\\.){1,200}${mark}(?=${edge}|\\r?$)`, 'm').test(
      head,
    );
  return around("'") && !around('"') ? 1.01 : 0.97;
}

/** A backslash before quotes escapes them, unless quotes are doubled as well. */
function trustInEscape(text: string, { quote, escape }: CellDialect): number {
  if (escape !== '\\') return 1;
  const doubled = new RegExp(`[^\\s${quote},;|]${quote}${quote}[^\\s${quote},;|]`).test(text.slice(0, 65536));
  return doubled ? 0.9 : 1.05;
}

/** In a file of one column: apostrophes around lines, and no double quotes. */
function quoteOfLines(text: string): string {
  const lines = text.slice(0, 65536).split(/\r\n|\n|\r/);
  const within = (quote: string) =>
    lines.filter((line) => line.length > 1 && line.startsWith(quote) && line.endsWith(quote)).length;
  return within("'") > within('"') ? "'" : '"';
}

/** Some cell begins and some ends with an apostrophe. */
function singleQuoted(head: string, delimiter: string): boolean {
  const edge = delimiter === '' ? '' : `|${delimiter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`;
  return new RegExp(`(?:^${edge})'`, 'm').test(head) && new RegExp(`'(?:\\r?$${edge})`, 'm').test(head);
}

/** A comma and a comma with space are one choice, not two rivals. */
function sameFamily(a: CellDialect, b: CellDialect): boolean {
  return a.delimiter.trim() === b.delimiter.trim();
}

interface Score {
  value: number;
  width: number;
  consistency: number;
}

function scoreTable(text: string, cells: CellDialect): Score {
  const sample = sampleOf(text, cells);
  const rows = sample.filter((row) => !isBlankRow(row));
  const { width, block } = widthOfTable(sample);
  const body = block.filter((row) => row.length === width);
  if (width < 2 || body.length === 0) return { value: 0, width: 1, consistency: 0 };
  const first = block.findIndex((row) => row.length === width);
  const last = block.findLastIndex((row) => row.length === width);
  // Lines around the table are no fault of the delimiter, though a table should fill most of its file.
  const consistency = body.length / (last - first + 1);
  const filled = (last - first + 1) / rows.length;
  const recognised = recognisedShare(body);
  const breadth = width === 2 ? 0.85 : width === 3 ? 0.93 : 1;
  return { value: consistency ** 2 * Math.min(1, 0.4 + filled * 0.75) * recognised ** 2 * breadth, width, consistency };
}

const isBlankRow = (row: readonly string[]): boolean => row.length <= 1 && (row[0] ?? '').trim() === '';

/**
 * Cells in most rows of the table, and its rows without blank ones. Where blank lines part a file into blocks of different widths, the
 * table is the first block that is not much shorter than the longest and has values below one another.
 */
function widthOfTable(rows: readonly string[][]): { width: number; block: string[][] } {
  const blocks: string[][][] = [[]];
  for (const row of rows) {
    if (isBlankRow(row)) blocks.push([]);
    else blocks.at(-1)?.push(row);
  }
  const widths = blocks.map(usualWidth);
  const all = rows.filter((row) => !isBlankRow(row));
  const longest = Math.max(...blocks.map((block) => block.length));
  const table = blocks.findIndex(
    (block, i) =>
      (widths[i] ?? 0) > 1 && block.length > 1 && block.length * 4 >= longest && hasValues(block, widths[i] ?? 0),
  );
  const width = widths[table];
  if (width === undefined || new Set(widths.filter((other) => other > 0)).size === 1)
    return { width: usualWidth(all), block: all };
  const block = blocks.filter((_, i) => i >= table && widths[i] === width).flat();
  const most = usualWidth(all);
  // Short blocks of the usual width are parts of one table with gaps.
  return block.length * 4 >= all.filter((row) => row.length === most).length
    ? { width, block }
    : { width: most, block: all };
}

/** Some column holds numbers or dates below its first row. */
function hasValues(block: readonly string[][], width: number): boolean {
  const body = block.filter((row) => row.length === width).slice(1, 50);
  return (
    Array.from({ length: width }, (_, c) =>
      body.every((row) => looksLikeNumber(row[c] ?? '') || looksLikeDate(row[c] ?? '')),
    ).some(Boolean) && body.length > 0
  );
}

/** How much the lines look like whole values: a column of numbers with decimal commas, of dates with times, of prose. */
function scoreOneColumn(text: string, cells: CellDialect): number {
  const lines = sampleOf(text, cells)
    .map((row) => row[0] ?? '')
    .filter((line) => line.trim() !== '');
  const [head = '', ...body] = lines;
  if (body.length === 0) return 0.1;
  const typed = (test: (line: string) => boolean) => body.filter(test).length / body.length;
  const dates = typed(looksLikeDate);
  if (dates > 0.9) return 1.1;
  // "1,5" below a heading without comma is a number, not two cells.
  const numbers = typed((line) => looksLikeNumber(line) || isMissingLike(line));
  // Some numbers have a comma and some have none: it cuts no cells.
  const commas = lines.filter((line) => line.includes(',')).length;
  if (
    numbers > 0.9 &&
    commas > 0 &&
    commas < lines.length &&
    body.some(looksLikeNumber) &&
    lines.every((line) => line.indexOf(',') === line.lastIndexOf(','))
  )
    return 1.1;
  if (numbers > 0.9 && !/[,;\t|]/.test(head) && !looksLikeNumber(head)) return 1.1;
  return 0.25;
}

function sampleOf(text: string, cells: CellDialect): string[][] {
  let head = text.slice(0, 65536);
  let tokens = tokenise(head, cells, head.length === text.length, sampleRows);
  if (tokens.rows.length === 0 && head.length < text.length) {
    head = text;
    tokens = tokenise(head, cells, true, sampleRows);
  }
  return tokens.rows;
}

/** The most frequent number of cells above one, if a third of the rows have it; of two equally frequent ones the greater. */
function usualWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let width = 0;
  let most = 0;
  for (const [length, count] of counts) {
    if (length < 2 || count * 3 < rows.length) continue;
    if (count > most || (count === most && length > width)) {
      most = count;
      width = length;
    }
  }
  if (width > 0) return width;
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])[0];
}

function recognisedShare(rows: readonly string[][]): number {
  let sum = 0;
  let cells = 0;
  for (const row of rows) {
    for (const cell of row) {
      sum += recognised(cell);
      cells++;
    }
  }
  return cells === 0 ? 0 : sum / cells;
}

/** 1 for a whole value, less for what may be a piece of one or several values glued together. */
function recognised(cell: string): number {
  const text = cell.trim();
  if (text === '' || looksLikeNumber(text) || isMissingLike(text) || looksLikeDate(text)) return 1;
  if (/^["']|["']$/.test(text)) return 0.2;
  if (glued.some((mark) => text.includes(mark))) return 0.4;
  if (cell !== text) return 0.85;
  if (/,/.test(text)) return 0.8;
  return 0.95;
}
