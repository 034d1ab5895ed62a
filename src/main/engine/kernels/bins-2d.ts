import { binOf } from './histogram.ts';

/**
 * How many rows of [from, to) fall into each cell of a grid, by the very edges of both axes as in `countBins`. Rows
 * with a value outside the grid or missing in either column are not counted.
 * @param x       values by column of the grid; `y` by row, same rows
 * @param xEdges  shape (columns + 1,), strictly ascending; `yEdges` shape (rows + 1,)
 * @returns shape (rows, columns), row after row, the lowest y first
 */
export function countBins2d(
  x: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
  xEdges: Float64Array,
  yEdges: Float64Array,
): Uint32Array {
  const columns = Math.max(0, xEdges.length - 1);
  const counts = new Uint32Array(columns * Math.max(0, yEdges.length - 1));
  for (let row = from; row < to; row++) {
    const column = binOf(x[row]!, xEdges);
    const line = binOf(y[row]!, yEdges);
    if (column >= 0 && line >= 0) counts[line * columns + column]!++;
  }
  return counts;
}
