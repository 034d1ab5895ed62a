/** Standard errors of a mixture's parameters, in the columns' units; shapes as in `GaussianMixture`. */
export interface MixtureStandardErrors {
  /** Shape (K,). */
  weights: number[];
  /** Shape (K, d). */
  means: number[][];
  /** Shape (K, d, d), symmetric. */
  covariances: number[][][];
  /** Of the noise's weight; null without noise. */
  noise: number | null;
}
