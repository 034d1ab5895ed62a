import { createByteScannerWasm } from '../kernels/scan-bytes-wasm.ts';
import { openSource } from './byte-source.ts';
import type { TableSource } from './byte-source.ts';
import { isStopped, takeSegment } from './control.ts';
import type { Control } from './control.ts';
import { cancelled } from './dataset-error.ts';

/** Bytes that are looked at as one: the unit of sharing between threads, and of the hash. */
export const chunkBytes = 1 << 22;
const wordsPerChunk = 3;
/** Bytes that are looked at while they are in the processor's cache. */
const cachedBytes = 1 << 18;

/** One look at all bytes of a source, shared by threads that take chunks in turn. Plain data on shared memory. */
export interface ScanJob {
  kind: 'scan';
  source: TableSource;
  size: number;
  chunkBytes: number;
  /** Lines are counted between these places. */
  from: number;
  to: number;
  recordEnd: number;
  /** −1 for none. */
  quote: number;
  /** Per chunk: record ends outside and inside quotes if it begins outside, 1 when its quotes are odd. */
  lines: Int32Array<SharedArrayBuffer>;
  hashes: BigUint64Array<SharedArrayBuffer>;
  control: Control;
}

export interface ChunkLines {
  /** Record ends outside and inside quotes, and whether it begins inside. */
  outside: number;
  inside: number;
  beginsInside: boolean;
}

export function roomForScan(size: number, bytes: number): Pick<ScanJob, 'lines' | 'hashes' | 'chunkBytes'> {
  const chunks = Math.ceil(size / bytes);
  return {
    chunkBytes: bytes,
    lines: new Int32Array(new SharedArrayBuffer(chunks * wordsPerChunk * 4)),
    hashes: new BigUint64Array(new SharedArrayBuffer(chunks * 8)),
  };
}

/** Scans chunks until none is left to take. */
export function scanChunks(job: ScanJob, onBlock: () => void = () => {}): void {
  scanEach(job, onBlock, () => takeSegment(job.control));
}

/**
 * A scan in which only the bounds of the lines, or what their quotes are, turned out otherwise: looks again at the chunks
 * in which that makes a difference.
 * @returns undefined when that is all of them
 */
export function withLinesBetween(
  job: ScanJob,
  { from, to, quote }: Pick<ScanJob, 'from' | 'to' | 'quote'>,
): ScanJob | undefined {
  const quotesMatter = linesByChunk(job).some(({ inside, beginsInside }) => inside > 0 || beginsInside);
  if (quote !== job.quote && quotesMatter) return undefined;
  const rescanned = { ...job, from, to, quote };
  const cut = Array.from(job.hashes.keys()).filter(
    (chunk) => chunk * job.chunkBytes < from || (chunk + 1) * job.chunkBytes > to,
  );
  scanEach(
    rescanned,
    () => {},
    () => cut.pop() ?? Infinity,
  );
  return rescanned;
}

function scanEach(job: ScanJob, onBlock: () => void, take: () => number): void {
  const source = openSource(job.source);
  try {
    const scanner = createByteScannerWasm(job.recordEnd, job.quote, Math.min(cachedBytes, job.chunkBytes, job.size));
    for (let chunk = take(); chunk < job.hashes.length; chunk = take()) {
      if (isStopped(job.control)) throw cancelled();
      onBlock();
      const end = Math.min((chunk + 1) * job.chunkBytes, job.size);
      scanner.start();
      let at = chunk * job.chunkBytes;
      for (; ; at += cachedBytes) {
        const length = source.read(scanner.block, 0, Math.min(cachedBytes, end - at), at);
        scanner.countLines(clamp(job.from - at, length), clamp(job.to - at, length));
        if (at + length < end) scanner.addToHash(length);
        else {
          job.hashes[chunk] = scanner.hash(length);
          break;
        }
      }
      const { outside, inside, oddQuotes } = scanner.lines();
      job.lines.set([outside, inside, oddQuotes ? 1 : 0], chunk * wordsPerChunk);
    }
  } finally {
    source.close();
  }
}

/** Lines chunk by chunk, once it is known which chunks begin inside quotes: after an odd number of quotes before them. */
export function linesByChunk({ lines, hashes }: ScanJob): ChunkLines[] {
  let beginsInside = false;
  return Array.from(hashes, (_, chunk) => {
    const [outside = 0, inside = 0, odd = 0] = lines.subarray(chunk * wordsPerChunk, (chunk + 1) * wordsPerChunk);
    const counted: ChunkLines = beginsInside
      ? { outside: inside, inside: outside, beginsInside }
      : { outside, inside, beginsInside };
    beginsInside = beginsInside !== (odd === 1);
    return counted;
  });
}

/** XXH64 of a source of one chunk; of the chunks' own hashes, in order, for a longer one. 16 hexadecimal digits. */
export function hashOfChunks(hashes: BigUint64Array): string {
  const [only = 0n] = hashes;
  let hash = only;
  if (hashes.length > 1) {
    const scanner = createByteScannerWasm(10, -1, hashes.byteLength);
    scanner.block.set(new Uint8Array(hashes.slice().buffer));
    hash = scanner.hash(hashes.byteLength);
  }
  return hash.toString(16).padStart(16, '0');
}

function clamp(place: number, length: number): number {
  return Math.max(0, Math.min(place, length));
}
