/**
 * Where standard errors come from: the products of the rows' scores, the curvature of the log-likelihood, or both (robust
 * where the model is not quite true).
 */
export type StandardErrorMethod = 'scores' | 'hessian' | 'sandwich';

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
