/**
 * A stretch of the file whose rows one thread reads: those that begin in [from, to). Their place in the columns is known
 * beforehand, so that threads write side by side.
 */
export interface Segment {
  /** Byte places in the file; `from` is the beginning of a row. */
  from: number;
  to: number;
  /** Line on which the first row begins, from 1. */
  line: number;
  /** First row in the columns, and how many rows have room. */
  firstRow: number;
  rows: number;
}

/** What became of a segment. */
export interface SegmentResult {
  segment: number;
  /** Where its first row begins in the source, and in the columns. */
  from: number;
  firstRow: number;
  rows: number;
  /** Where the first row after the segment begins. */
  end: number;
  /** More rows came than had room: the segment's borders were wrong. */
  overflow: boolean;
  /** Texts that the reading thread knew of each column when it had read the segment; 0 for columns of other kinds. */
  known: number[];
}
