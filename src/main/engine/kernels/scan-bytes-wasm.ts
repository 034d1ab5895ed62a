import { module } from './compiled/scan-bytes.ts';
import { decodeBase64 } from './decode-base64.ts';
import type { ByteScanner } from './scan-bytes.ts';

interface Exports {
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
  const kernel = new WebAssembly.Instance(compiled, {}).exports as unknown as Exports;
  const missing = blockPlace + blockBytes + 64 - kernel.memory.buffer.byteLength;
  if (missing > 0) kernel.memory.grow(Math.ceil(missing / 65536));
  kernel.startHash();
  const quoteOrNone = quote < 0 ? 256 : quote;
  return {
    block: new Uint8Array(kernel.memory.buffer, blockPlace, blockBytes),
    start() {
      kernel.resetLines();
      kernel.startHash();
    },
    countLines: (from, to) => kernel.countLines(blockPlace + from, blockPlace + to, recordEnd, quoteOrNone),
    lines: () => ({ outside: kernel.outside(), inside: kernel.inside(), oddQuotes: kernel.oddQuotes() === 1 }),
    addToHash(length) {
      kernel.addToHash(blockPlace, blockPlace + length);
    },
    hash: (length) => BigInt.asUintN(64, kernel.endHash(blockPlace, blockPlace + length)),
  };
}
