// Counts of a block of pairs in a grid of nearly even edges. Both blocks are padded with NaN to a multiple of four values.

// @ts-nocheck AssemblyScript, not TypeScript
import { TO_INTEGER, bump, certain, exactBin, nearestBins } from './even-edges.part.as';

/**
 * nearer: (½ − slack)² for the axis with more slack. counts: shape (rows, stride), one 32-bit count per cell, of which
 * the first `columns` in each row are used.
 */
export function countBins2d(
  xBlock: u32, yBlock: u32, count: u32, nearer: f64,
  xOrigin: f64, xFactor: f64, xLast: f64, xEdges: u32, columns: u32,
  yOrigin: f64, yFactor: f64, yLast: f64, yEdges: u32, rows: u32,
  counts: u32, stride: u32,
): void {
  const xFrom = f64x2.splat(xOrigin);
  const yFrom = f64x2.splat(yOrigin);
  const xBy = f64x2.splat(xFactor);
  const yBy = f64x2.splat(yFactor);
  const near = f64x2.splat(nearer);
  const lastColumn = f64x2.splat(TO_INTEGER + <f64>(columns - 1));
  const lastRow = f64x2.splat(TO_INTEGER + <f64>(rows - 1));
  const end = xBlock + (count << 3);
  for (; xBlock < end; xBlock += 16, yBlock += 16) {
    const x = f64x2.mul(f64x2.sub(v128.load(xBlock), xFrom), xBy);
    const y = f64x2.mul(f64x2.sub(v128.load(yBlock), yFrom), yBy);
    const i = nearestBins(x, lastColumn);
    const j = nearestBins(y, lastRow);
    if (i64x2.bitmask(v128.and(certain(x, i, near), certain(y, j, near))) === 3) {
      bump(counts + ((i32x4.extract_lane(j, 0) * stride + i32x4.extract_lane(i, 0)) << 2));
      bump(counts + ((i32x4.extract_lane(j, 2) * stride + i32x4.extract_lane(i, 2)) << 2));
    } else {
      for (let k: u32 = 0; k < 16; k += 8) {
        const column = exactBin(load<f64>(xBlock + k), xOrigin, xFactor, xLast, xEdges, columns);
        const row = exactBin(load<f64>(yBlock + k), yOrigin, yFactor, yLast, yEdges, rows);
        if (column >= 0 && row >= 0) bump(counts + ((row * stride + column) << 2));
      }
    }
  }
}
