import type { SamplingStatistic, StatisticKind } from '../../../shared/statistics/sampling-statistic.ts';
import { formatNumber } from './number-format.ts';

/** Statistics in the order in which they are offered. */
export const statisticNames: Record<StatisticKind, { one: string; many: string }> = {
  mean: { one: 'mean', many: 'means' },
  sum: { one: 'sum', many: 'sums' },
  median: { one: 'median', many: 'medians' },
  sd: { one: 'standard deviation', many: 'standard deviations' },
  variance: { one: 'variance', many: 'variances' },
  minimum: { one: 'smallest', many: 'smallest values' },
  maximum: { one: 'largest', many: 'largest values' },
  range: { one: 'range', many: 'ranges' },
  quantile: { one: 'quantile', many: 'quantiles' },
};

/** `mean`, or `90 % quantile`. */
export function statisticText(statistic: SamplingStatistic, many = false): string {
  const name = statisticNames[statistic.kind][many ? 'many' : 'one'];
  return statistic.kind === 'quantile' ? `${formatNumber(100 * statistic.probability, 4)}\u202f% ${name}` : name;
}

/** True for statistics that stand on the population's own axis: a place among its values. */
export const isPlace = ({ kind }: SamplingStatistic): boolean =>
  kind === 'mean' || kind === 'median' || kind === 'minimum' || kind === 'maximum' || kind === 'quantile';
