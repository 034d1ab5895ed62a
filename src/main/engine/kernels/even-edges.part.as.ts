// Placing values between nearly even edges; even-edges.ts says when a place is certain.

// @ts-nocheck AssemblyScript, not TypeScript

/** Added to a number below 2³¹, rounds it to a whole number and leaves that in the low bits of the double. */
export const TO_INTEGER: f64 = 6755399441055744; // 1.5 · 2⁵²

/** Bins nearest to the places u, held inside the histogram, as whole numbers plus TO_INTEGER. */
@inline
export function nearestBins(u: v128, lastBin: v128): v128 {
  const integer = f64x2.splat(TO_INTEGER);
  return f64x2.pmin(f64x2.pmax(integer, f64x2.add(u, integer)), lastBin);
}

/** Lanes whose place is nearer to the middle of its bin than the root of `nearer`: false for NaN and outside all bins. */
@inline
export function certain(u: v128, bins: v128, nearer: v128): v128 {
  const distance = f64x2.sub(u, f64x2.sub(bins, f64x2.splat(TO_INTEGER)));
  return f64x2.lt(f64x2.mul(distance, distance), nearer);
}

/**
 * The bin of one value by comparison with the edges beside its nearest one, −1 outside all bins and for NaN.
 * edges[bins] is ∞ in the kernel's memory, so that the last bin is closed; `last` is what it was.
 */
@inline
export function exactBin(value: f64, origin: f64, factor: f64, last: f64, edges: u32, bins: u32): i32 {
  if (!(value >= load<f64>(edges) && value <= last)) return -1;
  const guess = <u32>min(max(nearest((value - origin) * factor), 0), <f64>(bins - 1));
  const edge = edges + (guess << 3);
  return guess - u32(value < load<f64>(edge)) + u32(value >= load<f64>(edge, 8));
}

@inline
export function bump(cell: u32): void {
  store<u32>(cell, load<u32>(cell) + 1);
}
