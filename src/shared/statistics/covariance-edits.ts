import type { Matrix2, Point } from './affine-map.ts';
import { eigen2d, fromEigen2d } from './eigen-2d.ts';

/**
 * Changes of a 2 × 2 covariance that keep it positive definite, and keep all that is not being changed. λ₂ stays at least
 * `leastRatio` times λ₁: what would pass that limit stops there. λ₁ stays a little above λ₂, because a circle has
 * forgotten its direction.
 */
const justAbove = 1 + 1e-6;

export const correlationOf = ([[xx, xy], [, yy]]: Matrix2): number => xy / Math.sqrt(xx * yy);

/** λ₂ ÷ λ₁, 0 to 1. */
export function eigenvalueRatio(covariance: Matrix2): number {
  const [first, second] = eigen2d(covariance).eigenvalues;
  return second / first;
}

/**
 * The largest |ρ| that leaves λ₂ ≥ r λ₁: det Σ = σₓ²σᵧ²(1 − ρ²) must not fall below (tr Σ)² r / (1 + r)².
 * 0 where the variances alone reach the limit.
 */
export function mostCorrelation(varianceX: number, varianceY: number, leastRatio: number): number {
  const trace = varianceX + varianceY;
  const least = (trace * (trace / (1 + leastRatio)) * leastRatio) / (1 + leastRatio) / varianceX / varianceY;
  return Math.sqrt(Math.max(0, 1 - least));
}

/** Another variance, the other one kept; ρ kept too, or brought to its limit. */
export function withVariance(covariance: Matrix2, axis: 0 | 1, variance: number, leastRatio: number): Matrix2 {
  const other = covariance[1 - axis]![1 - axis]!;
  const within = Math.min(other / leastRatio, Math.max(other * leastRatio, variance));
  const variances: [number, number] = axis === 0 ? [within, other] : [other, within];
  return ofCorrelation(variances, correlationOf(covariance), leastRatio);
}

/** Another ρ, both variances kept. */
export function withCorrelation(covariance: Matrix2, correlation: number, leastRatio: number): Matrix2 {
  return ofCorrelation([covariance[0][0], covariance[1][1]], correlation, leastRatio);
}

function ofCorrelation([xx, yy]: readonly [number, number], correlation: number, leastRatio: number): Matrix2 {
  const most = mostCorrelation(xx, yy, leastRatio);
  const xy = Math.min(most, Math.max(-most, correlation)) * Math.sqrt(xx * yy);
  return [
    [xx, xy],
    [xy, yy],
  ];
}

/** Another direction of the first axis, both eigenvalues kept. */
export function withAngle(covariance: Matrix2, angleRadians: number): Matrix2 {
  return fromEigen2d(eigen2d(covariance).eigenvalues, angleRadians);
}

/** Another eigenvalue, the other one and the direction kept; the first stays the larger. */
export function withEigenvalue(covariance: Matrix2, which: 0 | 1, value: number, leastRatio: number): Matrix2 {
  const { eigenvalues, angleRadians } = eigen2d(covariance);
  const [first, second] = eigenvalues;
  const changed =
    which === 0
      ? ([Math.min(second / leastRatio, Math.max(second * justAbove, value)), second] as const)
      : ([first, Math.min(first / justAbove, Math.max(first * leastRatio, value))] as const);
  return fromEigen2d(changed, angleRadians);
}

/** Ends of the axes of the ellipse of a radius, in standard deviations: μ + radius √λᵢ qᵢ. */
export function axisEnds(mean: Point, covariance: Matrix2, radius: number): [first: Point, second: Point] {
  const { eigenvalues, angleRadians } = eigen2d(covariance);
  const [cos, sin] = [Math.cos(angleRadians), Math.sin(angleRadians)];
  const [long, short] = eigenvalues.map((value) => radius * Math.sqrt(value)) as [number, number];
  return [
    [mean[0] + long * cos, mean[1] + long * sin],
    [mean[0] - short * sin, mean[1] + short * cos],
  ];
}

/**
 * The covariance whose ellipse ends where a hand has drawn the end of an axis. The first axis turns and stretches, the
 * second stretches; neither passes the other.
 * @param radius  of the ellipse in standard deviations
 */
export function withAxisEnd(
  { mean, covariance, radius }: { mean: Point; covariance: Matrix2; radius: number },
  which: 0 | 1,
  [x, y]: Point,
  leastRatio: number,
): Matrix2 {
  const { angleRadians } = eigen2d(covariance);
  const [dx, dy] = [(x - mean[0]) / radius, (y - mean[1]) / radius];
  if (which === 1) {
    const across = dy * Math.cos(angleRadians) - dx * Math.sin(angleRadians);
    return withEigenvalue(covariance, 1, across * across, leastRatio);
  }
  const turned = dx === 0 && dy === 0 ? covariance : withAngle(covariance, Math.atan2(dy, dx));
  return withEigenvalue(turned, 0, dx * dx + dy * dy, leastRatio);
}
