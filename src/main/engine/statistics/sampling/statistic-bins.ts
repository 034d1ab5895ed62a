import type { SamplingStatistic } from '../../../../shared/statistics/sampling-statistic.ts';
import type { MeasurementStep } from '../descriptive/measurement-step.ts';
import { edgesAround } from './population-bins.ts';

/** What the drawn statistics look like as a whole. */
export interface StatisticShape {
  n: number;
  min: number;
  max: number;
  lowerQuartile: number;
  upperQuartile: number;
}

/** Where statistics are counted. */
export interface StatisticBins {
  edges: Float64Array;
  /** Each bin holds one possible value, in its middle. */
  discrete: boolean;
}

const [fewestBins, mostBins, mostOfFewValues] = [16, 100, 28];
/** What lies further outside the quartiles than this many times their distance is not drawn. No normal reaches there. */
const reach = 10;

/**
 * Bins for statistics drawn. Where the statistic can take only the values of a grid, as the mean of whole numbers can,
 * every bin holds the same number of them, or one each where there are few: any other bins would show a comb that is
 * none of the distribution's.
 * @see [FreedmanDiaconis1981]
 */
export function statisticBins(shape: StatisticShape, step: MeasurementStep | null, discrete: boolean): StatisticBins {
  const { n, lowerQuartile, upperQuartile } = shape;
  const quartileRange = upperQuartile - lowerQuartile;
  const least = quartileRange > 0 ? Math.max(shape.min, lowerQuartile - reach * quartileRange) : shape.min;
  const most = quartileRange > 0 ? Math.min(shape.max, upperQuartile + reach * quartileRange) : shape.max;
  const wanted = (2 * quartileRange) / Math.cbrt(n);
  if (step) {
    const size = step.step / step.denominator;
    const placeOf = (value: number): number => Math.round((value * step.denominator - step.start) / step.step);
    const [first, last] = [placeOf(least), placeOf(most)];
    const places = last - first + 1;
    const single = discrete && places <= mostBins;
    const perBin = single ? 1 : Math.max(1, Math.round(wanted / size), Math.ceil(places / mostBins));
    return { edges: edgesAround(step, first, places, perBin), discrete: single };
  }
  if (!(most > least)) {
    const half = Math.abs(least) * 0.05 || 0.5;
    return { edges: Float64Array.of(least - half, least + half), discrete: false };
  }
  const width = wanted > 0 ? wanted : (most - least) / fewestBins;
  // Variances of a few values stand on no even grid, yet on a coarse one: narrow bins would show its gaps.
  const bins = Math.min(discrete ? mostOfFewValues : mostBins, Math.max(fewestBins, Math.ceil((most - least) / width)));
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => least + ((most - least) * i) / bins);
  edges[bins] = most;
  return { edges, discrete: false };
}

/** The grid on which a statistic of N values of a grid stands; null where it stands on none. */
export function stepOfStatistic(
  step: MeasurementStep | null,
  statistic: SamplingStatistic,
  size: number,
): MeasurementStep | null {
  if (!step) return null;
  const { start, step: by, denominator } = step;
  switch (statistic.kind) {
    case 'sum':
      return { start: size * start, step: by, denominator };
    case 'mean':
      return { start: size * start, step: by, denominator: denominator * size };
    case 'minimum':
    case 'maximum':
      return step;
    case 'range':
      return { start: 0, step: by, denominator };
    case 'median':
      return size % 2 === 1 ? step : { start: 2 * start, step: by, denominator: 2 * denominator };
    default:
      return null;
  }
}
