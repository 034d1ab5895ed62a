/** How well a mixture predicts rows it was not fitted to; higher is better. */
export interface CrossValidation {
  /** Log-likelihood of rows that the fit had not seen, per row, averaged over all rows. */
  logLikelihoodPerRow: number;
  /**
   * Standard error of that average, from the rows' own log-likelihoods: how much it would differ on other rows. The folds'
   * fits share most of their rows, which it does not see, so it is a little too small.
   */
  standardError: number;
  folds: number;
}
