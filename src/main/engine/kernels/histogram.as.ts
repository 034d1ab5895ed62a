// Counts of a block of values between nearly even edges. The block is padded with NaN to a multiple of four values.

// @ts-nocheck AssemblyScript, not TypeScript
import { TO_INTEGER, bump, certain, exactBin, nearestBins } from './even-edges.part.as';

/**
 * nearer: (½ − slack)². counts: four per bin, one for each of four neighbouring values, so that equal values do not
 * wait for each other.
 */
export function countBins(
  block: u32, count: u32, origin: f64, factor: f64, nearer: f64, last: f64, edges: u32, bins: u32, counts: u32,
): void {
  const from = f64x2.splat(origin);
  const by = f64x2.splat(factor);
  const near = f64x2.splat(nearer);
  const lastBin = f64x2.splat(TO_INTEGER + <f64>(bins - 1));
  const end = block + (count << 3);
  for (let at = block; at < end; at += 32) {
    const u = f64x2.mul(f64x2.sub(v128.load(at), from), by);
    const v = f64x2.mul(f64x2.sub(v128.load(at, 16), from), by);
    const i = nearestBins(u, lastBin);
    const j = nearestBins(v, lastBin);
    if (i64x2.bitmask(v128.and(certain(u, i, near), certain(v, j, near))) === 3) {
      bump(counts + (i32x4.extract_lane(i, 0) << 4));
      bump(counts + (i32x4.extract_lane(i, 2) << 4) + 4);
      bump(counts + (i32x4.extract_lane(j, 0) << 4) + 8);
      bump(counts + (i32x4.extract_lane(j, 2) << 4) + 12);
    } else {
      for (let k: u32 = 0; k < 4; k++) {
        const bin = exactBin(load<f64>(at + (k << 3)), origin, factor, last, edges, bins);
        if (bin >= 0) bump(counts + (bin << 4) + (k << 2));
      }
    }
  }
}
