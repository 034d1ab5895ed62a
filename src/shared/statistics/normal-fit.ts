/** An estimate with its standard error and the interval of the stated confidence, all in the column's units. */
export interface Estimate {
  value: number;
  standardError: number;
  interval: [lower: number, upper: number];
}

/** The normal distribution fitted by maximum likelihood to n values. */
export interface NormalFit {
  model: 'normal';
  n: number;
  /** μ̂, the mean; exact t interval. */
  mean: Estimate;
  /** σ̂, dividing by n, the maximum-likelihood estimate; exact χ² interval. */
  sdMle: Estimate;
  /** s, dividing by n − 1; null when n = 1. */
  sdSample: number | null;
  /** Confidence of the intervals, 0 < confidence < 1. */
  confidence: number;
  /** Natural logarithm of the likelihood at (μ̂, σ̂), summed over the values. */
  logLikelihood: number;
  /** Number of free parameters, 2. */
  parameters: number;
  /** −2ℓ + 2p; lower is better. */
  aic: number;
  /** −2ℓ + p ln n; lower is better. */
  bic: number;
  /**
   * `degenerate` when σ̂ is below the distance of neighbouring doubles at the mean, so that it is made of rounding errors.
   * A column of equal values has no fit at all: FitError `zero-variance`, because its likelihood is unbounded.
   */
  status: 'converged' | 'degenerate';
}
