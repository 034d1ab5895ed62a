/** What is computed of every sample of N values. */
export type SamplingStatistic =
  | { kind: 'mean' | 'sum' | 'median' | 'variance' | 'sd' | 'minimum' | 'maximum' | 'range' }
  /** As R's type 7, 0 < probability < 1. */
  | { kind: 'quantile'; probability: number };

export type StatisticKind = SamplingStatistic['kind'];

/** Values that a sample must have for its statistic to exist: variances divide by N − 1. */
export const fewestValues = ({ kind }: SamplingStatistic): number => (kind === 'variance' || kind === 'sd' ? 2 : 1);
