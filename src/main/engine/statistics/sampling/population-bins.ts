import { isDiscrete, type UnivariateDistribution } from '../../../../shared/statistics/univariate-distribution.ts';
import { univariateRange } from '../../../../shared/statistics/univariate-quantile.ts';
import { measurementStep, type MeasurementStep } from '../descriptive/measurement-step.ts';

/** Where values are counted, and on which grid they can stand. */
export interface PopulationBins {
  edges: Float64Array;
  /** Each bin holds one value, in its middle. */
  discrete: boolean;
  /** Grid of the values; null where they stand on none. */
  step: MeasurementStep | null;
}

const binsOfDistribution = 30;
/** A column of whole numbers with more different ones than this is drawn as a density. */
const mostDiscrete = 40;

/** Bins for samples of a distribution. */
export function binsOf(distribution: UnivariateDistribution): PopulationBins {
  const [from, to] = univariateRange(distribution);
  if (isDiscrete(distribution)) {
    const step = { start: 0, step: 1, denominator: 1 };
    return { edges: edgesAround(step, from, to - from + 1), discrete: true, step };
  }
  const width = (to - from) / binsOfDistribution;
  const edges = Float64Array.from({ length: binsOfDistribution + 1 }, (_, i) => from + i * width);
  edges[binsOfDistribution] = to;
  return { edges, discrete: false, step: null };
}

/**
 * One bin for each value of a column of few whole numbers; null for any other column.
 * @param distinct  the different values, ascending; null where they are too many to list
 */
export function discreteBins(distinct: Float64Array | null): PopulationBins | null {
  if (!distinct || distinct.length < 2 || distinct.length > mostDiscrete) return null;
  const step = measurementStep(distinct);
  if (!step || step.denominator !== 1) return null;
  const places = Math.round((distinct.at(-1)! - distinct[0]!) / step.step) + 1;
  // Values 0, 1 and 1,000,000 are three, and would need a million bins.
  return places > 3 * mostDiscrete ? null : { edges: edgesAround(step, 0, places), discrete: true, step };
}

/** A sample of a few values in hundreds of bins would be a fence, and no shape. */
const mostBinsOfColumn = 60;

/**
 * The same edges, or every second, third … of them where there are more than a sample can fill: so bins keep as many
 * possible values each as they had.
 * @param edges  evenly spaced
 */
export function fewerBins(edges: Float64Array): Float64Array {
  const bins = edges.length - 1;
  const together = Math.ceil(bins / mostBinsOfColumn);
  if (together <= 1) return edges;
  const [first, last] = [edges[0]!, edges[bins]!];
  const width = ((last - first) / bins) * together;
  const fewer = Math.ceil(bins / together);
  return Float64Array.from({ length: fewer + 1 }, (_, i) => edges[i * together] ?? first + i * width);
}

/** Edges half a step beside `places` values of the grid, from place `first` on. */
export function edgesAround(
  { start, step, denominator }: MeasurementStep,
  first: number,
  places: number,
  perBin = 1,
): Float64Array {
  const bins = Math.ceil(places / perBin);
  return Float64Array.from({ length: bins + 1 }, (_, i) => (start + (first + i * perBin - 0.5) * step) / denominator);
}
