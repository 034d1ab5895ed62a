import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';

/** A parameter as three people see it. */
export interface EstimateLine {
  /** Component, by its place. */
  k: number;
  /** φ, μ of a column, σ² of a column, or the covariance of the two. */
  symbol: string;
  meaning: string;
  truth: number;
  /** Null where there is no estimate. */
  complete: number | null;
  incomplete: number | null;
}

/** Parameter by parameter: what the rows were drawn from, the closed form with z, and EM's answer without it. */
export function estimateLines(
  columns: readonly string[],
  truth: GaussianMixture,
  complete: GaussianMixture | null,
  incomplete: GaussianMixture | null,
): EstimateLine[] {
  const line = (
    k: number,
    symbol: string,
    meaning: string,
    read: (mixture: GaussianMixture) => number | undefined,
  ) => ({
    k,
    symbol,
    meaning,
    truth: read(truth) ?? NaN,
    complete: complete ? (read(complete) ?? null) : null,
    incomplete: incomplete ? (read(incomplete) ?? null) : null,
  });
  return truth.weights.flatMap((_, k) => [
    line(k, 'φ', 'weight', ({ weights }) => weights[k]),
    ...columns.map((column, i) => line(k, 'μ', `mean ${column}`, ({ means }) => means[k]?.[i])),
    ...columns.map((column, i) => line(k, 'σ²', `variance ${column}`, ({ covariances }) => covariances[k]?.[i]?.[i])),
    ...(columns.length > 1 ? [line(k, 'σ₁₂', 'covariance', ({ covariances }) => covariances[k]?.[0]?.[1])] : []),
  ]);
}
