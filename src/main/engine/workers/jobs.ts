import type { ImportPreview } from '../../../shared/contract/dataset.ts';
import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import type { ColumnOverview, LoadProgress } from '../../../shared/contract/requests.ts';
import type { GoodnessOfFit } from '../../../shared/statistics/goodness-of-fit.ts';
import type { Outcome } from '../../../shared/statistics/outcome.ts';
import type { QuantilePlot } from '../../../shared/statistics/quantile-plot.ts';
import type { TableSource } from '../dataset/byte-source.ts';
import type { GatheredValues } from '../dataset/gather-values.ts';
import type { Condition, SelectedRows } from '../dataset/select-rows.ts';
import type { SharedJob, SharedResult } from '../dataset/share-work.ts';
import type { Table, TableColumn } from '../dataset/table.ts';
import type { MomentSums } from '../kernels/moments.ts';
import type { Moments } from '../statistics/descriptive/moments.ts';
import type { RankPass, RankPassResult } from '../statistics/descriptive/order-statistics.ts';
import type { GeneratorJobs } from './generator-jobs.ts';
import type { LikelihoodJobs } from './likelihood-jobs.ts';
import type { MixtureJobs } from './mixture-jobs.ts';
import type { PairJobs } from './pair-jobs.ts';
import type { SamplingJobs } from './sampling-jobs.ts';

interface Job<Input, Output, Progress = never> {
  input: Input;
  output: Output;
  progress: Progress;
}

/** Rows [from, to) of a column; both lie on chunk boundaries or at the column's end. */
interface Range {
  values: Float64Array<SharedArrayBuffer>;
  from: number;
  to: number;
}

/** Everything a worker thread can be asked to do: name → input, output, progress. */
export interface Jobs extends PairJobs, MixtureJobs, GeneratorJobs, SamplingJobs, LikelihoodJobs {
  'select-rows': Job<{ conditions: Condition[]; rows: number }, SelectedRows>;
  'gather-values': Job<
    {
      values: Float64Array<SharedArrayBuffer>;
      selected: SelectedRows;
      split: { codes: Int32Array; names: string[] } | null;
      mostGroups: number;
    },
    GatheredValues
  >;
  moments: Job<Range, MomentSums[]>;
  /** The different values, null where there are too many. */
  distinct: Job<Range, Float64Array | null>;
  /** All at once, for columns of few rows; empty where there are no values. */
  quantiles: Job<{ values: Float64Array<SharedArrayBuffer>; probabilities: readonly number[] }, number[]>;
  'rank-pass': Job<Range & { pass: RankPass }, RankPassResult>;
  'count-bins': Job<Range & { edges: Float64Array }, Uint32Array>;
  /** Without NaN, ascending, on shared memory. */
  'sort-values': Job<{ values: Float64Array<SharedArrayBuffer> }, Float64Array<SharedArrayBuffer>>;
  'quantile-plot': Job<
    { sorted: Float64Array<SharedArrayBuffer>; moments: Moments; confidence: number; points: number },
    Outcome<QuantilePlot>
  >;
  'goodness-of-fit': Job<{ sorted: Float64Array<SharedArrayBuffer>; moments: Moments }, Outcome<GoodnessOfFit>>;
  overview: Job<{ column: TableColumn; selected: SelectedRows }, Omit<ColumnOverview, 'name'>>;
  'preview-table': Job<{ source: TableSource; overrides: DialectOverrides; rows: number }, ImportPreview>;
  /** A helper's share of a file that another thread reads. */
  'read-share': Job<SharedJob, SharedResult>;
  /** Lets the reader's code be compiled before the first file comes. */
  'warm-up': Job<object, void>;
  'read-table': Job<{ source: TableSource; overrides: DialectOverrides }, Table, LoadProgress>;
}

export type JobName = keyof Jobs;
export type JobInput<J extends JobName> = Jobs[J]['input'];
export type JobOutput<J extends JobName> = Jobs[J]['output'];
export type JobProgress<J extends JobName> = Jobs[J]['progress'];
