import { moments } from './moments.ts';
import { orderStatistics, runRankPasses, type RankPass, type RankPassResult } from './order-statistics.ts';

/**
 * Quantiles of R's type 7: linear interpolation between the order statistics beside rank p (n − 1) [HyndmanFan1996].
 * A generator of passes over the rows, as `orderStatistics`.
 * @param probabilities  each in [0, 1], in any order
 * @param n    number of finite values, at least 1
 * @param min  smallest and largest of them
 * @returns one quantile per probability
 */
export function* quantileSearch(
  probabilities: readonly number[],
  n: number,
  min: number,
  max: number,
): Generator<RankPass, number[], RankPassResult> {
  const positions = probabilities.map((probability) => probability * (n - 1));
  const ranks = [...new Set(positions.flatMap((position) => [Math.floor(position), Math.ceil(position)]))].sort(
    (a, b) => a - b,
  );
  const statistics = yield* orderStatistics(ranks, min, max);
  const valueAt = new Map(ranks.map((rank, i) => [rank, statistics[i]!]));
  return positions.map((position) => {
    const share = position - Math.floor(position);
    const lower = valueAt.get(Math.floor(position))!;
    const upper = valueAt.get(Math.ceil(position))!;
    const gap = upper - lower;
    if (share === 0 || gap === 0) return lower;
    return Number.isFinite(gap) ? lower + share * gap : lower * (1 - share) + upper * share;
  });
}

/** Quantiles of a column's finite values on one thread; empty where there are none. */
export function quantiles(values: Float64Array, probabilities: readonly number[]): number[] {
  const { n, min, max } = moments(values);
  return n === 0 ? [] : runRankPasses(quantileSearch(probabilities, n, min!, max!), values);
}
