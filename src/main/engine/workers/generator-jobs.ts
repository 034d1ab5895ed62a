import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';
import type { DrawnRows } from '../statistics/gaussian-mixture/draw-range.ts';
import type { DrawTally } from '../statistics/gaussian-mixture/tally-draw.ts';

interface Job<Input, Output> {
  input: Input;
  output: Output;
  progress: never;
}

/** What a worker thread can be asked about draws from a mixture. */
export interface GeneratorJobs {
  /** Writes the rows [from, to) into `drawn`. */
  'draw-rows': Job<{ mixture: GaussianMixture; seed: number; drawn: DrawnRows; from: number; to: number }, null>;
  'tally-draw': Job<
    {
      drawn: DrawnRows;
      parts: number;
      centre: number[];
      bins: { from: number; to: number; count: number } | null;
    },
    DrawTally
  >;
  /** The rows [from, to) as CSV; with `header`, the names first. */
  'draw-text': Job<{ drawn: DrawnRows; header: string[] | null; from: number; to: number }, Uint8Array>;
}
