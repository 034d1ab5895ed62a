/** Is a mixture of K + 1 components better than chance would make it look, if K were enough? */
export interface LikelihoodRatioTest {
  /** 2(ℓ(K + 1) − ℓ(K)) of the rows. */
  statistic: number;
  /** The same of samples drawn from the fit with K components, in the order of their numbers. */
  simulated: number[];
  /** Samples in which one of the two fits had no honest solution; they are left out. */
  failed: number;
  /** (1 + simulated values at or above the statistic) / (1 + samples). */
  pValue: number;
}
