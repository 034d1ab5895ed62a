// Counts and collects values by cells of their order key: a 64-bit number whose unsigned order is the numeric order.

// @ts-nocheck AssemblyScript, not TypeScript
const CELLS: u64 = 65536;
/** Keys of finite values lie between those of −∞ and ∞. */
const FIRST_FINITE: u64 = 0x0010000000000000;
const FINITE: u64 = 0xffe0000000000000;

/** The cell of a value, 65536 for a value outside all cells, NaN or infinite. */
@inline
function cellOf(bits: u64, low: u64, shift: u64): u32 {
  const key = bits ^ (<u64>(<i64>bits >> 63) | 0x8000000000000000);
  const cell = min((key - low) >> shift, CELLS);
  return key >= low && key - FIRST_FINITE < FINITE ? <u32>cell : <u32>CELLS;
}

/** counts: 65537 32-bit counts, the last one of the values outside. */
export function countRanks(block: u32, count: u32, low: u64, shift: u64, counts: u32): void {
  const end = block + (count << 3);
  for (; block < end; block += 8) {
    const cell = counts + (cellOf(load<u64>(block), low, shift) << 2);
    store<u32>(cell, load<u32>(cell) + 1);
  }
}

/** flags: 65537 bytes, the last one 0. Writes the values of flagged cells to `out` and returns how many. */
export function collectRanks(block: u32, count: u32, low: u64, shift: u64, flags: u32, out: u32): u32 {
  const end = block + (count << 3);
  const start = out;
  for (; block < end; block += 8) {
    const bits = load<u64>(block);
    store<u64>(out, bits);
    out += <u32>load<u8>(flags + cellOf(bits, low, shift)) << 3;
  }
  return (out - start) >> 3;
}
