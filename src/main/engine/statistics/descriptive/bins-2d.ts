import { countBins2d } from '../../kernels/bins-2d-wasm.ts';
import { addCounts } from './histogram.ts';

/** Rows counted in the cells of a grid. */
export interface Bins2d {
  /** Shape (columns + 1,) and (rows + 1,), strictly ascending, in the columns' units. */
  xEdges: Float64Array;
  yEdges: Float64Array;
  /** Shape (rows, columns), row after row, the lowest y first. */
  counts: Float64Array;
  total: number;
}

/** Counts of rows [from, to) in a grid: what one thread computes. */
export function counts2dOfRange(
  x: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
  xEdges: Float64Array,
  yEdges: Float64Array,
): Uint32Array {
  return countBins2d(x, y, from, to, xEdges, yEdges);
}

/** A grid from the counts of all its ranges of rows. */
export function bins2dOf(xEdges: Float64Array, yEdges: Float64Array, parts: readonly Uint32Array[]): Bins2d {
  const counts = addCounts(parts);
  return { xEdges, yEdges, counts, total: counts.reduce((sum, count) => sum + count, 0) };
}

/** Rows of two columns counted in a grid, on one thread. */
export function bins2d(x: Float64Array, y: Float64Array, xEdges: Float64Array, yEdges: Float64Array): Bins2d {
  return bins2dOf(xEdges, yEdges, [counts2dOfRange(x, y, 0, x.length, xEdges, yEdges)]);
}
