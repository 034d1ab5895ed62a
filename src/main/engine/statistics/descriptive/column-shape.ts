import { moments, type Moments } from './moments.ts';
import { distinctOfRange } from './distinct-values.ts';
import { measurementStep, type MeasurementStep } from './measurement-step.ts';
import { runRankPasses } from './order-statistics.ts';
import { quantileSearch } from './quantile.ts';

/** What the choice of a histogram's bins rests on: found once per column, then bins by any rule cost nothing. */
export interface ColumnShape {
  n: number;
  /** Smallest and largest value; not read when n = 0. */
  min: number;
  max: number;
  /** Standard deviation ÷ (n − 1), or null. */
  sdSample: number | null;
  skewness: number | null;
  /** First and third quartile. */
  quartiles: [lower: number, upper: number];
  step: MeasurementStep | null;
}

/** Values that the step is looked for in where a column has too many different ones to look at all. */
const sampleSize = 16_384;

/** The shape of a column from its moments, its quartiles (type 7) and its different values, null where they are too many. */
export function columnShape(
  values: Float64Array,
  { n, min, max, sdSample, skewness }: Moments,
  quartiles: [lower: number, upper: number],
  distinct: Float64Array | null,
): ColumnShape {
  return {
    n,
    min: min ?? 0,
    max: max ?? 0,
    sdSample,
    skewness,
    quartiles,
    step: measurementStep(distinct ?? evenSample(values, min ?? 0, max ?? 0)),
  };
}

/** The shape of a column, on one thread. */
export function shapeOfColumn(values: Float64Array): ColumnShape {
  const all = moments(values);
  const [lower = 0, upper = 0] =
    all.n === 0 ? [] : runRankPasses(quantileSearch([0.25, 0.75], all.n, all.min!, all.max!), values);
  return columnShape(values, all, [lower, upper], distinctOfRange(values, 0, values.length));
}

/** Values at even distances through the rows, with both extremes, ascending. */
function evenSample(values: Float64Array, min: number, max: number): Float64Array {
  const stride = Math.max(1, Math.floor(values.length / sampleSize));
  const sample = [min, max];
  for (let row = 0; row < values.length; row += stride) if (Number.isFinite(values[row]!)) sample.push(values[row]!);
  return Float64Array.from(sample).sort();
}
