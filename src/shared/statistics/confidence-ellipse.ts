import type { Matrix2, Point } from './affine-map.ts';
import { FitError } from './fit-error.ts';

/** An ellipse of a plane whose axes are its columns. */
export interface ConfidenceEllipse {
  centre: Point;
  /** Longest first, in the columns' units. */
  semiAxes: readonly [major: number, minor: number];
  /** Of the longest axis from the x axis, −π/2 < angle ≤ π/2. */
  angleRadians: number;
  probability: number;
}

/**
 * Ellipse holding a given share of a bivariate normal: (x − μ)ᵀ Σ⁻¹ (x − μ) = c, where
 * c = −2 ln(1 − probability) is the χ² quantile with 2 degrees of freedom.
 * @param mean         μ, shape (2,), in the columns' units
 * @param covariance   Σ, shape (2, 2), symmetric, in those units squared
 * @param probability  share inside, 0 < p < 1
 * @throws {FitError} `not-positive-definite`, with the smaller eigenvalue of Σ; `invalid-parameter` for a share outside (0, 1)
 * @see [JohnsonWichern2007] result 4.7
 */
export function confidenceEllipse(mean: Point, covariance: Matrix2, probability: number): ConfidenceEllipse {
  const [[xx, xy], [, yy]] = covariance;
  const major = (xx + yy) / 2 + Math.hypot((xx - yy) / 2, xy);
  const minor = (xx * yy - xy * xy) / major; // det Σ ÷ λ₁: subtracting the root cancels when the columns' scales differ
  if (!(minor > 0)) throw new FitError('not-positive-definite', { eigenvalue: minor });
  if (!(probability > 0 && probability < 1)) throw new FitError('invalid-parameter', { probability });
  const c = -2 * Math.log1p(-probability);
  const angleRadians = Math.atan2(2 * xy, xx - yy) / 2;
  return { centre: mean, semiAxes: [Math.sqrt(c * major), Math.sqrt(c * minor)], angleRadians, probability };
}

/** Points on an ellipse, anticlockwise from the end of its longest axis; the last is the first again. */
export function ellipsePoints({ centre, semiAxes, angleRadians }: ConfidenceEllipse, count = 96): Point[] {
  const cos = Math.cos(angleRadians);
  const sin = Math.sin(angleRadians);
  return Array.from({ length: count + 1 }, (_, i) => {
    const t = (2 * Math.PI * (i % count)) / count;
    const along = semiAxes[0] * Math.cos(t);
    const across = semiAxes[1] * Math.sin(t);
    return [centre[0] + along * cos - across * sin, centre[1] + along * sin + across * cos] as const;
  });
}
