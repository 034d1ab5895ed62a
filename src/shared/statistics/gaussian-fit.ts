/** One column as a sum of others: column = constant + Σ coefficientⱼ × otherⱼ, for every row used. */
export interface LinearRelation {
  /** Place of the column among those fitted, from 0. */
  column: number;
  /** Places of the columns it is made of; none where it is constant. */
  others: number[];
  /** In the columns' own units, shape of `others`. */
  coefficients: number[];
  constant: number;
}

/** Axes of a covariance: Σ = QΛQᵀ. */
export interface PrincipalAxes {
  /** λ, descending, shape (d,). */
  variances: number[];
  /** Unit vectors, one per axis, shape (d, d); each one's largest entry is positive. */
  directions: number[][];
}

/** A Gaussian of d columns fitted to n rows. */
export interface GaussianFit {
  model: 'gaussian';
  /** By maximum likelihood, or by the reweighted minimum covariance determinant. */
  estimator: 'classical' | 'robust';
  n: number;
  /** μ̂, shape (d,). */
  mean: number[];
  /** Σ̂, shape (d, d), dividing by n (robust: scaled to be consistent for a normal). */
  covariance: number[][];
  /** S, dividing by n − 1; null when n = 1 or the estimator is robust. */
  covarianceSample: number[][] | null;
  /** Pearson's r from the covariance, shape (d, d). */
  correlation: number[][];
  axes: PrincipalAxes;
  /** Of the n rows at (μ̂, Σ̂), natural logarithm; null where it is unbounded because columns are collinear. */
  logLikelihood: number | null;
  /** Number of free parameters, d + d(d + 1)/2. */
  parameters: number;
  /** −2ℓ + 2p; null without a log-likelihood. */
  aic: number | null;
  /** −2ℓ + p ln n; null without a log-likelihood. */
  bic: number | null;
  /** Columns that are not determined by the ones before them. */
  rank: number;
  /** One per column that is: empty for a covariance that can be inverted. */
  relations: LinearRelation[];
  /** Largest ÷ smallest eigenvalue of the correlations: above 1e8 the columns are nearly collinear. Null where collinear. */
  condition: number | null;
  /** `collinear`: the rows lie in a plane, and distances count within it. */
  status: 'converged' | 'collinear';
  /** Robust only: rows that the estimate rests on, and those set aside. */
  kept: number;
  setAside: number;
}
