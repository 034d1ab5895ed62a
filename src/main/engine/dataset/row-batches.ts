import type { ByteSource } from './byte-source.ts';
import { DatasetError } from './dataset-error.ts';
import { bytesAsText } from './decode-cell.ts';
import { afterLine } from './record-ends.ts';
import { tokenise } from './tokenise.ts';
import type { CellDialect, Tokens } from './tokenise.ts';

const blockBytes = 1 << 20;
/** A row longer than this is no row: a file without line ends, or a quote that never closes. */
export const longestRow = 64 << 20;

/** A few rows, tokenised. Their bytes are `tokens.consumed` long. */
export interface RowBatch extends Tokens {
  /** Rows whose quote never closes, by index; they were read without quotes. */
  unclosed: number[];
}

/** Takes rows out of a file from any place where a row begins, as many as a block holds. */
export class RowBatches {
  readonly #source: ByteSource;
  readonly #cells: CellDialect;
  readonly #end: number;
  #block = new Uint8Array(blockBytes);

  /** @param end  where the table ends in the source */
  constructor(source: ByteSource, cells: CellDialect, end: number) {
    this.#source = source;
    this.#cells = cells;
    this.#end = end;
  }

  /**
   * @param at    byte place at which a row begins
   * @param to    rows that begin here or later are left
   * @param line  line of the file at `at`, from 1, for messages
   * @param size  bytes to look at; more are taken when a row is longer
   * @throws {DatasetError} `not-a-table` on a row of more than `longestRow` bytes
   */
  take(at: number, to: number, line: number, size = blockBytes): RowBatch {
    const cells = this.#cells;
    for (let wanted = size; ; wanted *= 4) {
      const text = this.#text(at, Math.min(wanted, this.#end - at));
      const last = at + text.length >= this.#end;
      let batch: RowBatch = { ...tokenise(text, cells, last), unclosed: [] };
      const tooLong = !last && batch.rows.length === 0 && wanted >= longestRow;
      if (batch.unclosedQuote !== undefined || (tooLong && cells.quote !== ''))
        batch = this.#withoutQuotes(text, batch, last);
      if (batch.rows.length === 0 && batch.consumed === 0 && !last) {
        if (tooLong) throw tooLongRow(this.#source.name, line);
        continue;
      }
      if (at + batch.consumed > to) cutAt(batch, text, to - at, cells.recordEnd);
      return batch;
    }
  }

  /** A quote that never closes is a character: its line is read again without quotes, the lines after it as usual. */
  #withoutQuotes(text: string, tokens: Tokens, last: boolean): RowBatch {
    const { recordEnd } = this.#cells;
    const row = tokens.unclosedQuote ?? 0;
    const line = tokens.lineOf?.[row] ?? row;
    let start = 0;
    for (let i = 0; i < line; i++) start = afterLine(text, start, recordEnd);
    const next = afterLine(text, start, recordEnd);
    if (next < 0 && !last) return { rows: [], consumed: 0, lines: 0, strayQuotes: [], unclosed: [] };
    const end = next < 0 ? text.length : next;
    const alone = tokenise(text.slice(start, end), { ...this.#cells, quote: '', escape: '' }, true);
    const before = tokens.rows.slice(0, row);
    return {
      rows: [...before, ...alone.rows],
      lineOf: [...(tokens.lineOf?.slice(0, row) ?? before.keys()), line],
      lines: line + 1,
      consumed: end,
      strayQuotes: tokens.strayQuotes.filter((stray) => stray < row),
      unclosed: [row],
    };
  }

  #text(at: number, length: number): string {
    if (this.#block.length < length) this.#block = new Uint8Array(length);
    const read = this.#source.read(this.#block, 0, length, at);
    return bytesAsText(this.#block.subarray(0, read));
  }
}

/** Drops the rows that begin at a place or later. */
function cutAt(batch: RowBatch, text: string, to: number, recordEnd: CellDialect['recordEnd']): void {
  let start = 0;
  let line = 0;
  for (let i = 0; i < batch.rows.length; i++) {
    for (const begin = batch.lineOf?.[i] ?? i; line < begin; line++) start = afterLine(text, start, recordEnd);
    if (start < to) continue;
    batch.rows.length = i;
    batch.lines = line;
    batch.consumed = start;
    batch.strayQuotes = batch.strayQuotes.filter((row) => row < i);
    batch.unclosed = batch.unclosed.filter((row) => row < i);
    return;
  }
}

function tooLongRow(name: string, line: number): DatasetError {
  return new DatasetError(
    'not-a-table',
    `${name} has a line of more than ${longestRow >> 20} MiB (line ${line}): this is no table of rows. Check how the file was written.`,
    { line, limit: longestRow },
  );
}
