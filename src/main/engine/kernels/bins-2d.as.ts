// Counts of a block of pairs in a grid whose edges are nearly evenly spaced, as histogram.as.ts does for one axis. Both
// blocks are padded with NaN to a multiple of two values.

// @ts-nocheck AssemblyScript, not TypeScript

@inline
function corrected(value: f64, guess: u32, edges: u32): u32 {
  const edge = edges + (guess << 3);
  return guess - u32(value < load<f64>(edge)) + u32(value >= load<f64>(edge, 8));
}

@inline
function bump(cell: u32): void {
  store<u32>(cell, load<u32>(cell) + 1);
}

/** counts: shape (rows, columns), one 32-bit count per cell. */
export function countBins2d(
  xBlock: u32, yBlock: u32, count: u32,
  xFirst: f64, xLast: f64, xScale: f64, xEdges: u32, columns: u32,
  yFirst: f64, yLast: f64, yScale: f64, yEdges: u32, rows: u32,
  counts: u32,
): void {
  const xFrom = f64x2.splat(xFirst);
  const yFrom = f64x2.splat(yFirst);
  const xTo = f64x2.splat(xLast);
  const yTo = f64x2.splat(yLast);
  const xBy = f64x2.splat(xScale);
  const yBy = f64x2.splat(yScale);
  const xTop = i32x4.splat(columns - 1);
  const yTop = i32x4.splat(rows - 1);
  const end = xBlock + (count << 3);
  for (; xBlock < end; xBlock += 16, yBlock += 16) {
    const x = v128.load(xBlock);
    const y = v128.load(yBlock);
    const i = i32x4.min_u(i32x4.trunc_sat_f64x2_u_zero(f64x2.mul(f64x2.sub(x, xFrom), xBy)), xTop);
    const j = i32x4.min_u(i32x4.trunc_sat_f64x2_u_zero(f64x2.mul(f64x2.sub(y, yFrom), yBy)), yTop);
    const insideX = v128.and(f64x2.ge(x, xFrom), f64x2.le(x, xTo));
    const insideY = v128.and(f64x2.ge(y, yFrom), f64x2.le(y, yTo));
    const inside = i64x2.bitmask(v128.and(insideX, insideY));
    if (inside & 1) {
      const column = corrected(f64x2.extract_lane(x, 0), i32x4.extract_lane(i, 0), xEdges);
      const row = corrected(f64x2.extract_lane(y, 0), i32x4.extract_lane(j, 0), yEdges);
      bump(counts + ((row * columns + column) << 2));
    }
    if (inside & 2) {
      const column = corrected(f64x2.extract_lane(x, 1), i32x4.extract_lane(i, 1), xEdges);
      const row = corrected(f64x2.extract_lane(y, 1), i32x4.extract_lane(j, 1), yEdges);
      bump(counts + ((row * columns + column) << 2));
    }
  }
}
