import { confidenceEllipse, ellipsePoints } from '../../../shared/statistics/confidence-ellipse.ts';
import type { Matrix2, Point } from '../../../shared/statistics/affine-map.ts';
import { coverageOfSigmas } from '../../../shared/statistics/coverage.ts';
import { squaredRadius, type EllipseKind } from '../../../shared/statistics/ellipse-kind.ts';
import type { PrincipalAxes } from '../../../shared/statistics/gaussian-fit.ts';
import { formatNumber, formatShare } from './number-format.ts';

/** How large an ellipse is asked for: by the share it holds, or in standard deviations, which hold 39 % in two dimensions. */
export interface EllipseLevel {
  by: 'share' | 'sigma';
  /** 0 < share < 1, or k > 0. */
  value: number;
}

export const shareOf = ({ by, value }: EllipseLevel): number => (by === 'share' ? value : coverageOfSigmas(value, 2));

/** 95 % and not 95.00 %: a share that was chosen is exact. */
const percent = (share: number): string => `${formatNumber(100 * share, 6)}\u202f%`;

export const levelName = (level: EllipseLevel): string =>
  level.by === 'share'
    ? percent(level.value)
    : `${formatNumber(level.value, 3)}σ (${formatShare(coverageOfSigmas(level.value, 2))})`;

export const shortLevelName = ({ by, value }: EllipseLevel): string =>
  by === 'share' ? percent(value) : `${formatNumber(value, 3)}σ`;

/** D² on its border; null where so few rows allow no such ellipse. */
export function levelRadius(level: EllipseLevel, kind: EllipseKind, n: number): number | null {
  return kind !== 'coverage' && n < 3 ? null : squaredRadius(kind, shareOf(level), n);
}

/**
 * Points of the ellipse D² = `squared`, in the columns' units, closed; of a singular covariance the segment that is left
 * of it, there and back.
 */
export function ellipseLine(mean: Point, covariance: Matrix2, axes: PrincipalAxes, squared: number): Point[] {
  const [first = 0, second = 0] = axes.variances;
  if (second > 0 && covariance[0][0] * covariance[1][1] - covariance[0][1] ** 2 > 0)
    return ellipsePoints(confidenceEllipse(mean, covariance, -Math.expm1(-squared / 2)), 128);
  const [a = 1, b = 0] = axes.directions[0] ?? [];
  const reach = Math.sqrt(squared * first);
  const end = (sign: number): Point => [mean[0] + sign * reach * a, mean[1] + sign * reach * b];
  return [end(-1), end(1), end(-1)];
}
