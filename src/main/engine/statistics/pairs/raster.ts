/** A rectangle of a plane, both ends included. */
export interface Window2d {
  x: readonly [from: number, to: number];
  y: readonly [from: number, to: number];
}

/**
 * How many rows of [from, to) fall into each of `columns` × `lines` equal cells of a window. The window's far sides
 * belong to the last cells; rows outside it, or without a value, are not counted.
 * @returns shape (lines, columns), line after line, the lowest y first
 */
export function rasterOfRange(
  x: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
  window: Window2d,
  columns: number,
  lines: number,
): Uint32Array {
  const [left, right] = window.x;
  const [bottom, top] = window.y;
  const perX = columns / (right - left);
  const perY = lines / (top - bottom);
  const counts = new Uint32Array(columns * lines);
  for (let row = from; row < to; row++) {
    const u = x[row]!;
    const v = y[row]!;
    if (!(u >= left && u <= right && v >= bottom && v <= top)) continue; // NaN compares false
    const column = Math.min(columns - 1, ((u - left) * perX) | 0);
    const line = Math.min(lines - 1, ((v - bottom) * perY) | 0);
    counts[line * columns + column]!++;
  }
  return counts;
}

/** Rasters of ranges of rows added up. */
export function addRasters(parts: readonly Uint32Array[]): Uint32Array {
  const total = new Uint32Array(parts[0]?.length ?? 0);
  for (const part of parts) for (let cell = 0; cell < total.length; cell++) total[cell]! += part[cell]!;
  return total;
}
