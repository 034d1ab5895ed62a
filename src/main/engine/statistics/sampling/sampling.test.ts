import { describe, expect, test } from 'vitest';
import type { SamplingStatistic } from '../../../../shared/statistics/sampling-statistic.ts';
import { univariateMoments } from '../../../../shared/statistics/univariate-moments.ts';
import type { UnivariateDistribution } from '../../../../shared/statistics/univariate-distribution.ts';
import { univariateQuantile } from '../../../../shared/statistics/univariate-quantile.ts';
import { moments } from '../descriptive/moments.ts';
import { quantiles } from '../descriptive/quantile.ts';
import { drawSample, drawStatistics, repeatsPerChunk, type SampleDraws } from './draw-statistics.ts';
import { createStatistic } from './sample-statistic.ts';
import { binsOf, discreteBins, fewerBins } from './population-bins.ts';
import { statisticBins, stepOfStatistic } from './statistic-bins.ts';
import { serialCorrelation } from './serial-correlation.ts';

const mean: SamplingStatistic = { kind: 'mean' };
const distributions: UnivariateDistribution[] = [
  { kind: 'uniform', from: -2, to: 5 },
  { kind: 'exponential', rate: 0.4 },
  { kind: 'bernoulli', probability: 0.3 },
  { kind: 'poisson', mean: 3.7 },
  { kind: 'lognormal', mean: 0.5, sd: 0.4 },
  { kind: 'normal', mean: -3, sd: 2 },
  { kind: 'mixture', weights: [0.3, 0.7], means: [2, 4.3], sds: [0.3, 0.4] },
];
function drawn(draws: SampleDraws, repeats: number): Float64Array {
  const out = new Float64Array(repeats);
  drawStatistics(draws, 0, repeats, out);
  return out;
}
const column = Float64Array.from({ length: 272 }, (_, i) => 1.6 + ((i * 37) % 100) / 28);

describe.each(distributions.map((distribution) => [distribution.kind, distribution] as const))(
  'the mean of 10 from a %s',
  (_, population) => {
    const repeats = 100_000;
    const seen = moments(drawn({ population, size: 10, statistic: mean, seed: 1 }, repeats));
    const { mean: mu, sd, skewness, excessKurtosis } = univariateMoments(population);

    test('has mean μ and variance σ²/N within four Monte-Carlo errors', () => {
      expect(Math.abs(seen.mean! - mu!)).toBeLessThan((4 * sd!) / Math.sqrt(10 * repeats));
      // The variance of a sample variance is σ⁴ (κ + 2) / R, and the mean of 10 has a tenth of the population's κ.
      const error = Math.sqrt((excessKurtosis! / 10 + 2) / repeats);
      expect(Math.abs(seen.sdMle! ** 2 / (sd! ** 2 / 10) - 1)).toBeLessThan(4 * error);
    });

    test('has skewness γ/√N within four Monte-Carlo errors', () => {
      // √(6/R) for a normal; half as much again covers the heavier tails of these means.
      expect(Math.abs(seen.skewness! - skewness! / Math.sqrt(10))).toBeLessThan(4 * 1.5 * Math.sqrt(6 / repeats));
    });
  },
);

test.each(distributions.concat({ kind: 'cauchy', location: 2, scale: 3 }))(
  'draws of %o fall below its quantiles as often as they should',
  (population) => {
    const values = drawn({ population, size: 1, statistic: mean, seed: 5 }, 50_000);
    for (const p of [0.01, 0.25, 0.5, 0.75, 0.99]) {
      const q = univariateQuantile(population, p);
      const below = values.reduce((count, value) => count + (value <= q ? 1 : 0), 0) / values.length;
      // Four standard errors of a share; a discrete one may have more than p at or below its quantile.
      const error = 4 * Math.sqrt((p * (1 - p)) / values.length);
      expect(below).toBeGreaterThan(p - error);
      if (population.kind !== 'bernoulli' && population.kind !== 'poisson') expect(below).toBeLessThan(p + error);
    }
  },
);

test('sums of a Bernoulli are binomial', () => {
  const [size, p, repeats] = [12, 0.3, 200_000];
  const population: UnivariateDistribution = { kind: 'bernoulli', probability: p };
  const sums = drawn({ population, size, statistic: { kind: 'sum' }, seed: 2 }, repeats);
  const counts = new Float64Array(size + 1);
  for (const sum of sums) counts[sum]!++;
  let mass = (1 - p) ** size;
  let chiSquare = 0;
  for (let k = 0; k <= 9; k++) {
    chiSquare += (counts[k]! - repeats * mass) ** 2 / (repeats * mass);
    mass *= ((size - k) / (k + 1)) * (p / (1 - p));
  }
  // Ten cells, the rest hardly ever reached: χ² with 10 degrees of freedom exceeds 29.6 once in a thousand seeds; this is one, fixed.
  expect(chiSquare).toBeLessThan(29.6);
});

test('the mean of N from a Cauchy is as wide as one draw, whatever N', () => {
  const population: UnivariateDistribution = { kind: 'cauchy', location: 0, scale: 1 };
  for (const size of [1, 10, 200]) {
    const [lower, upper] = quantiles(drawn({ population, size, statistic: mean, seed: 3 }, 20_000), [0.25, 0.75]);
    // Standard error of a quartile: √(p(1 − p)/R) / f(q) with f(±1) = 1/2π, 0.019; five of them.
    expect(Math.abs(lower! + 1)).toBeLessThan(0.1);
    expect(Math.abs(upper! - 1)).toBeLessThan(0.1);
  }
});

test('a range of samples drawn alone is the same as within all of them: threads change no bit', () => {
  const draws: SampleDraws = {
    population: { kind: 'values', values: column, blockRows: 1 },
    size: 7,
    statistic: mean,
    seed: 11,
  };
  const repeats = 3 * repeatsPerChunk + 100;
  const whole = drawn(draws, repeats);
  const apart = new Float64Array(repeats);
  drawStatistics(draws, repeatsPerChunk, repeats, apart);
  drawStatistics(draws, 0, repeatsPerChunk, apart);
  expect(apart).toEqual(whole);
  expect(drawn(draws, 500)).toEqual(whole.subarray(0, 500));
  for (const place of [0, 5, repeatsPerChunk, repeats - 1]) {
    const sample = drawSample(draws, place);
    expect(sample.reduce((sum, value) => sum + value, 0) / 7).toBe(whole[place]);
  }
  expect(drawn({ ...draws, seed: 12 }, 5)).not.toEqual(whole.subarray(0, 5));
});

test('every value of a column is drawn equally often, singly and in blocks', () => {
  const values = Float64Array.from({ length: 50 }, (_, i) => i);
  for (const blockRows of [1, 7]) {
    const counts = new Float64Array(50);
    const draws = { population: { kind: 'values' as const, values, blockRows }, size: 35, seed: 4 };
    for (let place = 0; place < 1000; place++) for (const value of drawSample(draws, place)) counts[value]!++;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 700) ** 2 / 700, 0);
    // 49 degrees of freedom exceed 85.4 once in a thousand seeds. Blocks add nothing: their beginnings are even as well,
    // only seven times as many values share one, which multiplies χ² by at most 7.
    expect(chiSquare / blockRows).toBeLessThan(85.4);
  }
});

test('blocks of a column that climbs: the variance of the mean is that of N / block values', () => {
  // One step up in the middle: neighbours are equal but for two places of a thousand.
  const values = Float64Array.from({ length: 1000 }, (_, i) => (i < 500 ? 0 : 1));
  const variance = (blockRows: number): number =>
    moments(drawn({ population: { kind: 'values', values, blockRows }, size: 20, statistic: mean, seed: 6 }, 40_000))
      .sdMle! ** 2;
  expect(variance(1)).toBeCloseTo(0.25 / 20, 3);
  // Blocks of 10 are all equal except those over the two borders, 2 %: near 0.25 / 2.
  expect(variance(10)).toBeGreaterThan(0.9 * (0.25 / 2));
  expect(variance(10)).toBeLessThan(0.25 / 2);
});

test('statistics of a sample, by hand', () => {
  const sample = (): Float64Array => Float64Array.of(7, 1, 4, 2);
  const of = (statistic: SamplingStatistic): number => createStatistic(statistic, 4)(sample());
  expect(of({ kind: 'mean' })).toBe(3.5);
  expect(of({ kind: 'sum' })).toBe(14);
  expect(of({ kind: 'median' })).toBe(3);
  expect(of({ kind: 'variance' })).toBe(7);
  expect(of({ kind: 'sd' })).toBe(Math.sqrt(7));
  expect(of({ kind: 'minimum' })).toBe(1);
  expect(of({ kind: 'maximum' })).toBe(7);
  expect(of({ kind: 'range' })).toBe(6);
  // R 4.2.2: quantile(c(7, 1, 4, 2), 0.9, type = 7)
  expect(of({ kind: 'quantile', probability: 0.9 })).toBeCloseTo(6.1, 14);
  expect(() => createStatistic({ kind: 'sd' }, 1)).toThrow('choose N = 2 or more');
});

test('means of whole numbers are counted in bins of equally many possible values', () => {
  const step = { start: 43, step: 1, denominator: 1 };
  const ofMean = stepOfStatistic(step, mean, 10)!;
  expect(ofMean).toEqual({ start: 430, step: 1, denominator: 10 });
  const shape = { n: 10_000, min: 60.1, max: 82.4, lowerQuartile: 68, upperQuartile: 73.8 };
  const { edges, discrete } = statisticBins(shape, ofMean, false);
  expect(discrete).toBe(false);
  const perBin = (edges[1]! - edges[0]!) * 10;
  expect(perBin).toBeCloseTo(5, 9);
  for (let i = 1; i < edges.length; i++) expect((edges[i]! - edges[i - 1]!) * 10).toBeCloseTo(perBin, 8);
  // No possible mean lies on an edge.
  expect(Math.abs(((((edges[0]! * 10) % 1) + 1) % 1) - 0.5)).toBeLessThan(1e-9);
  expect(edges[0]!).toBeLessThan(60.1);
  expect(edges.at(-1)!).toBeGreaterThan(82.4);
});

test('a Bernoulli’s mean has one bin for each of its values; heavy tails are cut, not followed', () => {
  const { step, discrete, edges } = binsOf({ kind: 'bernoulli', probability: 0.2 });
  expect([discrete, ...edges]).toEqual([true, -0.5, 0.5, 1.5]);
  const shape = { n: 1000, min: 0, max: 0.9, lowerQuartile: 0.1, upperQuartile: 0.3 };
  const bins = statisticBins(shape, stepOfStatistic(step, mean, 10), discrete);
  expect(bins.discrete).toBe(true);
  expect(bins.edges.length).toBe(11);
  const cauchy = { n: 1000, min: -5000, max: 9000, lowerQuartile: -1, upperQuartile: 1 };
  const { edges: cut } = statisticBins(cauchy, null, false);
  expect([cut[0], cut.at(-1)]).toEqual([-21, 21]);
});

test('a column counts as discrete with few whole numbers only', () => {
  expect(discreteBins(Float64Array.of(1, 2, 5))?.edges.length).toBe(6);
  expect(discreteBins(Float64Array.of(0.1, 0.2))).toBeNull();
  expect(discreteBins(Float64Array.of(0, 1, 1_000_000))).toBeNull();
  expect(discreteBins(Float64Array.from({ length: 41 }, (_, i) => i))).toBeNull();
});

test('hundreds of bins are joined, whole ones only, and none is lost at the end', () => {
  const edges = Float64Array.from({ length: 131 }, (_, i) => 3 + i / 4);
  const fewer = fewerBins(edges);
  expect(fewer.length).toBe(45);
  expect([...fewer.subarray(0, 3)]).toEqual([3, 3.75, 4.5]);
  expect(fewer.at(-1)).toBe(3 + 132 / 4);
  expect(fewerBins(edges.subarray(0, 50))).toEqual(edges.subarray(0, 50));
});

test('serial correlation: 0 by turns of two, near 1 for a climb, undefined without spread', () => {
  const ofValues = (values: number[]): number | null =>
    serialCorrelation(Float64Array.from(values), values.reduce((sum, value) => sum + value, 0) / values.length);
  // R 4.2.2: acf(1:10, plot = FALSE)$acf[2]
  expect(ofValues([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toBeCloseTo(0.7, 12);
  // (−1·1 three times) / 4
  expect(ofValues([1, -1, 1, -1])).toBeCloseTo(-0.75, 12);
  expect(ofValues([3, 3, 3, 3])).toBeNull();
});
