import type { SampleDraws } from '../statistics/sampling/draw-statistics.ts';

interface Job<Input, Output, Progress = never> {
  input: Input;
  output: Output;
  progress: Progress;
}

type Shared = Float64Array<SharedArrayBuffer>;

/** What a worker thread can be asked about samples. */
export interface SamplingJobs {
  /** Values without NaN, in the order of the rows, on shared memory. */
  'present-values': Job<{ values: Shared }, Shared>;
  'serial-correlation': Job<{ values: Shared; mean: number }, number | null>;
  /** Writes the statistics of samples [from, to) to their places; tells how many samples were drawn since it told last. */
  'draw-statistics': Job<{ draws: SampleDraws; from: number; to: number; out: Shared }, null, number>;
  'draw-sample': Job<{ draws: SampleDraws; place: number }, { values: Float64Array; statistic: number }>;
  /** Order statistics at places even along the axis of normal quantiles; `sorted` ascending. */
  'normal-plot-points': Job<{ sorted: Shared; points: number }, { theoretical: Float64Array; sample: Float64Array }>;
}
