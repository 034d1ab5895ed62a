import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createByteScannerWasm } from './scan-bytes-wasm.ts';
import { createByteScanner, xxh64 } from './scan-bytes.ts';

const ascii = (text: string) => new TextEncoder().encode(text);

// Values of the reference implementation, seed 0 (xxhsum -H1).
test.each([
  ['', 0xef46db3751d8e999n],
  ['a', 0xd24ec4f1a98c6e5bn],
  ['abc', 0x44bc2cf5ad770999n],
  ['Nobody inspects the spammish repetition', 0xfbcea83c8a378bf1n],
])('XXH64 of "%s" is the published one', (text, hash) => {
  expect(xxh64(ascii(text))).toBe(hash);
});

const bytes = fc.array(fc.constantFrom(10, 34, 34, 65, 13), { maxLength: 400 }).map((list) => Uint8Array.from(list));

test('kernel and twin count the same record ends inside and outside quotes, in one go or in two', () => {
  fc.assert(
    fc.property(
      bytes,
      fc.nat(400),
      fc.constantFrom(-1, 34),
      fc.constantFrom(10, 13),
      (block, cut, quote, recordEnd) => {
        const counts = [createByteScannerWasm, createByteScanner].map((create) => {
          const scanner = create(recordEnd, quote, 512);
          scanner.block.set(block);
          scanner.start();
          const at = Math.min(cut, block.length);
          scanner.countLines(0, at);
          scanner.countLines(at, block.length);
          return scanner.lines();
        });
        expect(counts[0]).toEqual(counts[1]);
      },
    ),
    { numRuns: 1000 },
  );
});

test('kernel and twin hash the same, in one go or in two', () => {
  const scanners = [createByteScannerWasm, createByteScanner].map((create) => create(10, 34, 512));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(9), (block, blocksBefore) => {
      const cut = Math.min(blocksBefore * 32, Math.floor(block.length / 32) * 32);
      for (const scanner of scanners) {
        scanner.start();
        scanner.block.set(block.subarray(0, cut));
        scanner.addToHash(cut);
        scanner.block.set(block.subarray(cut));
        expect(scanner.hash(block.length - cut)).toBe(xxh64(block));
      }
    }),
    { numRuns: 500 },
  );
});
