import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';

/** Mean Σ φₖ μₖ and covariance Σ φₖ (Σₖ + (μₖ − μ)(μₖ − μ)ᵀ) of p(x): what is within components, and between them. */
export function mixtureMoments({ weights, means, covariances }: GaussianMixture): {
  mean: number[];
  covariance: number[][];
} {
  const over = (value: (k: number) => number): number => weights.reduce((sum, weight, k) => sum + weight * value(k), 0);
  const mean = (means[0] ?? []).map((_, j) => over((k) => means[k]![j]!));
  const covariance = mean.map((_, i) =>
    mean.map((__, j) => over((k) => covariances[k]![i]![j]! + (means[k]![i]! - mean[i]!) * (means[k]![j]! - mean[j]!))),
  );
  return { mean, covariance };
}
