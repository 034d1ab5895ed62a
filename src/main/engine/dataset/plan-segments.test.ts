import { expect, test } from 'vitest';
import { inMemory } from './byte-source.ts';
import { planSegments } from './plan-segments.ts';
import { linesByChunk, roomForScan, scanChunks } from './scan-source.ts';
import { createControl } from './control.ts';

test('a line across many chunks is passed over without reading it again from each of them', () => {
  const chunkBytes = 10_000;
  const bytes = new TextEncoder().encode(`1\n2\n${'a'.repeat(1_000_000)}\n3\n4\n`);
  const memory = inMemory(bytes, 'test');
  const job = {
    ...{ kind: 'scan' as const, source: { bytes, name: 'test' }, size: bytes.length, from: 0, to: bytes.length },
    ...{ recordEnd: 10, quote: 34, ...roomForScan(bytes.length, chunkBytes), control: createControl(0) },
  };
  scanChunks(job);
  let read = 0;
  const source = {
    ...memory,
    read: (into: Uint8Array, offset: number, length: number, position: number) => {
      read += length;
      return memory.read(into, offset, length, position);
    },
  };
  const segments = planSegments(source, linesByChunk(job), chunkBytes, 0, bytes.length, 1, 10, 34);
  // Room in a segment is for the rows behind its record ends; the first has one more.
  expect(segments.map(({ from, line, rows }) => ({ from, line, rows }))).toEqual([
    { from: 0, line: 1, rows: 3 },
    { from: 1_000_005, line: 4, rows: 3 },
  ]);
  expect(read).toBeLessThan(chunkBytes);
});
