import { createByteScannerWasm } from '../kernels/scan-bytes-wasm.ts';
import { statSync } from 'node:fs';
import { openSource } from './byte-source.ts';

/** What tells a file from a later version of itself without reading all of it. */
export interface FileStamp {
  bytes: number;
  /** Milliseconds since 1970. */
  modified: number;
  /** XXH64 of the first and the last 64 KiB, in hexadecimal digits. */
  ends: string;
}

const endBytes = 1 << 16;

/**
 * @param first  only so many bytes count, as if the file had no more
 * @returns undefined when the file is gone or cannot be read
 */
export function stampFile(path: string, first = Infinity): FileStamp | undefined {
  try {
    const { size: all, mtimeMs } = statSync(path);
    const size = Math.min(first, all);
    const source = openSource({ path });
    try {
      const scanner = createByteScannerWasm(10, -1, 2 * endBytes);
      const head = source.read(scanner.block, 0, Math.min(endBytes, size), 0);
      const tail = source.read(scanner.block, head, Math.min(endBytes, size), Math.max(0, size - endBytes));
      return { bytes: size, modified: mtimeMs, ends: scanner.hash(head + tail).toString(16) };
    } finally {
      source.close();
    }
  } catch {
    return undefined;
  }
}

/** A file that was only touched keeps its ends and length; whether its middle changed, nobody can tell without reading it. */
export function sameFile(before: FileStamp, now: FileStamp | undefined): boolean {
  return (
    now !== undefined && before.bytes === now.bytes && before.modified === now.modified && before.ends === now.ends
  );
}
