import { expectedQuantile } from './quantile-band.ts';
import { plottedRanks } from './quantile-plot.ts';

/**
 * Order statistics beside the quantiles that a standard normal would be expected to have: the points of a
 * quantile-quantile plot whose line comes from elsewhere.
 * @param sorted  ascending, shape (n,), n ≥ 1
 * @param most    largest number of points to return
 * @returns both of one shape, ascending
 */
export function normalPlotPoints(
  sorted: Float64Array,
  most: number,
): { theoretical: Float64Array; sample: Float64Array } {
  const ranks = plottedRanks(sorted.length, most);
  return {
    theoretical: ranks.map((rank) => expectedQuantile(rank, sorted.length)),
    sample: ranks.map((rank) => sorted[rank]!),
  };
}
