import type { ByteSource } from './byte-source.ts';
import { ColumnTally } from './column-tally.ts';
import type { RowPlace } from './column-tally.ts';
import { addBytesRead, setRows } from './control.ts';
import { cellDecoder } from './decode-cell.ts';
import type { CellDecoder } from './decode-cell.ts';
import type { RangeJob, RangeResult, Repair, RepairCounts } from './range-job.ts';
import { RowBatches } from './row-batches.ts';
import type { SegmentResult } from './segment.ts';

/** Reads segments of one file on one thread, and keeps what was counted over all of them. */
export class SegmentReader {
  readonly #job: RangeJob;
  readonly #onBlock: () => void;
  readonly #place: RowPlace = { segment: 0, row: 0, line: 0 };
  readonly #decode: CellDecoder;
  readonly #tallies: (ColumnTally | undefined)[];
  readonly #codes: (Map<string, number> | undefined)[];
  readonly #repairs: RepairCounts;
  readonly #batches: RowBatches;

  /** @param onBlock  called about every MiB; may throw to stop */
  constructor(job: RangeJob, source: ByteSource, onBlock: () => void) {
    this.#job = job;
    this.#onBlock = onBlock;
    this.#batches = new RowBatches(source, job.cells, job.end);
    this.#decode = cellDecoder(job.encoding);
    this.#tallies = job.rules.map((rule) => (rule.storage === 'text' ? undefined : new ColumnTally(rule, this.#place)));
    this.#codes = job.rules.map((rule) => (rule.storage === 'text' ? new Map<string, number>() : undefined));
    const none = (): Repair => ({ count: 0, line: 0 });
    this.#repairs = {
      padded: none(),
      cut: none(),
      blank: none(),
      strayQuote: none(),
      unclosedQuote: none(),
      undecodable: 0,
      withNuls: 0,
    };
  }

  /** Reads the rows that begin in a segment into the columns. */
  read(index: number): SegmentResult {
    const job = this.#job;
    const segment = job.segments[index];
    if (segment === undefined) throw new RangeError(`no segment ${index} of ${job.segments.length}`);
    const place = this.#place;
    place.segment = index;
    place.row = 0;
    place.line = segment.line;
    let at = segment.from;
    let blanks = 0;
    while (at < segment.to) {
      this.#onBlock();
      const batch = this.#batches.take(at, segment.to, place.line);
      const firstLine = place.line;
      for (const [i, row] of batch.rows.entries()) {
        place.line = firstLine + (batch.lineOf?.[i] ?? i);
        if (row.length === 1 && row[0] === '') {
          // In a table of several columns a blank line is nothing; in a single column it is a row without value, unless it ends the file.
          if (job.width > 1) note(this.#repairs.blank, place.line);
          else blanks++;
          continue;
        }
        for (; blanks > 0; blanks--)
          if (!this.#write([''], segment.firstRow, segment.rows)) return this.#overflow(index, at);
        if (!this.#write(row, segment.firstRow, segment.rows)) return this.#overflow(index, at);
      }
      const lineOf = (row: number) => firstLine + (batch.lineOf?.[row] ?? row);
      for (const row of batch.strayQuotes) note(this.#repairs.strayQuote, lineOf(row));
      for (const row of batch.unclosed) note(this.#repairs.unclosedQuote, lineOf(row));
      addBytesRead(job.control, batch.consumed);
      at += batch.consumed;
      setRows(job.control, index, place.row);
    }
    return { segment: index, rows: place.row, end: at, overflow: false };
  }

  /** What was counted in all segments read. */
  result(segments: SegmentResult[]): RangeResult {
    this.#repairs.undecodable = this.#decode.undecodable;
    this.#repairs.withNuls = this.#decode.withNuls;
    return {
      segments,
      counts: this.#tallies.map((tally) => tally?.counts()),
      dictionaries: this.#codes.map((codes) => codes && [...codes.keys()].map(this.#decode)),
      repairs: this.#repairs,
    };
  }

  #overflow(segment: number, end: number): SegmentResult {
    return { segment, rows: this.#place.row, end, overflow: true };
  }

  /** @returns false when the segment has no room for another row */
  #write(row: readonly string[], firstRow: number, capacity: number): boolean {
    const { width, columns } = this.#job;
    const place = this.#place;
    if (place.row >= capacity) return false;
    if (row.length < width) note(this.#repairs.padded, place.line);
    else if (row.length > width && row.slice(width).some((cell) => cell.trim() !== ''))
      note(this.#repairs.cut, place.line);
    const at = firstRow + place.row;
    for (const [c, column] of columns.entries()) {
      const cell = row[c] ?? '';
      const tally = this.#tallies[c];
      column[at] = tally === undefined ? this.#code(c, cell) : tally.value(this.#decode(cell));
    }
    place.row++;
    return true;
  }

  #code(column: number, cell: string): number {
    if (cell === '') return -1;
    const codes = this.#codes[column];
    if (codes === undefined) return -1;
    let code = codes.get(cell);
    if (code === undefined) {
      code = codes.size;
      codes.set(cell, code);
    }
    return code;
  }
}

function note(repair: Repair, line: number): void {
  if (repair.count === 0 || line < repair.line) repair.line = line;
  repair.count++;
}
