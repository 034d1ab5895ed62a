import type { FirstRows, LikelihoodProduct } from '../statistics/likelihood-product.ts';
import type { Filter } from './filter.ts';

/** Values of one column in the order of the file, whatever splits them elsewhere. */
export interface ValuesInOrder {
  datasetId: string;
  column: string;
  filters: Filter[];
}

interface Request<Params, Value> {
  params: Params;
  value: Value;
  progress: never;
}

/** What a client may ask about the likelihood of a normal that depends on the order of the rows. */
export interface LikelihoodRequests {
  /** Multiplies the densities under a normal of this mean and standard deviation, and adds their logarithms. */
  'normal.likelihood-product': Request<ValuesInOrder & { mean: number; sd: number; points: number }, LikelihoodProduct>;
  /** Count, mean and standard deviation of the first values; sizes beyond the last value are left out. */
  'normal.first-rows': Request<ValuesInOrder & { sizes: number[] }, FirstRows>;
}
