/** Probabilities at which every numeric column is described. */
export const summaryProbabilities = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99] as const;

/** Moments and order statistics of one numeric column, missing cells left out. A value that is not defined for so few rows is null. */
export interface ColumnSummary {
  /** Number of values. */
  n: number;
  min: number | null;
  max: number | null;
  mean: number | null;
  /** Standard deviation dividing by n, the maximum-likelihood estimate. */
  sdMle: number | null;
  /** Standard deviation dividing by n − 1. */
  sdSample: number | null;
  /** Third standardised moment, dividing by n; null when the standard deviation is 0. */
  skewness: number | null;
  /** Fourth standardised moment minus 3, dividing by n; null when the standard deviation is 0. */
  excessKurtosis: number | null;
  /** Quantiles of R's type 7 (linear interpolation of order statistics), at ascending probabilities. */
  quantiles: { probability: number; value: number }[];
  /** Number of different values, exact up to 10 000, then null. */
  distinct: number | null;
}
