import { module } from './compiled/scan-bytes.ts';
import { decodeBase64 } from './decode-base64.ts';
import type { ByteScanner } from './scan-bytes.ts';

/** What a kernel that can scan exports. */
export interface ScanExports {
  memory: WebAssembly.Memory;
  resetLines(): void;
  countLines(from: number, to: number, recordEnd: number, quote: number): void;
  outside(): number;
  inside(): number;
  oddQuotes(): number;
  startHash(): void;
  addToHash(from: number, to: number): number;
  endHash(from: number, to: number): bigint;
}

const blockPlace = 1024;
let compiled: WebAssembly.Module | undefined;

/** The byte scanner in WebAssembly, with memory of its own. Same results as `createByteScanner`. */
export function createByteScannerWasm(recordEnd: number, quote: number, blockBytes: number): ByteScanner {
  compiled ??= new WebAssembly.Module(decodeBase64(module));
  const kernel = new WebAssembly.Instance(compiled, {}).exports as unknown as ScanExports;
  const missing = blockPlace + blockBytes + 64 - kernel.memory.buffer.byteLength;
  if (missing > 0) kernel.memory.grow(Math.ceil(missing / 65536));
  return byteScannerOf(kernel, blockPlace, blockBytes, recordEnd, quote);
}

/** A scanner of the bytes at a place in a kernel's memory. */
export function byteScannerOf(
  kernel: ScanExports,
  place: number,
  blockBytes: number,
  recordEnd: number,
  quote: number,
): ByteScanner {
  kernel.startHash();
  const quoteOrNone = quote < 0 ? 256 : quote;
  return {
    get block() {
      return new Uint8Array(kernel.memory.buffer, place, blockBytes);
    },
    start() {
      kernel.resetLines();
      kernel.startHash();
    },
    countLines: (from, to) => kernel.countLines(place + from, place + to, recordEnd, quoteOrNone),
    lines: () => ({ outside: kernel.outside(), inside: kernel.inside(), oddQuotes: kernel.oddQuotes() === 1 }),
    addToHash(length) {
      kernel.addToHash(place, place + length);
    },
    hash: (length) => BigInt.asUintN(64, kernel.endHash(place, place + length)),
  };
}
