import type { TableSource } from './byte-source.ts';
import type { ColumnCounts } from './column-tally.ts';
import type { ColumnRule } from './infer-column.ts';
import type { RepairCounts } from './repair-counts.ts';
import type { Segment, SegmentResult } from './segment.ts';
import type { CellDialect } from './tokenise.ts';
import type { Turns } from './turns.ts';

/**
 * Everything a thread needs to read its share of a delimited file. Several threads receive equal jobs and take segments
 * in turn, until none is left. Plain data; the columns and the control words are shared.
 */
export interface RangeJob {
  kind: 'rows';
  source: TableSource;
  /** Encoding of the bytes at `source`; commas, quotes and line ends are single bytes in it. */
  encoding: string;
  cells: CellDialect;
  /** Rules of the columns kept; cells beyond are dropped. */
  rules: ColumnRule[];
  /** Cells in a complete row. */
  width: number;
  /** What threads take in turn: blocks that are scanned as they are read, or else segments known beforehand. */
  turns?: Turns;
  segments: Segment[];
  /** The heading as in the file: rows equal to one of these are left out. */
  headingRows: string[][];
  /** Leaves the byte parser out. */
  tokeniserOnly: boolean;
  /** Where the table ends in the source. */
  end: number;
  /** One per rule: numbers, or codes. */
  columns: (Float64Array<SharedArrayBuffer> | Int32Array<SharedArrayBuffer>)[];
  /** See `control.ts`. */
  control: Int32Array<SharedArrayBuffer>;
}

/** Texts of a column by the code one thread gave them; one after the other, for a message of many texts is a slow one. */
export interface ThreadTexts {
  joined: string;
  /** Where each text ends. */
  ends: Uint32Array;
  /** Rows that hold each text. */
  counts: Float64Array;
  /** Rows that hold none. */
  empty: number;
}

/** What a thread found in the segments it took. */
export interface RangeResult {
  segments: SegmentResult[];
  /** One per column; absent for columns of text. */
  counts: (ColumnCounts | undefined)[];
  /** Texts behind this thread's codes; absent for other columns. */
  dictionaries: (ThreadTexts | undefined)[];
  repairs: RepairCounts;
  /** Some rows found no room in the columns: there are more than were expected. */
  full: boolean;
}

/** Parts that threads can take. */
export function partsOf(job: Pick<RangeJob, 'turns' | 'segments'>): number {
  return job.turns?.hashes.length ?? job.segments.length;
}
