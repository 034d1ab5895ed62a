import type { SamplingStatistic } from '../../../shared/statistics/sampling-statistic.ts';
import type { UnivariateDistribution } from '../../../shared/statistics/univariate-distribution.ts';

/** What samples are drawn from, as a person chose it. */
export type PopulationChoice =
  /** The column shown, under the filters. */
  | { kind: 'column' }
  | { kind: 'distribution'; distribution: UnivariateDistribution }
  /** One column of a mixture that was fitted: `fit` is its place in the ledger. */
  | { kind: 'fit'; fit: string; column: string };

/** How the Sampling view of a dataset is arranged: plain data. */
export interface SamplingState {
  population: PopulationChoice;
  /** Consecutive rows of a column that are drawn together; 1 for independent values. */
  blockRows: number;
  /** N, values per sample. */
  size: number;
  statistic: SamplingStatistic;
  /** Samples drawn. */
  repeats: number;
  seed: number;
  /** The axis of the statistics: the population's, to see how they narrow, or one that they fill. */
  axis: 'shared' | 'own';
  /** What is drawn against N. */
  against: 'width' | 'skewness';
}

export const defaultSampling: SamplingState = {
  population: { kind: 'column' },
  blockRows: 1,
  size: 10,
  statistic: { kind: 'mean' },
  repeats: 10_000,
  seed: 1,
  axis: 'shared',
  against: 'width',
};
