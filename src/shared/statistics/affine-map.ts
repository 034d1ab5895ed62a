import { FitError } from './fit-error.ts';

/** A point of a plane, in its columns' units. */
export type Point = readonly [x: number, y: number];

/** Rows of a 2 × 2 matrix. */
export type Matrix2 = readonly [readonly [number, number], readonly [number, number]];

/** Other coordinates of the same plane: u = A (x − origin), with A = `matrix` invertible. */
export interface AffineMap {
  origin: Point;
  matrix: Matrix2;
}

/** The columns' own coordinates. */
export const identityMap: AffineMap = {
  origin: [0, 0],
  matrix: [
    [1, 0],
    [0, 1],
  ],
};

export const isIdentity = ({ origin, matrix: [[a, b], [c, d]] }: AffineMap): boolean =>
  origin[0] === 0 && origin[1] === 0 && a === 1 && b === 0 && c === 0 && d === 1;

/** u = A (x − origin) */
export function mapPoint({ origin, matrix: [[a, b], [c, d]] }: AffineMap, [x, y]: Point): [number, number] {
  const dx = x - origin[0];
  const dy = y - origin[1];
  return [a * dx + b * dy, c * dx + d * dy];
}

/**
 * x = origin + A⁻¹ u
 * @throws {FitError} `not-positive-definite`, with the determinant, where A has no inverse
 */
export function unmapPoint({ origin, matrix: [[a, b], [c, d]] }: AffineMap, [u, v]: Point): [number, number] {
  const determinant = a * d - b * c;
  if (determinant === 0 || !Number.isFinite(determinant))
    throw new FitError('not-positive-definite', { determinant }, 'These coordinates are flat: they cannot be undone.');
  return [origin[0] + (d * u - b * v) / determinant, origin[1] + (a * v - c * u) / determinant];
}

/** A Gaussian's mean and covariance as they are in other coordinates: A (μ − origin) and A Σ Aᵀ. */
export function mapGaussian(
  map: AffineMap,
  mean: Point,
  covariance: Matrix2,
): { mean: [number, number]; covariance: [[number, number], [number, number]] } {
  const {
    matrix: [[a, b], [c, d]],
  } = map;
  const [[xx, xy], [, yy]] = covariance;
  // Symmetric by construction: the two off-diagonal entries are one number.
  const uv = a * c * xx + (a * d + b * c) * xy + b * d * yy;
  return {
    mean: mapPoint(map, mean),
    covariance: [
      [a * a * xx + 2 * a * b * xy + b * b * yy, uv],
      [uv, c * c * xx + 2 * c * d * xy + d * d * yy],
    ],
  };
}
