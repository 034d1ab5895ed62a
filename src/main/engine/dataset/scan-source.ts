import { createByteScannerWasm } from '../kernels/scan-bytes-wasm.ts';
import { openSource } from './byte-source.ts';
import type { TableSource } from './byte-source.ts';
import { isStopped, takeSegment } from './control.ts';
import type { Control } from './control.ts';
import { cancelled } from './dataset-error.ts';

/** One look at all bytes of a source, shared by threads that take blocks in turn. Plain data on shared memory. */
export interface ScanJob {
  kind: 'scan';
  source: TableSource;
  size: number;
  blockBytes: number;
  /** Lines are counted between these places. */
  from: number;
  to: number;
  recordEnd: number;
  /** Record ends, by block. */
  lines: Int32Array<SharedArrayBuffer>;
  hashes: BigUint64Array<SharedArrayBuffer>;
  control: Control;
}

export function roomForScan(size: number, bytes: number): Pick<ScanJob, 'lines' | 'hashes' | 'blockBytes'> {
  const blocks = Math.ceil(size / bytes);
  return {
    blockBytes: bytes,
    lines: new Int32Array(new SharedArrayBuffer(blocks * 4)),
    hashes: new BigUint64Array(new SharedArrayBuffer(blocks * 8)),
  };
}

/** Scans blocks until none is left to take. */
export function scanBlocks(job: ScanJob, onBlock: () => void = () => {}): void {
  const { blockBytes, from, to, size } = job;
  const source = openSource(job.source);
  try {
    const scanner = createByteScannerWasm(job.recordEnd, -1, Math.min(blockBytes, size));
    const { block } = scanner;
    for (let index = takeSegment(job.control); index < job.hashes.length; index = takeSegment(job.control)) {
      if (isStopped(job.control)) throw cancelled();
      onBlock();
      const begin = index * blockBytes;
      const length = source.read(block, 0, Math.min(blockBytes, size - begin), begin);
      const within = (place: number): number => Math.max(0, Math.min(place - begin, length));
      scanner.start();
      scanner.countLines(within(from), within(to));
      job.hashes[index] = scanner.hash(length);
      job.lines[index] = scanner.lines().outside;
    }
  } finally {
    source.close();
  }
}

export function countedLines({ lines }: ScanJob): number {
  return lines.reduce((sum, count) => sum + count, 0);
}

/** XXH64 of a source of one block; of the blocks' own hashes, in order, for a longer one. 16 hexadecimal digits. */
export function hashOfBlocks(hashes: BigUint64Array): string {
  const [only = 0n] = hashes;
  let hash = only;
  if (hashes.length > 1) {
    const scanner = createByteScannerWasm(10, -1, hashes.byteLength);
    scanner.block.set(new Uint8Array(hashes.slice().buffer));
    hash = scanner.hash(hashes.byteLength);
  }
  return hash.toString(16).padStart(16, '0');
}
