import { expect, test } from 'vitest';
import { normalLimit, sizeOfFadedSkewness, skewnessOfMean } from './sampling-limit.ts';
import { univariateDensity } from './univariate-density.ts';
import { univariateMoments } from './univariate-moments.ts';
import { univariateQuantile } from './univariate-quantile.ts';
import type { UnivariateDistribution } from './univariate-distribution.ts';

const limitOf = (distribution: UnivariateDistribution, size: number, statistic: Parameters<typeof normalLimit>[0]) =>
  normalLimit(statistic, size, univariateMoments(distribution), (p) => {
    const value = univariateQuantile(distribution, p);
    return { value, density: univariateDensity(distribution)(value) };
  });
const normal: UnivariateDistribution = { kind: 'normal', mean: 10, sd: 2 };

test('mean and sum: 𝒩(μ, σ²/N) and 𝒩(Nμ, Nσ²)', () => {
  expect(limitOf(normal, 16, { kind: 'mean' })).toEqual({ mean: 10, sd: 0.5 });
  expect(limitOf(normal, 16, { kind: 'sum' })).toEqual({ mean: 160, sd: 8 });
});

test('the variance of a normal sample is χ²: σ² √(2/(N − 1))', () => {
  const limit = limitOf(normal, 9, { kind: 'variance' })!;
  expect(limit.mean).toBe(4);
  expect(limit.sd).toBeCloseTo(4 * Math.sqrt(2 / 8), 14);
  expect(limitOf(normal, 9, { kind: 'sd' })!.sd).toBeCloseTo(limit.sd / 4, 14);
});

test('the median of a normal is √(π/2) times as wide as its mean', () => {
  expect(limitOf(normal, 100, { kind: 'median' })!.sd).toBeCloseTo(0.2 * Math.sqrt(Math.PI / 2), 12);
});

test('no limit where there is none: extremes, and the mean of a Cauchy, whose median has one', () => {
  const cauchy: UnivariateDistribution = { kind: 'cauchy', location: 0, scale: 1 };
  for (const kind of ['minimum', 'maximum', 'range'] as const) expect(limitOf(normal, 9, { kind })).toBeNull();
  for (const kind of ['mean', 'sum', 'variance', 'sd'] as const) expect(limitOf(cauchy, 9, { kind })).toBeNull();
  expect(limitOf(cauchy, 25, { kind: 'median' })!.sd).toBeCloseTo((0.5 / 5) * Math.PI, 12);
});

test('skewness fades with √N: an exponential’s 2 is 0.1 at N = 400', () => {
  expect(skewnessOfMean(2, 400)).toBe(0.1);
  expect(sizeOfFadedSkewness(2)).toBe(400);
  expect(sizeOfFadedSkewness(-2)).toBe(400);
  expect(sizeOfFadedSkewness(0)).toBe(1);
});
