/** Different values are counted exactly up to this number. */
export const distinctLimit = 10_000;

const slots = 32_768; // a power of two, at most a third of it in use

/**
 * The different finite values of rows [from, to), ascending; null where there are more than `distinctLimit`.
 * 0 and −0 are one value.
 */
export function distinctOfRange(values: Float64Array, from: number, to: number): Float64Array | null {
  const table = new Float64Array(slots).fill(NaN);
  const bits = new Int32Array(2);
  const double = new Float64Array(bits.buffer);
  let count = 0;
  let previous = NaN;
  for (let row = from; row < to; row++) {
    const value = values[row]! + 0;
    if (value === previous || !Number.isFinite(value)) continue;
    previous = value;
    double[0] = value;
    const mixed = Math.imul(bits[0]! ^ Math.imul(bits[1]!, 0x9e3779b1), 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & (slots - 1);
    while (table[slot] === table[slot] && table[slot] !== value) slot = (slot + 1) & (slots - 1);
    if (table[slot] === value) continue;
    if (++count > distinctLimit) return null;
    table[slot] = value;
  }
  return table.filter((value) => value === value).sort();
}

/** The different values of a column from those of its ranges. */
export function mergeDistinct(parts: readonly (Float64Array | null)[]): Float64Array | null {
  const all: Float64Array[] = [];
  for (const part of parts) {
    if (!part) return null;
    all.push(part);
  }
  if (all.length === 1) return all[0]!;
  const joined = Float64Array.from(all.flatMap((part) => [...part]));
  return distinctOfRange(joined, 0, joined.length);
}
