import { measureValues } from './column-measure.ts';
import type { ColumnMeasure } from './column-measure.ts';

/** The bytes that cut a file into cells, −1 where there is none; quotes inside quoted cells are doubled. */
export interface RowFormat {
  delimiter: number;
  quote: number;
  /** 10 (a CR before it belongs to it) or 13. */
  recordEnd: 10 | 13;
  comment: number;
  /** 44 or 46. */
  decimal: number;
  /** One per cell of a row. */
  kinds: readonly CellKind[];
}

/**
 * What a cell is read as. Numbers, and dates in these orders, are read directly where they are written plainly;
 * `host` cells all go to the host; `skip` cells are passed over.
 */
export type CellKind = 'number' | 'text' | 'date-ymd' | 'date-dmy' | 'date-mdy' | 'host' | 'skip';
export const cellKinds: readonly CellKind[] = ['number', 'text', 'date-ymd', 'date-dmy', 'date-mdy', 'host', 'skip'];

/**
 * Why parsing stopped: the last row in the block is not complete, the next row is not like the others (too few or many cells,
 * blank, a comment, a misplaced quote) and is for a more patient reader, or the outputs are full: then to be called again.
 */
export type StopReason = 'needs-more' | 'odd-row' | 'rows-full';

export interface ParsedRows {
  reason: StopReason;
  rows: number;
  /** Bytes from the first row to the end of the last row read. */
  consumed: number;
  /** Record ends inside quoted cells of those rows. */
  linesInside: number;
}

/**
 * Reads a cell that is not written plainly; rows count from the block's beginning.
 * The row may still turn out odd: only what belongs to rows below `ParsedRows.rows` counts.
 * @param lines    record ends inside quoted cells of the block's earlier rows
 * @param escaped  quotes in the bytes are doubled
 */
export type OddCell = (column: number, row: number, lines: number, bytes: Uint8Array, escaped: boolean) => number;

/** Reads complete rows of a block into columns. There is a WebAssembly one and a plain one; both give the same. */
export interface RowParser {
  /** The block: its bytes are put here. Valid until the next call. */
  readonly input: Uint8Array;
  /**
   * Reads rows from the place `from` of the block on.
   * @param length  bytes in the block
   * @param last    the block ends where the table ends, so that its last row needs no record end
   * @param most    rows after which to stop
   */
  parse(from: number, length: number, last: boolean, most?: number): ParsedRows;
  /** Numbers or codes (−1 for an empty cell) of the rows just read; undefined for skipped cells. Valid until the next call. */
  column(index: number): Float64Array | Int32Array | undefined;
  /** Adds the numbers of the rows just read to a measure. */
  measure(index: number, measure: ColumnMeasure): void;
  /** Code of a text of a column, new or known. */
  code(column: number, text: Uint8Array): number;
  /** Texts of a column by code, as bytes one after the other and where each ends; and how many there are. */
  texts(column: number): { bytes: Uint8Array; ends: Uint32Array };
  textCount(column: number): number;
}

const plainNumber = /^ *-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const plainDate = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?Z?)?$/;
const plainNumericDate = /^(\d\d)([-./])(\d\d)\2(\d{4})(?:[T ](\d\d):(\d\d)(?::(\d\d))?Z?)?$/;

/** The plain twin of `parse-rows-wasm.ts`: the oracle of its test. */
export function createRowParser(format: RowFormat, oddCell: OddCell, blockBytes: number): RowParser {
  const { delimiter, quote, recordEnd, comment, kinds } = format;
  const input = new Uint8Array(blockBytes);
  const mostRows = Math.floor(blockBytes / kinds.length) + 1;
  const codes = kinds.map(() => new Map<string, number>());
  let rows: (number | undefined)[][] = [];

  const parser: RowParser = {
    input,
    parse(from, length, last, most = Infinity) {
      rows = [];
      let at = from;
      let linesInside = 0;
      let reason: StopReason = 'needs-more';
      while (at < length) {
        if (rows.length === Math.min(most, mostRows)) {
          reason = 'rows-full';
          break;
        }
        const row = rowAt(input.subarray(0, length), at, last, format);
        if (row === 'incomplete') {
          // The end of the table is no reason to wait for more.
          if (last) reason = 'odd-row';
          break;
        }
        if (row === 'odd') {
          reason = 'odd-row';
          break;
        }
        rows.push(row.cells.map((cell, c) => value(cell, c, linesInside)));
        at = row.end;
        linesInside += row.linesInside;
      }
      return { reason, rows: rows.length, consumed: at - from, linesInside };
    },
    column(index) {
      const kind = kinds[index];
      if (kind === undefined || kind === 'skip') return undefined;
      const values = rows.map((row) => row[index] ?? NaN);
      return kind === 'text' ? Int32Array.from(values) : Float64Array.from(values);
    },
    measure(index, measure) {
      const values = parser.column(index);
      if (values instanceof Float64Array) measureValues(measure, values);
    },
    code(column, text) {
      const key = String.fromCharCode(...text);
      const known = codes[column]?.get(key) ?? codes[column]?.size ?? 0;
      codes[column]?.set(key, known);
      return known;
    },
    textCount: (column) => codes[column]?.size ?? 0,
    texts(column) {
      const keys = [...(codes[column]?.keys() ?? [])];
      let end = 0;
      return {
        bytes: Uint8Array.from(keys.join(''), (char) => char.charCodeAt(0)),
        ends: Uint32Array.from(keys, (key) => (end += key.length)),
      };
    },
  };
  return parser;

  function value(cell: Cell, column: number, lines: number): number | undefined {
    const kind = kinds[column];
    if (kind === 'skip') return undefined;
    if (kind === 'text') return cell.bytes.length === 0 ? -1 : parser.code(column, undoubled(cell));
    const text = String.fromCharCode(...cell.bytes);
    const plain = plainValue(text, kind, format.decimal);
    if (plain !== undefined) return plain;
    if (cell.bytes.length === 0 && !cell.quoted) return NaN;
    return oddCell(column, rows.length, lines, cell.bytes, cell.escaped);
  }

  function undoubled(cell: Cell): Uint8Array {
    return cell.escaped ? cell.bytes.filter((byte, i) => byte !== quote || !endsDoubled(cell.bytes, i)) : cell.bytes;
  }

  /** The second of two quotes, counted from the beginning of their run. */
  function endsDoubled(bytes: Uint8Array, i: number): boolean {
    let begin = i;
    while (bytes[begin - 1] === quote) begin--;
    return (i - begin) % 2 === 1;
  }

  interface Cell {
    bytes: Uint8Array;
    quoted: boolean;
    escaped: boolean;
  }

  function rowAt(block: Uint8Array, from: number, last: boolean, { kinds: { length: width } }: RowFormat) {
    const cells: Cell[] = [];
    let linesInside = 0;
    let at = from;
    if (block[at] === comment) return 'odd';
    for (;;) {
      const quoted = block[at] === quote;
      let end: number;
      let escaped = false;
      if (quoted) {
        end = at + 1;
        for (;;) {
          end = block.indexOf(quote, end);
          if (end < 0 || (end + 1 >= block.length && !last)) return 'incomplete';
          if (block[end + 1] !== quote) break;
          escaped = true;
          end += 2;
        }
        const bytes = block.slice(at + 1, end);
        linesInside += bytes.filter((byte) => byte === recordEnd).length;
        cells.push({ bytes, quoted, escaped });
        end++;
      } else {
        end = at;
        while (end < block.length && block[end] !== delimiter && block[end] !== recordEnd && block[end] !== 13) end++;
        if (end === block.length && !last) return 'incomplete';
        cells.push({ bytes: block.slice(at, end), quoted, escaped });
      }
      const stop = block[end];
      if (stop === delimiter) {
        if (cells.length === width) return 'odd';
        at = end + 1;
        continue;
      }
      const [only] = cells;
      if (width === 1 && only?.bytes.length === 0 && !only.quoted) return 'odd';
      if (end >= block.length) return cells.length === width ? { cells, end, linesInside } : 'odd';
      let next = end + 1;
      if (stop === 13 && recordEnd === 10) {
        if (next >= block.length && !last) return 'incomplete';
        // At the table's end a CR alone stands for both.
        if (next < block.length && block[next] !== 10) return 'odd';
        next = Math.min(next + 1, block.length);
      } else if (stop !== recordEnd) return 'odd';
      return cells.length === width ? { cells, end: next, linesInside } : 'odd';
    }
  }
}

/** A cell's value where it is written plainly: the grammar that the kernel reads without help. */
function plainValue(text: string, kind: CellKind | undefined, decimal: number): number | undefined {
  if (kind === 'number') {
    const pointed = decimal === 44 ? text.replaceAll('.', 'x').replace(',', '.') : text;
    if (!plainNumber.test(pointed)) return undefined;
    const value = Number(pointed);
    // Integers that might be names, and what is no finite number, are the host's.
    const digits = /^ *-?(\d+)$/.exec(pointed)?.[1];
    if (!Number.isFinite(value) || (digits !== undefined && (digits.length > 15 || /^0\d/.test(digits))))
      return undefined;
    return value;
  }
  if (kind === 'date-ymd' || kind === 'date-dmy' || kind === 'date-mdy') {
    const iso = plainDate.exec(text);
    const numeric = kind === 'date-ymd' ? null : plainNumericDate.exec(text);
    const [, year, month, day, ...time] = iso ?? (numeric && reordered(numeric, kind)) ?? [];
    if (year === undefined) return undefined;
    const [hours, minutes, seconds] = time.map((part) => Number(part ?? 0));
    const ms = Date.UTC(Number(year), Number(month) - 1, Number(day));
    const exists =
      new Date(ms).getUTCDate() === Number(day) && Number(month) >= 1 && Number(month) <= 12 && Number(year) >= 100;
    if (!exists || (hours ?? 0) > 23 || (minutes ?? 0) > 59 || (seconds ?? 0) > 59) return undefined;
    return ms + ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000;
  }
  return undefined;
}

function reordered(match: RegExpExecArray, kind: CellKind): (string | undefined)[] {
  const [all, first, , second, year, ...time] = match;
  return kind === 'date-dmy' ? [all, year, second, first, ...time] : [all, year, first, second, ...time];
}
