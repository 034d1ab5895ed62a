/**
 * Normal quantile-quantile plot of one column. All arrays have the same length, at most the number asked for: with more
 * values the plotted ones are chosen evenly in rank, the extremes always among them.
 */
export interface QuantilePlot {
  /** Expected standard normal quantiles Φ⁻¹(p), ascending. */
  theoretical: Float64Array;
  /** Order statistics of the column, ascending, in its units. */
  sample: Float64Array;
  /** Simultaneous confidence band under the fitted normal, in the column's units. */
  bandLower: Float64Array;
  bandUpper: Float64Array;
  /** Probability that all n points of a normal sample lie inside the band. */
  confidence: number;
  /** How the band was made, to be shown. */
  bandMethod: string;
  /** Points of all n (not only the plotted) outside the band. */
  outside: number;
  n: number;
  /** Correlation of all n pairs of expected and observed quantiles. */
  correlation: number;
}
