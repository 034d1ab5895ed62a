import type { ByteSource } from './byte-source.ts';
import { createControl } from './control.ts';
import { estimateRows } from './estimate-rows.ts';
import type { ColumnRule } from './infer-column.ts';
import { bytesOfTable } from './plan-delimited.ts';
import type { PreparedBytes } from './prepare-bytes.ts';
import type { RangeJob } from './range-job.ts';
import type { ReadHooks } from './read-hooks.ts';
import { rowFormat } from './row-format.ts';
import { countedLines, roomForScan } from './scan-source.ts';
import type { ScanJob } from './scan-source.ts';
import type { Segment } from './segment.ts';
import { shareWork } from './share-work.ts';
import type { SniffedTable } from './sniff-dialect.ts';
import type { CellDialect } from './tokenise.ts';
import { blockBytes, createTurns } from './turns.ts';

/** How a file is cut up for the threads that read it. */
export interface Layout extends Pick<RangeJob, 'turns' | 'segments'> {
  /** Rows for which the columns have room, and those that are expected. */
  room: number;
  expected: number;
  /** Of the blocks; complete when the file has been read. */
  hashes: BigUint64Array<SharedArrayBuffer>;
}

/**
 * Blocks in turn; or one segment, where rows cannot be found without reading all before them, after a scan that counts the lines.
 * @param inOrder  reads the file in one go
 * @param rows     most rows, where that is known
 */
export async function layOut(
  prepared: PreparedBytes,
  sniffed: SniffedTable,
  rules: ColumnRule[],
  hooks: ReadHooks,
  inOrder: boolean,
  rows: number | undefined,
): Promise<Layout> {
  const { source } = prepared;
  const { from, end, cells } = bytesOfTable(prepared, sniffed);
  const line = sniffed.dataLine + 1;
  const bytes = hooks.blockBytes ?? blockBytes;
  const width = rules.length + sniffed.dropped;
  if (!inOrder && hooks.tokeniserOnly !== true && rowFormat({ cells, rules, width }) !== undefined) {
    const { expected, most, longest } = estimateRows(source, from, end, recordEndByte(cells));
    const turns = createTurns(source.size, bytes, Math.min(bytes, longest), from, line);
    return { turns, segments: [], room: rows ?? most, expected: rows ?? expected, hashes: turns.hashes };
  }
  const job: ScanJob = {
    ...{ kind: 'scan', source: prepared.shared, size: source.size, from, to: end, recordEnd: recordEndByte(cells) },
    ...{ ...roomForScan(source.size, bytes), control: createControl(0) },
  };
  await shareWork(job, job.hashes.length, hooks, () => {});
  const lines = countedLines(job) + (cells.recordEnd === 'mixed' ? countByte(source, 13, from, end) : 0);
  const segment: Segment = { from, to: end, line, firstRow: 0, rows: lines + 1 };
  return { segments: [segment], room: lines + 1, expected: lines + 1, hashes: job.hashes };
}

function recordEndByte(cells: CellDialect): 10 | 13 {
  return cells.recordEnd === 'cr' ? 13 : 10;
}

function countByte(source: ByteSource, byte: number, from: number, to: number): number {
  const block = new Uint8Array(Math.max(1, Math.min(1 << 20, to - from)));
  let count = 0;
  for (let at = from; at < to;) {
    const read = source.read(block, 0, Math.min(block.length, to - at), at);
    for (let i = 0; i < read; i++) if (block[i] === byte) count++;
    at += read;
  }
  return count;
}
