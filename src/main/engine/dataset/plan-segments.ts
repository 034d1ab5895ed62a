import type { ByteSource } from './byte-source.ts';
import type { Segment } from './segment.ts';
import type { CellDialect } from './tokenise.ts';

/**
 * Cuts a file into stretches for several threads.
 * @param line   line on which `from` lies, from 1
 * @param check  called about every MiB; may throw to stop
 */
export function planSegments(
  source: ByteSource,
  cells: CellDialect,
  from: number,
  to: number,
  line: number,
  check: () => void,
): Segment[] {
  const lines =
    countByte(source, cells.recordEnd === 'cr' ? 13 : 10, from, to, check) +
    (cells.recordEnd === 'mixed' ? countByte(source, 13, from, to, check) : 0);
  return [{ from, to, line, firstRow: 0, rows: lines + 1 }];
}

function countByte(source: ByteSource, byte: number, from: number, to: number, check: () => void): number {
  const block = new Uint8Array(Math.max(1, Math.min(1 << 20, to - from)));
  let count = 0;
  for (let at = from; at < to;) {
    check();
    const read = source.read(block, 0, Math.min(block.length, to - at), at);
    for (let i = 0; i < read; i++) if (block[i] === byte) count++;
    at += read;
  }
  return count;
}
