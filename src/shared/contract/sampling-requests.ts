import type { RowsUsed } from '../statistics/rows-used.ts';
import type { SamplingStatistic } from '../statistics/sampling-statistic.ts';
import type { UnivariateDistribution } from '../statistics/univariate-distribution.ts';
import type { PopulationMoments } from '../statistics/univariate-moments.ts';
import type { Filter } from './filter.ts';

/** What samples are drawn from. */
export type Population =
  /**
   * The values of a numeric column, with replacement. `blockRows` rows that follow each other are drawn together; 1 draws
   * every value independently.
   */
  | { kind: 'column'; datasetId: string; column: string; filters: Filter[]; blockRows: number }
  | { kind: 'distribution'; distribution: UnivariateDistribution };

/** Everything the drawn numbers depend on: the same plan always draws the same. */
export interface SamplingPlan {
  population: Population;
  /** N, values per sample. */
  size: number;
  statistic: SamplingStatistic;
  seed: number;
}

/** A plan and how many samples are drawn. Fewer are the first of more. */
export type RepeatedPlan = SamplingPlan & { repeats: number };

export const largestSize = 10_000;
export const mostRepeats = 1_000_000;
/** Largest block of consecutive rows. */
export const mostBlockRows = 1000;

/** The population, ready to be drawn. */
export interface PopulationPicture {
  /** Of a column: values and what they rest on; null for a distribution. */
  rows: RowsUsed | null;
  moments: PopulationMoments;
  /** Values that consecutive rows share: correlation of a value with the next one; null for a distribution or too few rows. */
  serialCorrelation: number | null;
  /** Shape (bins + 1,): where samples are counted, and a column's values. */
  edges: Float64Array;
  /** Of a column's values, shape (bins,); null for a distribution, whose heights are closed forms. */
  counts: Float64Array | null;
  /** Values outside all bins. */
  outside: number;
  /** True where single values have probabilities: each bin then holds one value, in its middle. */
  discrete: boolean;
}

/** All samples drawn. */
export interface SamplingRun {
  /** Shape (bins + 1,): where statistics are counted, however many are looked at. */
  edges: Float64Array;
  /** True where each bin holds one possible value of the statistic, in its middle. */
  discrete: boolean;
  elapsedMs: number;
}

/** The first `at` samples, and the last of them in full. */
export interface SamplingFrame {
  at: number;
  sample: {
    /** At most 1000 of its N values, evenly chosen in the order in which they were drawn. */
    values: Float64Array;
    /** Of all N, per bin of the population. */
    counts: Float64Array;
    outside: number;
    statistic: number;
  };
  /** Of the first `at` statistics, per bin of the run. */
  counts: Float64Array;
  outside: number;
  /** Of the first `at` statistics; `sd` divides by their number. Null where a double holds none. */
  moments: PopulationMoments;
  /** Their lower quartile, median and upper quartile. */
  quartiles: [lower: number, median: number, upper: number];
}

/** What is seen of a statistic at one N. */
export interface SamplingAtSize {
  size: number;
  /** Of the drawn statistics; null where a double holds none. */
  sd: number | null;
  skewness: number | null;
  /** Upper minus lower quartile: exists also where the standard deviation does not. */
  quartileRange: number;
}

export interface SamplingProgress {
  drawn: number;
  repeats: number;
  elapsedMs: number;
}

interface Request<Params, Value, Progress = never> {
  params: Params;
  value: Value;
  progress: Progress;
}

/** What a client may ask about samples and how their statistics are distributed. */
export interface SamplingRequests {
  'sampling.population': Request<{ population: Population }, PopulationPicture>;
  /** Draws all samples, or finds that they were drawn before. */
  'sampling.run': Request<RepeatedPlan, SamplingRun, SamplingProgress>;
  'sampling.frame': Request<RepeatedPlan & { at: number }, SamplingFrame, SamplingProgress>;
  /** Order statistics of the first `at` statistics beside the quantiles a standard normal would be expected to have. */
  'sampling.quantiles': Request<
    RepeatedPlan & { at: number; points: number },
    { theoretical: Float64Array; sample: Float64Array },
    SamplingProgress
  >;
  /** Spread and skewness of the statistic for several N. */
  'sampling.sizes': Request<
    Omit<SamplingPlan, 'size'> & { sizes: number[]; repeats: number },
    { sizes: SamplingAtSize[] },
    SamplingProgress
  >;
  /** One sample in full; samples count from 1. */
  'sampling.sample': Request<SamplingPlan & { number: number }, { values: Float64Array; statistic: number }>;
  /** A page of the statistics as CSV: number of the sample, statistic. The header comes with the page from 0. */
  'sampling.rows': Request<RepeatedPlan & { from: number; count: number }, { total: number; text: string }>;
}
