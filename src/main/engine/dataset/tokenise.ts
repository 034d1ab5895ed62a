import Papa from 'papaparse';
import { tokeniseByCharacter } from './tokenise-by-character.ts';

/** The part of a dialect that decides where cells and rows end. */
export interface CellDialect {
  delimiter: string;
  delimiterRuns: boolean;
  quote: string;
  escape: string;
  recordEnd: 'lf' | 'crlf' | 'cr' | 'mixed';
  comment: string;
}

export interface Tokens {
  /** Complete rows; the cells' texts are unquoted and otherwise as in the file. A blank line is a row without cells. */
  rows: string[][];
  /** Line on which each row begins, from 0; absent when every row is one line. */
  lineOf?: number[];
  /** Lines up to `consumed`. */
  lines: number;
  /** Characters up to the end of the last complete row. */
  consumed: number;
  /** Rows in which a quote stood where none should be, by index. */
  strayQuotes: number[];
  /** Index of a row whose quote never closes before the text ends. */
  unclosedQuote?: number;
}

/**
 * Cuts a text into rows of cells. PapaParse does it for all dialects it knows; the others are read character by character.
 * @param text  begins at a row
 * @param last  the text ends where the table ends; otherwise a row without its end is left for the next call
 * @param most  rows after which to stop
 */
export function tokenise(text: string, dialect: CellDialect, last: boolean, most = Infinity): Tokens {
  const tokens = papaKnows(dialect)
    ? tokeniseWithPapa(text, dialect, last, most)
    : tokeniseByCharacter(text, dialect, last, most);
  // A row that is not complete will come again.
  tokens.strayQuotes = tokens.strayQuotes.filter((row, i, all) => row < tokens.rows.length && row !== all[i - 1]);
  return tokens;
}

/** PapaParse knows doubled quotes only, one record end, and has no runs of delimiters; it drops comments without counting them. */
export function papaKnows(dialect: CellDialect): boolean {
  return (
    dialect.delimiter !== '' &&
    dialect.quote !== '' &&
    dialect.escape === dialect.quote &&
    dialect.recordEnd !== 'mixed' &&
    !dialect.delimiterRuns &&
    dialect.comment === '' &&
    !Papa.BAD_DELIMITERS.includes(dialect.delimiter)
  );
}

function tokeniseWithPapa(text: string, dialect: CellDialect, last: boolean, most: number): Tokens {
  // Lines ending in CR LF are cut at LF and lose their CR below, so that single LF among them do no harm.
  const newline = dialect.recordEnd === 'cr' ? '\r' : '\n';
  const parser = new Papa.Parser({
    delimiter: dialect.delimiter,
    quoteChar: dialect.quote,
    escapeChar: dialect.quote,
    newline,
    ...(most < Infinity && { preview: most }),
  });
  const result = parser.parse(text, 0, !last) as Papa.ParseResult<string[]>;
  const rows = result.data;
  // PapaParse does not tell a blank line from an empty pair of quotes.
  if (text.includes(dialect.quote + dialect.quote) && rows.some(isEmptyCell))
    return tokeniseByCharacter(text, dialect, last, most);
  const cut = rows.length >= most;
  const tokens: Tokens = { rows, consumed: last && !cut ? text.length : result.meta.cursor, strayQuotes: [], lines: 0 };
  // PapaParse takes the empty rest after the last record end for one more row.
  if (last && !cut && text.endsWith(newline) && rows.at(-1)?.length === 1 && rows.at(-1)?.[0] === '') rows.pop();
  if (newline === '\n') for (const row of rows) stripCarriageReturn(row);
  tokens.lines = rows.length;
  if (text.includes(dialect.quote)) {
    let line = 0;
    tokens.lineOf = rows.map((row) => {
      const begin = line;
      line += linesOf(row, newline);
      return begin;
    });
    tokens.lines = line;
  }
  tokens.rows = rows.map((row) => (isEmptyCell(row) ? [] : row));
  for (const error of result.errors) {
    if (error.code === 'InvalidQuotes' && error.row !== undefined) tokens.strayQuotes.push(error.row);
    if (error.code === 'MissingQuotes' && error.row !== undefined) tokens.unclosedQuote = error.row;
  }
  return tokens;
}

/** Also a lone CR, before it is stripped. */
function isEmptyCell(row: readonly string[]): boolean {
  return row.length === 1 && (row[0] === '' || row[0] === '\r');
}

function stripCarriageReturn(row: string[]): void {
  const at = row.length - 1;
  const cell = row[at];
  if (cell?.endsWith('\r')) row[at] = cell.slice(0, -1);
}

/** 1 and the record ends inside quoted cells. */
function linesOf(row: readonly string[], newline: string): number {
  let lines = 1;
  for (const cell of row) for (let at = cell.indexOf(newline); at >= 0; at = cell.indexOf(newline, at + 1)) lines++;
  return lines;
}
