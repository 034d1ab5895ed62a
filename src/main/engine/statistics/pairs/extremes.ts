import type { Window2d } from './raster.ts';

/** The smallest window that holds the rows of [from, to); null where there are none. */
export function extremesOfRange(x: Float64Array, y: Float64Array, from: number, to: number): Window2d | null {
  let left = Infinity;
  let right = -Infinity;
  let bottom = Infinity;
  let top = -Infinity;
  for (let row = from; row < to; row++) {
    const u = x[row]!;
    const v = y[row]!;
    if (u < left) left = u;
    if (u > right) right = u;
    if (v < bottom) bottom = v;
    if (v > top) top = v;
  }
  return left <= right && bottom <= top ? { x: [left, right], y: [bottom, top] } : null;
}

/** The smallest window that holds all of several. */
export function mergeExtremes(windows: readonly (Window2d | null)[]): Window2d | null {
  return windows.reduce((all, next) => {
    if (all === null || next === null) return all ?? next;
    return {
      x: [Math.min(all.x[0], next.x[0]), Math.max(all.x[1], next.x[1])],
      y: [Math.min(all.y[0], next.y[0]), Math.max(all.y[1], next.y[1])],
    };
  }, null);
}
