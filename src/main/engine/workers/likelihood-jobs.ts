import type { FirstRows, LikelihoodProduct } from '../../../shared/statistics/likelihood-product.ts';
import type { SelectedRows } from '../dataset/select-rows.ts';

interface Job<Input, Output> {
  input: Input;
  output: Output;
  progress: never;
}

/** What a worker thread can be asked about a likelihood in the order of the rows. */
export interface LikelihoodJobs {
  'likelihood-product': Job<
    {
      values: Float64Array<SharedArrayBuffer>;
      selected: SelectedRows;
      normal: { mean: number; sd: number };
      points: number;
    },
    LikelihoodProduct
  >;
  'first-rows': Job<{ values: Float64Array<SharedArrayBuffer>; sizes: number[] }, FirstRows>;
}
