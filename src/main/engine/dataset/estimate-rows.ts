import type { ByteSource } from './byte-source.ts';

/** A small table is counted as a whole. */
const stretchBytes = 1 << 15;
const stretches = 4;

export interface RowEstimate {
  expected: number;
  /** Room that will do unless the rows elsewhere are much shorter. */
  most: number;
  /** Bytes that hold the end of almost any row. */
  longest: number;
}

/** Rows between two places of a file, from its lines at the beginning, the end and between. */
export function estimateRows(source: ByteSource, from: number, to: number, recordEnd: number): RowEstimate {
  const block = new Uint8Array(Math.min(stretchBytes, to - from));
  const step = (to - from - block.length) / (stretches - 1);
  const counts: number[] = [];
  for (let i = 0; i < (step > 0 ? stretches : 1); i++) {
    const read = source.read(block, 0, block.length, from + Math.floor(i * step));
    let lines = 0;
    for (let at = 0; at < read; at++) if (block[at] === recordEnd) lines++;
    counts.push(lines);
  }
  const bytes = to - from;
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const expected = Math.ceil((mean / block.length) * bytes) + 1;
  const most = Math.ceil((Math.max(...counts) / block.length) * bytes * (step > 0 ? 1.1 : 1)) + 1;
  return {
    expected,
    most: Math.max(most, step > 0 ? 1000 : 1),
    longest: Math.max(1 << 12, Math.ceil((8 * block.length) / (mean + 1))),
  };
}
