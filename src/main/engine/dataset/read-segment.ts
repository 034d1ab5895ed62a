import { measureValue } from '../kernels/column-measure.ts';
import { createRowParserWasm } from '../kernels/parse-rows-wasm.ts';
import type { RowParser } from '../kernels/parse-rows.ts';
import type { ByteScanner } from '../kernels/scan-bytes.ts';
import type { ByteSource } from './byte-source.ts';
import { CodeUses } from './code-uses.ts';
import { ColumnTally } from './column-tally.ts';
import type { RowPlace } from './column-tally.ts';
import { addBytesRead, setRows } from './control.ts';
import { bytesAsText, cellDecoder, isAscii } from './decode-cell.ts';
import type { CellDecoder } from './decode-cell.ts';
import type { RangeJob, RangeResult, ThreadTexts } from './range-job.ts';
import { noRepairs, noteRepair, noteWidth } from './repair-counts.ts';
import type { RepairCounts } from './repair-counts.ts';
import { headingColumn, isHeading } from './repeated-heading.ts';
import { RowBatches } from './row-batches.ts';
import type { RowBatch } from './row-batches.ts';
import { rowFormat } from './row-format.ts';
import type { Segment, SegmentResult } from './segment.ts';
import { BlockLedger, blockBytes, blockRows, setScanned } from './turns.ts';
import type { Turns } from './turns.ts';

/** Bytes given to the tokeniser for a first odd row; more while odd rows follow each other. */
const fewBytes = 1 << 12;
const manyBytes = 1 << 20;

/**
 * Reads segments of one file on one thread, and keeps what was counted over all of them. Plain rows go through the byte
 * parser; rows it does not cover (ragged, oddly quoted, commented), and whole dialects it does not know, through the
 * tokeniser. Both give the same table.
 */
export class SegmentReader {
  readonly #job: RangeJob;
  readonly #source: ByteSource;
  readonly #onBlock: () => void;
  readonly #blockBytes: number;
  readonly #place: RowPlace = { segment: 0, row: 0, line: 0 };
  readonly #decode: CellDecoder;
  readonly #tallies: (ColumnTally | undefined)[];
  readonly #batches: RowBatches;
  readonly #repairs: RepairCounts = noRepairs();
  /** −1 when no column shows whether a row is the heading again; and that column's names. */
  readonly #headingColumn: number;
  readonly #headings: ReadonlySet<string>;
  /** Absent for dialects it does not know; then `codes` holds the texts. */
  readonly #parser: RowParser | undefined;
  /** Of the parser's input; and how blocks that other threads scan add up. */
  readonly #scanner: ByteScanner | undefined;
  readonly #ledger: BlockLedger | undefined;
  /** Bytes of the source that lie in the parser's input. */
  #loaded = { from: 0, to: 0 };
  #full = false;
  readonly #codes: Map<string, number>[];
  /** Rows that hold each code, by column of text. */
  readonly #uses: (CodeUses | undefined)[];
  /** First row of the block that may be the heading again. */
  #headingRow = Infinity;
  /** Cells that the byte parser handed over in rows that may still turn out odd. */
  #handedOver: { column: number; row: number; line: number; text: string; value: number }[] = [];

  /** @param onBlock  called about every half MiB; may throw to stop */
  constructor(job: RangeJob, source: ByteSource, onBlock: () => void) {
    this.#job = job;
    this.#source = source;
    this.#onBlock = onBlock;
    this.#batches = new RowBatches(source, job.cells, job.end);
    this.#decode = cellDecoder(job.encoding);
    this.#headingColumn = headingColumn(job.headingRows, job.rules, this.#decode);
    this.#headings = new Set(job.headingRows.map((row) => this.#decode(row[this.#headingColumn] ?? '').trim()));
    this.#tallies = job.rules.map((rule) => (rule.storage === 'text' ? undefined : new ColumnTally(rule, this.#place)));
    const { turns } = job;
    const wanted = turns === undefined ? blockBytes : turns.blockBytes + turns.overlap;
    this.#blockBytes = Math.min(wanted, Math.max(fewBytes, source.size));
    const format = job.tokeniserOnly ? undefined : rowFormat(job);
    const parser = format && createRowParserWasm(format, this.#handOver.bind(this), this.#blockBytes);
    this.#parser = parser;
    this.#scanner = turns && parser?.createScanner();
    this.#ledger = turns && new BlockLedger(turns);
    this.#codes = job.rules.map(() => new Map<string, number>());
    this.#uses = job.rules.map((rule) => (rule.storage === 'text' ? new CodeUses() : undefined));
  }

  /** Reads the rows that begin in a segment into the columns. */
  readSegment(index: number): SegmentResult {
    const segment = this.#job.segments[index];
    if (segment === undefined) throw new RangeError(`no segment ${index} of ${this.#job.segments.length}`);
    return this.#readRows(index, segment, 0);
  }

  /** Scans a block, and reads the rows that begin in it. @returns undefined when there are none, or no room for them */
  readBlock(block: number, turns: Turns): SegmentResult | undefined {
    this.#scan(block, turns);
    const scan = (other: number): void => this.#scan(other, turns);
    const place = this.#ledger?.placeOf(block, this.#job.control, scan) ?? { row: 0, line: 1, beginsInside: false };
    const { rows } = blockRows(turns, block, place.beginsInside);
    const begin = block * turns.blockBytes;
    if (rows === 0) return undefined;
    if (place.row + rows > (this.#job.columns[0]?.length ?? 0)) {
      this.#full = true;
      return undefined;
    }
    if (this.#loaded.from !== begin) this.#load(begin, this.#blockBytes);
    const isFirst = begin <= turns.from && turns.from < begin + turns.blockBytes;
    const start = isFirst ? { from: turns.from, lines: 0 } : this.#firstRow(begin, place.beginsInside);
    if (start.from >= this.#job.end) return undefined;
    // The record end that is the block's last byte still begins a row of this block.
    const to = Math.min(this.#job.end, begin + turns.blockBytes + 1);
    const segment: Segment = { from: start.from, to, line: place.line + start.lines, firstRow: place.row, rows };
    return this.#readRows(block, segment, rows);
  }

  /** Counts a block's lines between the table's beginning and end, hashes all its bytes, and tells the other threads. */
  #scan(block: number, turns: Turns): void {
    const scanner = this.#scanner;
    if (scanner === undefined) throw new Error('a block is scanned by the byte parser only');
    const begin = block * turns.blockBytes;
    this.#load(begin, this.#blockBytes);
    const length = Math.min(turns.blockBytes, this.#loaded.to - begin);
    const within = (place: number): number => Math.max(0, Math.min(place - begin, length));
    scanner.start();
    scanner.countLines(within(turns.from), within(this.#job.end));
    turns.hashes[block] = scanner.hash(length);
    const { outside, inside, oddQuotes } = scanner.lines();
    setScanned(turns, block, outside, inside, oddQuotes);
  }

  /** The first row that begins behind a record end of the block in the parser's input, and the lines before it. */
  #firstRow(begin: number, beginsInside: boolean): { from: number; lines: number } {
    const { quote, recordEnd } = this.#job.cells;
    const quoteByte = quote === '' ? -1 : quote.charCodeAt(0);
    const endByte = recordEnd === 'cr' ? 13 : 10;
    const bytes = this.#parser?.input ?? new Uint8Array();
    let inside = beginsInside;
    let lines = 0;
    for (let i = 0; ; i++) {
      if (bytes[i] === quoteByte) inside = !inside;
      else if (bytes[i] === endByte) {
        lines++;
        if (!inside) return { from: begin + i + 1, lines };
      }
    }
  }

  #load(at: number, most: number): void {
    const { input } = this.#parser ?? { input: new Uint8Array() };
    this.#loaded = { from: at, to: at + this.#source.read(input, 0, Math.min(most, this.#source.size - at), at) };
  }

  /** @param counted  rows that begin in the segment, all of them plain as far as is known; 0 when it is not known */
  #readRows(index: number, segment: Segment, counted: number): SegmentResult {
    const place = this.#place;
    place.segment = index;
    place.row = 0;
    place.line = segment.line;
    const outcome = (end: number, overflow: boolean): SegmentResult => ({
      segment: index,
      from: segment.from,
      firstRow: segment.firstRow,
      rows: place.row,
      end,
      overflow,
      known: this.#uses.map((uses, c) =>
        uses === undefined ? 0 : (this.#parser?.textCount(c) ?? this.#codes[c]?.size ?? 0),
      ),
    });

    let plain = counted;
    let at = segment.from;
    let blanks = 0;
    let tokenised = fewBytes;
    while (at < segment.to) {
      this.#onBlock();
      if (this.#parser !== undefined && blanks === 0) {
        const parsed = this.#parsePlainRows(this.#parser, segment, at, plain);
        if (parsed === undefined) return outcome(at, true);
        plain = parsed.reason === 'rows-full' ? plain - parsed.rows : 0;
        at += parsed.consumed;
        addBytesRead(this.#job.control, parsed.consumed);
        setRows(this.#job.control, index, place.row);
        if (parsed.rows > 0) tokenised = fewBytes;
        if (parsed.reason === 'rows-full' || (parsed.rows > 0 && parsed.reason === 'needs-more')) continue;
        if (at >= segment.to) break;
      }
      const batch = this.#batches.take(at, segment.to, place.line, this.#parser === undefined ? manyBytes : tokenised);
      tokenised = Math.min(manyBytes, tokenised * 2);
      const left = this.#writeBatch(batch, segment, blanks);
      if (left === undefined) return outcome(at, true);
      blanks = left;
      at += batch.consumed;
      addBytesRead(this.#job.control, batch.consumed);
      setRows(this.#job.control, index, place.row);
    }
    // Blank lines between two segments are rows of a single column; at the table's end they are nothing.
    if (segment.to < this.#job.end)
      for (; blanks > 0; blanks--) if (!this.#write([''], segment)) return outcome(at, true);
    return outcome(at, false);
  }

  /** What was counted in all segments read. */
  result(segments: SegmentResult[]): RangeResult {
    const dictionaries = this.#uses.map((uses, c) => uses && { ...this.#texts(c), ...uses.counted() });
    this.#repairs.undecodable = this.#decode.undecodable;
    this.#repairs.withNuls = this.#decode.withNuls;
    const counts = this.#tallies.map((tally) => tally?.counts());
    return { segments, counts, dictionaries, repairs: this.#repairs, full: this.#full };
  }

  /**
   * @param plain  rows that begin in the rest of the segment, whose bytes have been loaded, as long as none of them was odd; 0
   *   when that is not known
   * @returns undefined when the segment has no room for the rows
   */
  #parsePlainRows(parser: RowParser, segment: Segment, at: number, plain: number) {
    const { columns, end } = this.#job;
    const place = this.#place;
    // Once rows and record ends may differ, the bytes of other segments must not be seen.
    if (plain === 0) this.#load(at, Math.min(this.#blockBytes, segment.to - at));
    const { from, to } = this.#loaded;
    this.#handedOver = [];
    this.#headingRow = Infinity;
    const parsed = parser.parse(at - from, Math.min(to, end) - from, to >= end, plain === 0 ? undefined : plain);
    // A row that may be the heading again is for the tokeniser, and the block with it: it is not known where the row begins.
    if (this.#headingRow < parsed.rows) return { ...parsed, reason: 'odd-row', rows: 0, consumed: 0 };
    if (place.row + parsed.rows > segment.rows) return undefined;
    for (const [c, column] of columns.entries()) {
      const cells = parser.column(c);
      if (cells === undefined) continue;
      column.set(cells, segment.firstRow + place.row);
      this.#uses[c]?.addAll(cells);
      const tally = this.#tallies[c];
      if (tally !== undefined) parser.measure(c, tally.measure);
    }
    const { row: firstRow, line: firstLine } = place;
    for (const { column, row, line, text, value } of this.#handedOver) {
      if (row >= parsed.rows) continue;
      place.row = firstRow + row;
      place.line = firstLine + line;
      this.#tallies[column]?.count(text, value);
    }
    place.row = firstRow + parsed.rows;
    place.line = firstLine + parsed.rows + parsed.linesInside;
    return parsed;
  }

  /** Reads a cell that is not written plainly. Its row may turn out odd and be read again: nothing is counted yet. */
  #handOver(column: number, row: number, lines: number, bytes: Uint8Array, escaped: boolean): number {
    const { quote } = this.#job.cells;
    const cell = bytesAsText(bytes);
    const text = this.#decode(escaped ? cell.replaceAll(quote + quote, quote) : cell);
    const value = this.#tallies[column]?.read(text) ?? NaN;
    if (column === this.#headingColumn && Number.isNaN(value) && this.#headings.has(text.trim()))
      this.#headingRow = Math.min(this.#headingRow, row);
    this.#handedOver.push({ column, row, line: row + lines, text, value });
    return value;
  }

  /**
   * @param blanks  blank lines before the batch, of a single column
   * @returns those at its end; undefined when the segment has no room
   */
  #writeBatch(batch: RowBatch, segment: Segment, blanks: number): number | undefined {
    const place = this.#place;
    const firstLine = place.line;
    const lineOf = (row: number): number => firstLine + (batch.lineOf?.[row] ?? row);
    let before = blanks;
    for (const [i, row] of batch.rows.entries()) {
      place.line = lineOf(i);
      if (row.length === 0 || (this.#job.width > 1 && row.length === 1 && row[0] === '')) {
        // In a table of several columns a blank line is nothing; in a single column it is a row without value, unless it ends the file.
        if (this.#job.width > 1) noteRepair(this.#repairs.blank, place.line);
        else before++;
        continue;
      }
      for (; before > 0; before--) if (!this.#write([''], segment)) return undefined;
      if (!this.#write(row, segment)) return undefined;
    }
    for (const row of batch.strayQuotes) noteRepair(this.#repairs.strayQuote, lineOf(row));
    for (const row of batch.unclosed) noteRepair(this.#repairs.unclosedQuote, lineOf(row));
    place.line = firstLine + batch.lines;
    return before;
  }

  /** @returns false when the segment has no room for another row */
  #write(row: readonly string[], segment: Segment): boolean {
    const { width, columns } = this.#job;
    const place = this.#place;
    if (this.#headingColumn >= 0 && isHeading(row, this.#job.headingRows)) {
      noteRepair(this.#repairs.repeatedHeading, place.line);
      return true;
    }
    if (place.row >= segment.rows) return false;
    noteWidth(this.#repairs, row, width, place.line);
    const at = segment.firstRow + place.row;
    for (const [c, column] of columns.entries()) {
      const cell = row[c] ?? '';
      const tally = this.#tallies[c];
      if (tally === undefined) {
        const code = this.#code(c, cell);
        this.#uses[c]?.add(code);
        column[at] = code;
        continue;
      }
      const text = this.#decode(cell);
      const value = tally.read(text);
      tally.count(text, value);
      measureValue(tally.measure, value);
      column[at] = value;
    }
    place.row++;
    return true;
  }

  #code(column: number, cell: string): number {
    if (cell === '') return -1;
    if (this.#parser !== undefined) return this.#parser.code(column, Buffer.from(cell, 'latin1'));
    const codes = this.#codes[column];
    let code = codes?.get(cell);
    if (code === undefined) {
      code = codes?.size ?? 0;
      codes?.set(cell, code);
    }
    return code;
  }

  #texts(column: number): Pick<ThreadTexts, 'joined' | 'ends'> {
    if (this.#parser === undefined) return this.#joined([...(this.#codes[column]?.keys() ?? [])]);
    const { bytes, ends } = this.#parser.texts(column);
    const joined = bytesAsText(bytes);
    // ASCII is the same in every encoding.
    if (isAscii(joined)) return { joined, ends };
    return this.#joined(Array.from(ends, (end, i) => joined.slice(ends[i - 1] ?? 0, end)));
  }

  #joined(cells: readonly string[]): Pick<ThreadTexts, 'joined' | 'ends'> {
    const texts = cells.map(this.#decode);
    let end = 0;
    return { joined: texts.join(''), ends: Uint32Array.from(texts, (text) => (end += text.length)) };
  }
}
