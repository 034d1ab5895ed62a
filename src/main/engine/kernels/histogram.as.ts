// Counts of a block of values between edges that are nearly evenly spaced: a multiplication guesses the bin, two
// comparisons with the edges themselves correct it. The block is padded with NaN to a multiple of four values.

// @ts-nocheck AssemblyScript, not TypeScript

/** The bin of a value that lies between the first and the last edge; edges[bins] is ∞ here, so that the last bin is closed. */
@inline
function corrected(value: f64, guess: u32, edges: u32): u32 {
  const edge = edges + (guess << 3);
  return guess - u32(value < load<f64>(edge)) + u32(value >= load<f64>(edge, 8));
}

@inline
function bump(cell: u32): void {
  store<u32>(cell, load<u32>(cell) + 1);
}

/**
 * counts: four counts per bin, one for each of four neighbouring values, so that equal values do not wait for each other.
 */
export function countBins(block: u32, count: u32, first: f64, last: f64, scale: f64, edges: u32, bins: u32, counts: u32): void {
  const from = f64x2.splat(first);
  const to = f64x2.splat(last);
  const by = f64x2.splat(scale);
  const top = i32x4.splat(bins - 1);
  const end = block + (count << 3);
  for (let at = block; at < end; at += 32) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const i = i32x4.min_u(i32x4.trunc_sat_f64x2_u_zero(f64x2.mul(f64x2.sub(a, from), by)), top);
    const j = i32x4.min_u(i32x4.trunc_sat_f64x2_u_zero(f64x2.mul(f64x2.sub(b, from), by)), top);
    const insideA = i64x2.bitmask(v128.and(f64x2.ge(a, from), f64x2.le(a, to)));
    const insideB = i64x2.bitmask(v128.and(f64x2.ge(b, from), f64x2.le(b, to)));
    if (insideA & 1) bump(counts + (corrected(f64x2.extract_lane(a, 0), i32x4.extract_lane(i, 0), edges) << 4));
    if (insideA & 2) bump(counts + (corrected(f64x2.extract_lane(a, 1), i32x4.extract_lane(i, 1), edges) << 4) + 4);
    if (insideB & 1) bump(counts + (corrected(f64x2.extract_lane(b, 0), i32x4.extract_lane(j, 0), edges) << 4) + 8);
    if (insideB & 2) bump(counts + (corrected(f64x2.extract_lane(b, 1), i32x4.extract_lane(j, 1), edges) << 4) + 12);
  }
}
