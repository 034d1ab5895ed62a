import { type AffineMap, type Matrix2, type Point } from '../../../shared/statistics/affine-map.ts';
import { squaredDistance2D } from '../../../shared/statistics/gaussian.ts';

/** Rows drawn one by one, in the columns' own units; shape (points,) each. */
export interface CloudPoints {
  x: Float64Array;
  y: Float64Array;
  /** 1-based rows of the file. */
  rows: Uint32Array;
}

/** Where points lie in the picture. */
export interface PlacedPoints {
  /** x, y, x, y …: 0 to 1 from the lower left corner to the upper right one. Shape (2 · points,). */
  at: Float32Array;
  /** Which colour and mark each point has. Shape (points,). */
  classes: Uint8Array;
}

/** @param square  from the columns' units to the picture's unit square */
export function placePoints({ x, y }: CloudPoints, { origin, matrix }: AffineMap): Float32Array {
  const [[a, b], [c, d]] = matrix;
  const at = new Float32Array(2 * x.length);
  for (let i = 0; i < x.length; i++) {
    const dx = (x[i] ?? 0) - origin[0];
    const dy = (y[i] ?? 0) - origin[1];
    at[2 * i] = a * dx + b * dy;
    at[2 * i + 1] = c * dx + d * dy;
  }
  return at;
}

/** Shares at which the colour of a point changes, as its distance grows; the last colour begins at the cutoff. */
export const distanceSteps = [0.25, 0.5, 0.75, 0.9] as const;

/**
 * Class of each point by its distance: 0 inside the ellipse of 25 %, then up to 50, 75, 90 % and the cutoff, then 5 beyond it.
 * @param cutoff  D² from which a row counts as far; null where none can
 */
export function distanceClasses(
  { x, y }: CloudPoints,
  mean: Point,
  covariance: Matrix2,
  cutoff: number | null,
): Uint8Array {
  const limits = distanceSteps.map((share) => -2 * Math.log1p(-share));
  const beyond = distanceSteps.length + 1;
  return Uint8Array.from(x, (value, i) => {
    const squared = squaredDistance2D([value, y[i] ?? 0], mean, covariance);
    if (cutoff !== null && squared > cutoff) return beyond;
    const place = limits.findIndex((limit) => squared <= limit);
    return place < 0 ? limits.length : place;
  });
}

/**
 * The point nearest to a place of the picture, within a few pixels.
 * @param place   in the unit square
 * @param size    of the picture in pixels
 * @returns index of the point; null where none is near
 */
export function nearestPoint(
  at: Float32Array,
  place: Point,
  size: { width: number; height: number },
  within = 12,
): { index: number; pixels: number } | null {
  let best = within * within;
  let found = -1;
  for (let i = 0; 2 * i < at.length; i++) {
    const dx = ((at[2 * i] ?? 0) - place[0]) * size.width;
    const dy = ((at[2 * i + 1] ?? 0) - place[1]) * size.height;
    const square = dx * dx + dy * dy;
    if (square <= best) {
      best = square;
      found = i;
    }
  }
  return found < 0 ? null : { index: found, pixels: Math.sqrt(best) };
}
