import { expect, test } from 'vitest';
import { normalLimit } from '../../../shared/statistics/sampling-limit.ts';
import { univariateMoments } from '../../../shared/statistics/univariate-moments.ts';
import type { UnivariateDistribution } from '../../../shared/statistics/univariate-distribution.ts';
import { samplingRemarks, type SamplingRemarksRequest } from './sampling-remarks.ts';

function remarks(distribution: UnivariateDistribution, changed: Partial<SamplingRemarksRequest> = {}): string {
  const moments = univariateMoments(distribution);
  const { statistic = { kind: 'mean' as const }, size = 30 } = changed;
  return samplingRemarks({
    distribution,
    moments,
    statistic,
    size,
    blockRows: 1,
    limit: normalLimit(statistic, size, moments, () => null),
    measured: { ...moments, repeats: 10_000 },
    serialCorrelation: null,
    ...changed,
  })
    .map(({ kind, text }) => `${kind}: ${text}`)
    .join('\n');
}
const normal: UnivariateDistribution = { kind: 'normal', mean: 0, sd: 1 };
const cauchy: UnivariateDistribution = { kind: 'cauchy', location: 0, scale: 1 };

test('a Cauchy: why its means do not settle, why its sums do not, and that its medians do', () => {
  expect(remarks(cauchy)).toMatch(/^warning: A Cauchy has no mean .* as wide as a single draw/);
  expect(remarks(cauchy, { statistic: { kind: 'sum' } })).toContain('N times as wide');
  expect(remarks(cauchy, { statistic: { kind: 'median' } })).toMatch(/^note: .* do become normal/);
});

test('a lognormal is slow: γ = 6.18 needs N = (61.8)² = 3,826', () => {
  expect(remarks({ kind: 'lognormal', mean: 0, sd: 1 })).toMatch(/^warning: .*slow.* 1\.1 at N = 30.* N = 3,826/);
});

test('an exponential fades at 400, and says so on either side of it', () => {
  const exponential: UnivariateDistribution = { kind: 'exponential', rate: 3 };
  expect(remarks(exponential)).toContain('only at N = 400');
  expect(remarks(exponential, { size: 500 })).toContain('since N = 400');
});

test('dependence: the variance is so many times σ²/N, as if N were smaller', () => {
  const measured = { mean: 0, sd: 2 / Math.sqrt(30), skewness: 0, excessKurtosis: 0, repeats: 10_000 };
  const text = remarks(normal, { distribution: null, blockRows: 10, measured });
  expect(text).toMatch(/warning: .* 4 times σ²\/N, as if N were 7\.5 and not 30/);
  const same = { ...measured, sd: 1 / Math.sqrt(30) };
  expect(remarks(normal, { distribution: null, blockRows: 10, measured: same })).toContain('hardly depend');
});

test('neighbours that are alike are told before anybody draws blocks', () => {
  expect(remarks(normal, { distribution: null, serialCorrelation: -0.55 })).toContain('correlation −0.55');
  expect(remarks(normal, { distribution: null, serialCorrelation: 0.05 })).not.toContain('correlation');
});

test('no bell is drawn where none is known', () => {
  expect(remarks(normal, { statistic: { kind: 'maximum' } })).toContain('not normal');
  expect(remarks(normal, { distribution: null, statistic: { kind: 'median' } })).toContain('a column does not give');
});
