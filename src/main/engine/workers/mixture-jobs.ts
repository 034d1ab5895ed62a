import type { CovarianceModel } from '../../../shared/statistics/covariance-models.ts';
import type { GaussianMixture, GaussianMixtureFit, StartMethod } from '../../../shared/statistics/gaussian-mixture.ts';
import type { MixtureStandardErrors, StandardErrorMethod } from '../../../shared/statistics/mixture-standard-errors.ts';
import type { MixtureFitProgress } from '../../../shared/contract/mixture-requests.ts';
import type { LabelCodes } from '../dataset/label-codes.ts';
import type { SelectedRows } from '../dataset/select-rows.ts';
import type { Table, TableColumn } from '../dataset/table.ts';
import type { MixtureOptions } from '../statistics/gaussian-mixture/fit.ts';
import type { NullSamples } from '../statistics/gaussian-mixture/likelihood-ratio.ts';
import type { InformationPart } from '../statistics/gaussian-mixture/information.ts';
import type { GroupEntropy, GroupPass } from '../statistics/gaussian-mixture/merge-groups.ts';
import type { TeamMemory } from '../statistics/gaussian-mixture/pass-team.ts';
import type { MixtureInput, PreparedRows } from '../statistics/gaussian-mixture/prepare-rows.ts';
import type { RangePass } from '../statistics/gaussian-mixture/range-pass.ts';
import type { FitRows, RowPattern } from '../statistics/gaussian-mixture/row-patterns.ts';
import type { ScanOptions, ScannedCell } from '../statistics/gaussian-mixture/scan.ts';
import type { TaskDone, WorkPart } from './mixture-tasks.ts';

interface Job<Input, Output, Progress = never> {
  input: Input;
  output: Output;
  progress: Progress;
}

/** What a worker thread can be asked about Gaussian mixtures. */
export interface MixtureJobs {
  /** One byte per row of the table, 1 for the selected ones. */
  'include-rows': Job<{ selected: Uint32Array; rows: number }, Uint8Array<SharedArrayBuffer>>;
  /** Codes are places of components. */
  'label-rows': Job<
    { column: TableColumn; name: string; share: number; components: readonly number[] | null },
    LabelCodes
  >;
  /** Rows by the columns in which they have values; null where none has a gap. */
  'gather-patterns': Job<{ columns: readonly Float64Array[] }, RowPattern[] | null>;
  'prepare-mixture-rows': Job<MixtureInput, PreparedRows>;
  'fit-mixture': Job<{ input: MixtureInput; options: MixtureOptions }, GaussianMixtureFit, MixtureFitProgress>;
  /** A thread's part of a scan; `claimed` is one word that all parts share. */
  'scan-mixtures': Job<
    { input: MixtureInput; options: ScanOptions; claimed: Int32Array<SharedArrayBuffer> },
    null,
    { cell: ScannedCell; elapsedMs: number }
  >;
  /** A thread's part of work that consists of many tasks; results are told as they are made. */
  'mixture-tasks': Job<WorkPart, null, TaskDone>;
  /** Entropies of one division of the components into groups, chunk by chunk. */
  'group-entropy': Job<GroupPass, GroupEntropy[]>;
  /** Each column's measurement step, 0 where its values stand on no grid that could be seen. */
  'measurement-steps': Job<{ columns: readonly Float64Array[] }, number[]>;
  /** What samples of the one Gaussian fitted to the rows look like. */
  'single-gaussian': Job<{ input: MixtureInput; step: readonly number[] }, NullSamples>;
  'null-samples': Job<{ input: MixtureInput; mixture: GaussianMixture; step: readonly number[] }, NullSamples>;
  /** A helper's part of a fit. */
  'serve-mixture-chunks': Job<{ rows: Omit<FitRows, 'centre' | 'factor'>; memory: TeamMemory }, null>;
  'mixture-pass': Job<RangePass, Float64Array[]>;
  /** What some rows add to standard errors. */
  'standard-errors-part': Job<
    { prepared: PreparedRows; mixture: GaussianMixture; method: StandardErrorMethod; from: number; to: number },
    InformationPart
  >;
  'standard-errors': Job<
    {
      prepared: PreparedRows;
      mixture: GaussianMixture;
      method: StandardErrorMethod;
      covarianceModel: CovarianceModel;
      parts: InformationPart[];
    },
    MixtureStandardErrors
  >;
  'first-mixture': Job<
    {
      prepared: PreparedRows;
      components: number;
      covarianceModel: CovarianceModel;
      method: StartMethod;
      seed: number;
    },
    GaussianMixture
  >;
  'choose-mixture-rows': Job<
    { input: MixtureInput; count: number },
    { rows: Uint32Array; values: Float64Array[]; labels: Int32Array | null; used: number }
  >;
  'sample-mixture': Job<
    { mixture: GaussianMixture; seed: number; block: number; rows: number },
    { columns: Float64Array[]; components: Int32Array }
  >;
  /** Shape (names + 1, K + 1): rows of each name, those without one last, per component, the noise last. */
  'cross-table': Job<
    { input: MixtureInput; prepared: PreparedRows; mixture: GaussianMixture; codes: Int32Array; names: number },
    number[][]
  >;
  'mixture-rows': Job<
    {
      table: Table;
      selected: SelectedRows;
      input: MixtureInput;
      prepared: PreparedRows;
      mixture: GaussianMixture;
      names: string[];
      from: number;
      count: number;
    },
    { total: number; text: string }
  >;
}
