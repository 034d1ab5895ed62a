import { normalLimit, type NormalLimit } from '../../../../shared/statistics/sampling-limit.ts';
import type { SamplingStatistic } from '../../../../shared/statistics/sampling-statistic.ts';
import { univariateDensity } from '../../../../shared/statistics/univariate-density.ts';
import { isDiscrete, type UnivariateDistribution } from '../../../../shared/statistics/univariate-distribution.ts';
import { univariateQuantile } from '../../../../shared/statistics/univariate-quantile.ts';
import type { Drawn, SamplingResults } from '../../state/sampling-results.svelte.ts';
import { distributionText, shortDistributionText } from '../../view-models/distribution-text.ts';
import { formatCount } from '../../view-models/number-format.ts';
import { samplingQuantilesView, type SamplingQuantilesView } from '../../view-models/sampling-quantiles-view.ts';
import { samplingRemarks, type SamplingRemark } from '../../view-models/sampling-remarks.ts';
import { samplingView, type SamplingView } from '../../view-models/sampling-view.ts';
import type { SizesRequest } from '../../view-models/sizes-view.ts';
import { smallSkewness } from '../../../../shared/statistics/sampling-limit.ts';
import { statisticText } from '../../view-models/statistic-text.ts';

export type Room = { x: number; y: number };

/** What is drawn is about the plan that was answered last: for a moment after a change that is the one before. */
export const distributionOf = ({ plan }: Drawn): UnivariateDistribution | null =>
  plan.population.kind === 'distribution' ? plan.population.distribution : null;

export const populationName = ({ plan: { population } }: Drawn): string =>
  population.kind === 'column' ? population.column : distributionText(population.distribution);

/** The normal that the statistic approaches; null where there is none. */
export function limitOf(drawn: Drawn, size = drawn.plan.size): NormalLimit | null {
  const distribution = distributionOf(drawn);
  const density = distribution && !isDiscrete(distribution) ? univariateDensity(distribution) : null;
  return normalLimit(drawn.plan.statistic, size, drawn.picture.moments, (probability) => {
    if (!distribution || !density) return null;
    const value = univariateQuantile(distribution, probability);
    return { value, density: density(value) };
  });
}

export function samplingViewOf(drawn: Drawn, shared: boolean, room: Room): SamplingView {
  const { plan, picture, run, frame } = drawn;
  return samplingView({
    name:
      plan.population.kind === 'column' ? plan.population.column : shortDistributionText(plan.population.distribution),
    axisName: plan.population.kind === 'column' ? plan.population.column : 'x',
    distribution: distributionOf(drawn),
    population: picture,
    size: plan.size,
    statistic: plan.statistic,
    repeats: plan.repeats,
    run,
    frame,
    limit: limitOf(drawn),
    shared,
    room,
  });
}

export function quantilesOf(drawn: Drawn, results: SamplingResults, room: Room): SamplingQuantilesView | null {
  const { quantiles } = results;
  if (!quantiles || quantiles.sample.length < 2) return null;
  const { plan, frame } = drawn;
  return samplingQuantilesView({
    name: `${statisticText(plan.statistic, true)} of ${formatCount(plan.size)}`,
    ...quantiles,
    limit: limitOf(drawn),
    measured: frame.moments,
    at: frame.at,
    room,
  });
}

export function remarksOf(drawn: Drawn): SamplingRemark[] {
  const { plan, picture, frame } = drawn;
  const { population, statistic, size } = plan;
  return samplingRemarks({
    distribution: distributionOf(drawn),
    moments: picture.moments,
    statistic,
    size,
    blockRows: population.kind === 'column' ? population.blockRows : 1,
    limit: limitOf(drawn),
    measured: { ...frame.moments, repeats: frame.at },
    serialCorrelation: picture.serialCorrelation,
  });
}

const adds = ({ kind }: SamplingStatistic): boolean => kind === 'mean' || kind === 'sum';

/** Spread or skewness against N. Where there is no standard deviation, the distance of the quartiles stands for it. */
export function sizesRequest(
  drawn: Drawn,
  results: SamplingResults,
  against: 'width' | 'skewness',
): SizesRequest | null {
  const { sizes } = results;
  if (!sizes) return null;
  const { plan, picture } = drawn;
  const { size, statistic } = plan;
  if (against === 'skewness') {
    const { skewness } = picture.moments;
    return {
      what: 'skewness (size)',
      seen: sizes.map((one) => ({ size: one.size, value: one.skewness === null ? null : Math.abs(one.skewness) })),
      expected:
        adds(statistic) && skewness !== null && Math.abs(skewness) > 1e-9
          ? (at) => Math.abs(skewness) / Math.sqrt(at)
          : null,
      size,
      level: { value: smallSkewness, label: 'small' },
    };
  }
  const cauchy = distributionOf(drawn)?.kind === 'cauchy';
  return {
    what: cauchy ? 'quartile distance' : 'standard deviation',
    seen: sizes.map((one) => ({ size: one.size, value: cauchy ? one.quartileRange : one.sd })),
    expected: cauchy ? exactWidth(drawn) : (at) => limitOf(drawn, at)?.sd ?? null,
    size,
    level: null,
  };
}

/** Distance of the quartiles of a mean or sum of Cauchys: that of one draw, or N times as much. */
function exactWidth(drawn: Drawn): ((size: number) => number) | null {
  const distribution = distributionOf(drawn);
  if (distribution?.kind !== 'cauchy' || !adds(drawn.plan.statistic)) return null;
  const { scale } = distribution;
  return drawn.plan.statistic.kind === 'mean' ? () => 2 * scale : (size) => 2 * scale * size;
}
