import type { Matrix2, Point } from './affine-map.ts';
import { FitError } from './fit-error.ts';

const twoPi = 2 * Math.PI;

/** D² = (x − μ)ᵀ Σ⁻¹ (x − μ) in two dimensions, by elimination so that nearly collinear columns cancel as little as can be. */
export function squaredDistance2D([x, y]: Point, mean: Point, [[xx, xy], [, yy]]: Matrix2): number {
  const slope = xy / xx;
  const rest = yy - slope * xy; // variance of y given x
  if (!(xx > 0 && rest > 0)) throw new FitError('not-positive-definite', { eigenvalue: Math.min(xx, rest) });
  const dx = x - mean[0];
  const dy = y - mean[1] - slope * dx;
  return (dx * dx) / xx + (dy * dy) / rest;
}

/**
 * Density of a bivariate normal, per unit of x times unit of y.
 * @throws {FitError} `not-positive-definite`
 */
export function gaussianDensity2D(point: Point, mean: Point, covariance: Matrix2): number {
  const [[xx, xy], [, yy]] = covariance;
  const square = squaredDistance2D(point, mean, covariance);
  return Math.exp(-square / 2) / (twoPi * Math.sqrt(xx * (yy - (xy / xx) * xy)));
}
