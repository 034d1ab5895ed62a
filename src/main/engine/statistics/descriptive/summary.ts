import { summaryProbabilities, type ColumnSummary } from '../../../../shared/statistics/column-summary.ts';
import { distinctOfRange } from './distinct-values.ts';
import { moments, type Moments } from './moments.ts';
import { quantileSearch } from './quantile.ts';
import { runRankPasses } from './order-statistics.ts';

/** The summary of a column from what its passes found: moments, quantiles at `summaryProbabilities`, different values. */
export function summaryOf(all: Moments, quantiles: readonly number[], distinct: Float64Array | null): ColumnSummary {
  return {
    ...all,
    quantiles: quantiles.map((value, i) => ({ probability: summaryProbabilities[i]!, value })),
    distinct: distinct?.length ?? null,
  };
}

/** The summary of a column's finite values, on one thread. */
export function summary(values: Float64Array): ColumnSummary {
  const all = moments(values);
  const quantiles =
    all.n === 0 ? [] : runRankPasses(quantileSearch(summaryProbabilities, all.n, all.min!, all.max!), values);
  return summaryOf(all, quantiles, distinctOfRange(values, 0, values.length));
}
