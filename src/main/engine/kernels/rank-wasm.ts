import { module } from './compiled/rank.ts';
import { kernelInstance } from './kernel-instance.ts';
import { rankCells } from './rank.ts';

interface Loops {
  countRanks: (block: number, count: number, low: bigint, shift: bigint, counts: number) => void;
  collectRanks: (block: number, count: number, low: bigint, shift: bigint, flags: number, out: number) => number;
}

const kernel = kernelInstance<Loops>(module);
const rowsPerBlock = 8192;

/** As the twin in rank.ts, count for count. */
export function countRanks(values: Float64Array, from: number, to: number, low: bigint, shift: number): Uint32Array {
  const { loops, free, memory } = kernel();
  const block = free / 8;
  const countsAt = 2 * (block + rowsPerBlock);
  const { doubles, counts } = memory((countsAt + rankCells + 1) * 4);
  counts.fill(0, countsAt, countsAt + rankCells + 1);
  for (let start = from; start < to; start += rowsPerBlock) {
    const end = Math.min(to, start + rowsPerBlock);
    doubles.set(values.subarray(start, end), block);
    loops.countRanks(block * 8, end - start, low, BigInt(shift), countsAt * 4);
  }
  return counts.slice(countsAt, countsAt + rankCells);
}

/** As the twin in rank.ts, value for value. */
export function collectRanks(
  values: Float64Array,
  from: number,
  to: number,
  low: bigint,
  shift: number,
  flags: Uint8Array,
): Float64Array {
  const { loops, free, memory } = kernel();
  const block = free / 8;
  const out = block + rowsPerBlock;
  const flagsAt = (out + rowsPerBlock + 1) * 8;
  const { doubles, bytes } = memory(flagsAt + rankCells + 1);
  bytes.set(flags, flagsAt);
  bytes[flagsAt + rankCells] = 0; // values outside all cells
  let collected = new Float64Array(rowsPerBlock);
  let length = 0;
  for (let start = from; start < to; start += rowsPerBlock) {
    const end = Math.min(to, start + rowsPerBlock);
    doubles.set(values.subarray(start, end), block);
    const found = loops.collectRanks(block * 8, end - start, low, BigInt(shift), flagsAt, out * 8);
    if (length + found > collected.length) {
      const larger = new Float64Array(2 * (length + found));
      larger.set(collected.subarray(0, length));
      collected = larger;
    }
    collected.set(doubles.subarray(out, out + found), length);
    length += found;
  }
  return collected.slice(0, length);
}
