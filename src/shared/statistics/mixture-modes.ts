import type { GaussianMixture } from './gaussian-mixture.ts';
import { inverseOfLower, lowerFactor } from './lower-factor.ts';
import { mixtureDensity, toResponsibilities } from './mixture-density.ts';

/** A local maximum of p(x). */
export interface Mode {
  /** Shape (d,). */
  at: number[];
  logDensity: number;
}

/** Steps along a way between two means. */
const steps = 100;

/**
 * The modes of p(x) = Σ φₖ 𝒩(x | μₖ, Σₖ), highest first, at least one. All of them lie on the ridgelines between the
 * means; for one column and for two components these are curves, which are searched from end to end. For three components
 * or more of several columns every pair is searched and climbed from: a mode that no pair leads to would be missed.
 * @throws {FitError} `not-positive-definite`, with the component, counted from 1
 * @see [RayLindsay2005], [CarreiraPerpinan2000]
 */
export function mixtureModes(mixture: GaussianMixture): Mode[] {
  const { means } = mixture;
  const climb = climber({ ...mixture, noise: null });
  const starts = means.map((mean) => [...mean]);
  for (let k = 0; k < means.length; k++)
    for (let l = 0; l < k; l++) starts.push(...peaks(ridgeline(mixture, k, l), climb.logDensity));
  const ends = starts.map(climb.from).sort((a, b) => b.logDensity - a.logDensity);
  // Where two modes just meet the top is flat: no strict maximum, and still the one there is.
  const strict = ends.filter(({ isMaximum }) => isMaximum);
  const found: Mode[] = [];
  for (const { at, logDensity } of strict.length > 0 ? strict : ends.slice(0, 1))
    if (!found.some((known) => climb.near(known.at, at))) found.push({ at, logDensity });
  return found;
}

/** Points of a pair's ridgeline x(α) = ((1 − α) Σₖ⁻¹ + α Σₗ⁻¹)⁻¹ ((1 − α) Σₖ⁻¹ μₖ + α Σₗ⁻¹ μₗ), from μₖ to μₗ. */
function ridgeline({ means, covariances }: GaussianMixture, k: number, l: number): number[][] {
  const [a, b] = [inverse(covariances[k]!)!, inverse(covariances[l]!)!];
  const [pullA, pullB] = [product(a, means[k]!), product(b, means[l]!)];
  return Array.from({ length: steps + 1 }, (_, i) => {
    const share = i / steps;
    const mixed = a.map((row, p) => row.map((value, q) => (1 - share) * value + share * b[p]![q]!));
    const pull = pullA.map((value, p) => (1 - share) * value + share * pullB[p]!);
    return product(inverse(mixed)!, pull);
  });
}

/** Points that are higher than their neighbours. */
function peaks(line: readonly number[][], height: (x: readonly number[]) => number): number[][] {
  const heights = line.map(height);
  const above = (i: number, other: number): boolean => heights[i]! >= (heights[other] ?? -Infinity);
  return line.filter((_, i) => above(i, i - 1) && above(i, i + 1));
}

/** Climbs p(x) by Newton's step where it rises, else by the mean shift, which always does. */
function climber(mixture: GaussianMixture) {
  const { means, covariances } = mixture;
  const density = mixtureDensity(mixture);
  const inverses = covariances.map((covariance) => inverse(covariance)!);
  const terms = new Float64Array(density.parts);
  const logDensity = (x: readonly number[]): number => toResponsibilities(density.logTerms(x, terms));
  // Distances are measured by the narrowest component about: the sum of all inverses.
  const scale = inverses.reduce((sum, matrix) => sum.map((row, i) => row.map((v, j) => v + matrix[i]![j]!)));
  const length = (x: readonly number[]): number =>
    Math.sqrt(product(scale, x).reduce((sum, value, i) => sum + value * x[i]!, 0));

  /** Gradient of ln p, its Hessian times −1, and the mean-shift step. */
  const look = (x: readonly number[]) => {
    logDensity(x);
    const shares = Array.from(terms);
    const pulls = inverses.map((matrix, k) =>
      product(
        matrix,
        means[k]!.map((value, i) => value - x[i]!),
      ),
    );
    const gradient = x.map((_, i) => pulls.reduce((sum, pull, k) => sum + shares[k]! * pull[i]!, 0));
    const precision = x.map((_, i) =>
      x.map((__, j) => inverses.reduce((sum, m, k) => sum + shares[k]! * m[i]![j]!, 0)),
    );
    const curvature = precision.map((row, i) =>
      row.map(
        (value, j) =>
          value -
          pulls.reduce((sum, pull, k) => sum + shares[k]! * pull[i]! * pull[j]!, 0) +
          gradient[i]! * gradient[j]!,
      ),
    );
    return { gradient, curvature, shift: product(inverse(precision)!, gradient) };
  };

  return {
    logDensity,
    /** Less than a fiftieth of a standard deviation apart: where two modes part, rounding alone moves them by that. */
    near: (a: readonly number[], b: readonly number[]): boolean => length(a.map((value, i) => value - b[i]!)) < 0.02,
    /** Where a climb ends, and whether the density falls away from there in every direction. */
    from: (start: readonly number[]): Mode & { isMaximum: boolean } => {
      let x = [...start];
      let height = logDensity(x);
      for (let i = 0; i < 2000; i++) {
        const { gradient, curvature, shift } = look(x);
        const turned = inverse(curvature);
        const newton = turned && product(turned, gradient);
        const further = (step: readonly number[]): number[] => x.map((value, j) => value + step[j]!);
        let next = newton && length(newton) < 2 ? further(newton) : null;
        if (!next || logDensity(next) < height) next = further(shift);
        const moved = length(next.map((value, j) => value - x[j]!));
        x = next;
        height = logDensity(x);
        if (moved < 1e-9) break;
      }
      return { at: x, logDensity: height, isMaximum: inverse(look(x).curvature) !== null };
    },
  };
}

const product = (matrix: readonly (readonly number[])[], x: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, j) => sum + value * x[j]!, 0));

/** Of a symmetric matrix; null where it is not positive definite. */
function inverse(matrix: readonly (readonly number[])[]): number[][] | null {
  const l = lowerFactor(matrix);
  if (!l) return null;
  const w = inverseOfLower(l);
  return matrix.map((_, i) => matrix.map((__, j) => w.reduce((sum, row) => sum + row[i]! * row[j]!, 0)));
}
