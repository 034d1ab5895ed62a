/**
 * Normal quantile-quantile plot of one column. All arrays have the same length, at most the number asked for: with more
 * values the plotted ones stand at even distances along the axis of expected quantiles, so the tails keep every value
 * and the extremes are always among them.
 */
export interface QuantilePlot {
  /** Expected standard normal quantiles Φ⁻¹(p) at the plotting positions p = (i − 3/8) / (n + 1/4), ascending. */
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
