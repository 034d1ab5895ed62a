import type { Window2d } from './raster.ts';

/** Places of the rows of [from, to) that lie in a window, ascending. */
export function rowsInside(
  x: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
  { x: [left, right], y: [bottom, top] }: Window2d,
): Uint32Array {
  const inside = (row: number): boolean => x[row]! >= left && x[row]! <= right && y[row]! >= bottom && y[row]! <= top;
  let count = 0;
  for (let row = from; row < to; row++) if (inside(row)) count++;
  const places = new Uint32Array(count);
  let next = 0;
  for (let row = from; row < to; row++) if (inside(row)) places[next++] = row;
  return places;
}
