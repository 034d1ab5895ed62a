import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import type { LoadProgress } from '../../../shared/contract/requests.ts';
import type { GatheredValues } from '../dataset/gather-values.ts';
import type { Condition, SelectedRows } from '../dataset/select-rows.ts';
import type { Table } from '../dataset/table.ts';
import type { MomentSums } from '../kernels/moments.ts';

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
export interface Jobs {
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
}

export type JobName = keyof Jobs;
export type JobInput<J extends JobName> = Jobs[J]['input'];
export type JobOutput<J extends JobName> = Jobs[J]['output'];
export type JobProgress<J extends JobName> = Jobs[J]['progress'];
