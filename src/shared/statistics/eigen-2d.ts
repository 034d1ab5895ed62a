import type { Matrix2 } from './affine-map.ts';
import { FitError } from './fit-error.ts';

/** Σ = QΛQᵀ in two dimensions: Q turns by the angle, its columns are the axes of the ellipse. */
export interface Eigen2d {
  /** λ, descending. */
  eigenvalues: readonly [first: number, second: number];
  /** From the x axis to the first axis, −π/2 < angle ≤ π/2; 0 for a circle, which has no direction. */
  angleRadians: number;
}

/**
 * Eigenvalues and axes of a symmetric matrix.
 * @throws {FitError} `not-positive-definite`, with the smaller eigenvalue
 * @see [GolubVanLoan2013] section 8.5.2
 */
export function eigen2d([[xx, xy], [, yy]]: Matrix2): Eigen2d {
  const first = (xx + yy) / 2 + Math.hypot((xx - yy) / 2, xy);
  const second = (xx * yy - xy * xy) / first; // det Σ ÷ λ₁ does not cancel as a difference of roots would
  if (!(second > 0 && first < Infinity)) throw new FitError('not-positive-definite', { eigenvalue: second });
  return { eigenvalues: [first, second], angleRadians: Math.atan2(2 * xy, xx - yy) / 2 };
}

/** QΛQᵀ, the inverse of `eigen2d`; eigenvalues in any order. */
export function fromEigen2d([first, second]: readonly [number, number], angleRadians: number): Matrix2 {
  const [cos, sin] = [Math.cos(angleRadians), Math.sin(angleRadians)];
  const xy = (first - second) * sin * cos;
  return [
    [first * cos * cos + second * sin * sin, xy],
    [xy, first * sin * sin + second * cos * cos],
  ];
}
