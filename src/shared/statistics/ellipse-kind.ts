import { FitError } from './fit-error.ts';

/**
 * What an ellipse around a fitted Gaussian is to hold: a share of the fitted Gaussian itself; the next row; or the true
 * mean.
 */
export type EllipseKind = 'coverage' | 'prediction' | 'mean';

/**
 * D² on the border of an ellipse, with the covariance that divides by n. Two columns have closed forms, because
 * P(F(2, m) ≤ f) = 1 − (1 + 2f/m)^(−m/2):
 * coverage: −2 ln(1 − p), the quantile of χ²₂; prediction: (n + 1) q and mean: q, with q = (1 − p)^(−2/(n − 2)) − 1.
 * @param probability  0 < p < 1: the share of the Gaussian, or the confidence
 * @param n            rows the Gaussian was fitted to; prediction and mean need at least 3
 * @throws {FitError} `invalid-parameter`, `too-few-rows`
 * @see [JohnsonWichern2007] results 4.7 and 5.1, section 5.4
 */
export function squaredRadius(kind: EllipseKind, probability: number, n: number): number {
  if (!(probability > 0 && probability < 1)) throw new FitError('invalid-parameter', { probability });
  if (kind === 'coverage') return -2 * Math.log1p(-probability);
  if (!(n > 2)) throw new FitError('too-few-rows', { rows: n, needed: 3 });
  const q = Math.expm1((-2 / (n - 2)) * Math.log1p(-probability));
  return kind === 'mean' ? q : (n + 1) * q;
}
