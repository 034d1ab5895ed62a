import type { Matrix2, Point } from '../../../../shared/statistics/affine-map.ts';
import { squaredDistance2D } from '../../../../shared/statistics/gaussian.ts';

/** A Gaussian of two columns. */
export interface Gaussian2d {
  mean: Point;
  covariance: Matrix2;
}

/**
 * How many rows of [from, to) lie within each of some distances of the mean.
 * @param squaredRadii  distances D², each ≥ 0, in any order
 * @returns shape of squaredRadii
 * @throws {FitError} `not-positive-definite`
 */
export function countWithin(
  x: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
  { mean, covariance }: Gaussian2d,
  squaredRadii: readonly number[],
): number[] {
  const counts = new Float64Array(squaredRadii.length);
  for (let row = from; row < to; row++) {
    const squared = squaredDistance2D([x[row]!, y[row]!], mean, covariance);
    for (let i = 0; i < counts.length; i++) if (squared <= squaredRadii[i]!) counts[i]!++;
  }
  return [...counts];
}

/** Rows beyond a distance, by place, and their D². Both shape (rows found,). */
export interface RowsBeyond {
  places: Uint32Array;
  squaredDistances: Float64Array;
}

/**
 * Rows of [from, to) farther from the mean than a distance, in the order of the rows.
 * @throws {FitError} `not-positive-definite`
 */
export function rowsBeyond(
  x: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
  { mean, covariance }: Gaussian2d,
  squaredRadius: number,
): RowsBeyond {
  const places: number[] = [];
  const squaredDistances: number[] = [];
  for (let row = from; row < to; row++) {
    const squared = squaredDistance2D([x[row]!, y[row]!], mean, covariance);
    if (!(squared > squaredRadius)) continue;
    places.push(row);
    squaredDistances.push(squared);
  }
  return { places: Uint32Array.from(places), squaredDistances: Float64Array.from(squaredDistances) };
}

/** Several ranges' rows together, the farthest first; rows at the same distance in the order of the table. */
export function farthestFirst(parts: readonly RowsBeyond[]): RowsBeyond {
  const places = parts.flatMap((part) => [...part.places]);
  const squaredDistances = parts.flatMap((part) => [...part.squaredDistances]);
  const order = [...places.keys()].sort(
    (a, b) => squaredDistances[b]! - squaredDistances[a]! || places[a]! - places[b]!,
  );
  return {
    places: Uint32Array.from(order, (at) => places[at]!),
    squaredDistances: Float64Array.from(order, (at) => squaredDistances[at]!),
  };
}
