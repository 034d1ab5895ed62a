import { FitError } from './fit-error.ts';
import { logSdRoot, type SufficientStatistics } from './normal.ts';

/** Asymptotic confidence of the joint region of μ and σ where ℓ ≥ ℓ̂ − drop: P(χ²₂ ≤ 2 · drop) = 1 − e^(−drop). */
export const jointConfidence = (drop: number): number => -Math.expm1(-drop);

/**
 * The line ℓ(μ, σ) = ℓ̂ − drop, exactly: at each σ = σ̂ eᵗ between the ends of its profile,
 * (μ − x̄)² = 2σ² (drop/n + ½ − t) − σ̂².
 * @param drop   > 0
 * @param count  points on each side of x̄, at least 3
 * @returns closed, anticlockwise from the lowest σ; shape (2 · count − 1,) of (μ, σ)
 * @throws {FitError} `zero-variance` when σ̂ = 0; `invalid-parameter` for a drop that is not positive
 */
export function normalLikelihoodContour(
  data: SufficientStatistics,
  drop: number,
  count = 61,
): [mean: number, sd: number][] {
  if (!(data.sdMle > 0)) throw new FitError('zero-variance', { n: data.n, value: data.mean });
  if (!(drop > 0 && drop < Infinity)) throw new FitError('invalid-parameter', { drop });
  const perRow = drop / data.n;
  const [lowest, highest] = [logSdRoot(2 * perRow, -1), logSdRoot(2 * perRow, 1)];
  const right = Array.from({ length: count }, (_, i): [number, number] => {
    // Closer together at the ends, where the line runs across.
    const share = (1 - Math.cos((Math.PI * i) / (count - 1))) / 2;
    const t = lowest + share * (highest - lowest);
    const atAnEnd = i === 0 || i === count - 1;
    const halfWidth = atAnEnd ? 0 : Math.sqrt(Math.max(0, Math.exp(2 * t) * (2 * perRow - 2 * t + 1) - 1));
    return [halfWidth * data.sdMle, data.sdMle * Math.exp(t)];
  });
  const point =
    (side: 1 | -1) =>
    ([reach, sd]: [number, number]): [number, number] => [data.mean + side * reach, sd];
  return [...right.map(point(1)), ...right.toReversed().slice(1).map(point(-1))];
}
