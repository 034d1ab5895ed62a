/** Cells that one pass over the order keys counts. */
export const rankCells = 65_536;

const word = new DataView(new ArrayBuffer(8));

/** A 64-bit key whose unsigned order is the numeric order of the doubles; −0 stands just below 0. */
export function orderKey(value: number): bigint {
  word.setFloat64(0, value);
  const bits = word.getBigUint64(0);
  return bits >> 63n ? bits ^ 0xffff_ffff_ffff_ffffn : bits | 0x8000_0000_0000_0000n;
}

/** The double of an order key. */
export function valueOfKey(key: bigint): number {
  word.setBigUint64(0, key >> 63n ? key ^ 0x8000_0000_0000_0000n : key ^ 0xffff_ffff_ffff_ffffn);
  return word.getFloat64(0);
}

/**
 * How many finite values of rows [from, to) fall into each cell of 2^shift order keys, counted from key `low`. Values
 * below the first or beyond the last cell are not counted.
 * @param low    key at which the first cell begins
 * @param shift  0 ≤ shift ≤ 48
 * @returns shape (65536,)
 */
export function countRanks(values: Float64Array, from: number, to: number, low: bigint, shift: number): Uint32Array {
  const counts = new Uint32Array(rankCells);
  forEachCell(values, from, to, low, shift, (cell) => counts[cell]!++);
  return counts;
}

/**
 * The finite values of rows [from, to) that fall into flagged cells, in the order of the rows.
 * @param flags  1 for a cell to collect, else 0, shape (65536,)
 */
export function collectRanks(
  values: Float64Array,
  from: number,
  to: number,
  low: bigint,
  shift: number,
  flags: Uint8Array,
): Float64Array {
  const collected: number[] = [];
  forEachCell(values, from, to, low, shift, (cell, value) => flags[cell] && collected.push(value));
  return Float64Array.from(collected);
}

function forEachCell(
  values: Float64Array,
  from: number,
  to: number,
  low: bigint,
  shift: number,
  visit: (cell: number, value: number) => void,
): void {
  for (let row = from; row < to; row++) {
    const value = values[row]!;
    if (!Number.isFinite(value)) continue;
    const distance = orderKey(value) - low;
    if (distance < 0n) continue;
    const cell = distance >> BigInt(shift);
    if (cell < BigInt(rankCells)) visit(Number(cell), value);
  }
}
