import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import type { Filter } from '../../../shared/contract/filter.ts';
import type { BinRule } from '../../../shared/statistics/histogram.ts';
import { defaultGenerator, type GeneratorState } from './generator-state.ts';
import {
  defaultCompare,
  defaultMixture,
  type CompareState,
  type LedgerEntry,
  type MixtureState,
} from './mixture-state.ts';
import { defaultCovariance, type CovarianceState } from './covariance-state.ts';
import {
  defaultColumnLikelihood,
  defaultLikelihood,
  type ColumnLikelihood,
  type LikelihoodState,
} from './likelihood-state.ts';
import { defaultPair, type PairState } from './pair-state.ts';
import { defaultSampling, type SamplingState } from './sampling-state.ts';

/**
 * Everything a person arranged: plain data, so that undo, the saved session and a reload of the page are one mechanism.
 * It holds no data and no result; both come from the engine.
 */
export interface ViewState {
  /** The dataset shown; null when none is open. */
  datasetId: string | null;
  /** The view shown, one of the registered ones. */
  view: string;
  datasets: Record<string, DatasetState>;
}

/** What a person arranged for one dataset. */
export interface DatasetState {
  /** The column shown. */
  column: string | null;
  filters: Filter[];
  /** Column that splits the rows into groups. */
  groupBy: string | null;
  /** What the reader of the file was told. */
  overrides: DialectOverrides;
  distribution: DistributionState;
  pair: PairState;
  mixture: MixtureState;
  likelihood: LikelihoodState;
  generator: GeneratorState;
  sampling: SamplingState;
  covariance: CovarianceState;
  /** Every fit that was kept, in the order in which they were made. */
  ledger: LedgerEntry[];
  compare: CompareState;
  /** By column. */
  columns: Record<string, ColumnState>;
}

/** How the Distribution view looks, for every column. */
export interface DistributionState {
  vertical: 'count' | 'density';
  /** Groups over one another, or each in a chart of its own. */
  arrangement: 'overlaid' | 'multiples';
  rug: boolean;
  /** The chart below the histogram. */
  lower: 'quantiles' | 'likelihood' | 'both' | 'none';
  /** The group whose numbers the inspector shows. */
  group: string | null;
  /** Of intervals of the estimates, 0 to 1. */
  confidence: number;
}

/** What a person arranged for one column. */
export interface ColumnState {
  /** Null leaves the choice to the number of rows. */
  rule: BinRule | null;
  interval: [from: number, to: number] | null;
  /** The part of the x axis shown; null for all of it. */
  window: [from: number, to: number] | null;
  /** The axes count in this many of the column's units. */
  unit: number;
  /** Parameters set by hand; null for the fit. */
  model: { mean: number; sd: number } | null;
  likelihood: ColumnLikelihood;
}

export const emptyViewState: ViewState = { datasetId: null, view: 'distribution', datasets: {} };

export const defaultDistribution: DistributionState = {
  vertical: 'density',
  arrangement: 'overlaid',
  rug: true,
  lower: 'both',
  group: null,
  confidence: 0.95,
};

export const defaultColumn: ColumnState = {
  rule: null,
  interval: null,
  window: null,
  unit: 1,
  model: null,
  likelihood: defaultColumnLikelihood,
};

export const defaultDataset: DatasetState = {
  column: null,
  filters: [],
  groupBy: null,
  overrides: {},
  distribution: defaultDistribution,
  pair: defaultPair,
  mixture: defaultMixture,
  likelihood: defaultLikelihood,
  generator: defaultGenerator,
  sampling: defaultSampling,
  covariance: defaultCovariance,
  ledger: [],
  compare: defaultCompare,
  columns: {},
};

export { automaticRule } from '../../../shared/statistics/automatic-rule.ts';

/** The state of the dataset shown, or null. */
export function datasetOf(state: ViewState): DatasetState | null {
  return state.datasetId === null ? null : (state.datasets[state.datasetId] ?? null);
}

/** The state of one of its columns. */
export function columnOf(dataset: DatasetState, column: string): ColumnState {
  return dataset.columns[column] ?? defaultColumn;
}
