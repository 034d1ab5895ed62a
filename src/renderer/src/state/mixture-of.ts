import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';

/** The mixture alone, without what a fit tells of it. */
export const mixtureOf = ({ weights, means, covariances, noise }: GaussianMixture): GaussianMixture => ({
  weights,
  means,
  covariances,
  noise,
});
