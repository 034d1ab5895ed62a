import { describe, expect, test } from 'vitest';
import { poissonMasses } from './poisson-masses.ts';
import { univariateDensity } from './univariate-density.ts';
import { isDiscrete, type UnivariateDistribution } from './univariate-distribution.ts';
import { univariateMoments } from './univariate-moments.ts';
import { univariateQuantile, univariateRange } from './univariate-quantile.ts';

const distributions: UnivariateDistribution[] = [
  { kind: 'uniform', from: -2, to: 5 },
  { kind: 'exponential', rate: 0.4 },
  { kind: 'bernoulli', probability: 0.3 },
  { kind: 'poisson', mean: 3.7 },
  { kind: 'lognormal', mean: 0.5, sd: 0.4 },
  { kind: 'normal', mean: -3, sd: 2 },
  { kind: 'mixture', weights: [0.3, 0.7], means: [2, 4.3], sds: [0.3, 0.4] },
];

/** Σ or ∫ of f over the distribution, from its density alone. */
function expectation(distribution: UnivariateDistribution, f: (x: number) => number): number {
  const density = univariateDensity(distribution);
  if (isDiscrete(distribution))
    return Array.from({ length: 100 }, (_, x) => density(x) * f(x)).reduce((sum, term) => sum + term, 0);
  const [from, to] = [univariateQuantile(distribution, 1e-13), univariateQuantile(distribution, 1 - 1e-13)];
  const steps = 200_000;
  const width = (to - from) / steps;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const x = from + (i + 0.5) * width;
    sum += density(x) * f(x);
  }
  return sum * width;
}

describe.each(distributions.map((distribution) => [distribution.kind, distribution] as const))('%s', (_, given) => {
  test('the density adds up to 1, and its moments are the closed forms', () => {
    const { mean, sd, skewness, excessKurtosis } = univariateMoments(given);
    // The midpoint rule with 200,000 steps errs by about (range/steps)²; what lies beyond 1e-13 weighs less than that.
    expect(expectation(given, () => 1)).toBeCloseTo(1, 7);
    expect(expectation(given, (x) => x)).toBeCloseTo(mean!, 6);
    const power = (k: number): number => expectation(given, (x) => ((x - mean!) / sd!) ** k);
    expect(power(2)).toBeCloseTo(1, 6);
    expect(power(3)).toBeCloseTo(skewness!, 5);
    expect(power(4) - 3).toBeCloseTo(excessKurtosis!, 4);
  });

  test('a quantile has its probability below it', () => {
    for (const p of [0.05, 0.5, 0.9]) {
      const q = univariateQuantile(given, p);
      const below = expectation(given, (x) => (x <= q ? 1 : 0));
      if (isDiscrete(given)) {
        expect(below).toBeGreaterThanOrEqual(p);
        expect(expectation(given, (x) => (x < q ? 1 : 0))).toBeLessThan(p);
      } else expect(below).toBeCloseTo(p, 4); // the step at q falls inside one of the 200,000 steps
    }
  });

  test('what is drawn of the axis holds nearly all of it', () => {
    const [from, to] = univariateRange(given);
    expect(expectation(given, (x) => (x >= from && x <= to ? 1 : 0))).toBeGreaterThan(0.985);
  });
});

test('a Cauchy has quartiles at one scale beside its location, and no moments', () => {
  const cauchy: UnivariateDistribution = { kind: 'cauchy', location: 2, scale: 3 };
  expect(univariateQuantile(cauchy, 0.25)).toBeCloseTo(-1, 12);
  expect(univariateQuantile(cauchy, 0.75)).toBeCloseTo(5, 12);
  expect(univariateDensity(cauchy)(5)).toBeCloseTo(1 / (6 * Math.PI), 15);
  expect(univariateMoments(cauchy)).toEqual({ mean: null, sd: null, skewness: null, excessKurtosis: null });
});

// R 4.2.2: dpois(0:4, 2.5); dpois(1000, 1000)
test('Poisson probabilities are those of R', () => {
  const expected = [0.0820849986238988, 0.205212496559747, 0.256515620699684, 0.21376301724973645, 0.13360188578108528];
  const masses = poissonMasses(2.5);
  expected.forEach((mass, k) => expect(Math.abs(masses[k]! / mass - 1)).toBeLessThan(1e-13));
  expect(Math.abs(poissonMasses(1000)[1000]! / 0.0126146113487215 - 1)).toBeLessThan(1e-12);
});

// SciPy 1.10.1: scipy.stats.lognorm.stats(1, moments='sk')
test('a lognormal of σ = 1 is very skewed', () => {
  const { skewness, excessKurtosis } = univariateMoments({ kind: 'lognormal', mean: 0, sd: 1 });
  expect(skewness).toBeCloseTo(6.184877138632554, 12);
  expect(excessKurtosis).toBeCloseTo(110.9363921763115, 10);
});

test.each([
  [{ kind: 'uniform', from: 1, to: 1 }, /above the lower/],
  [{ kind: 'exponential', rate: 0 }, /above 0/],
  [{ kind: 'bernoulli', probability: 1 }, /between 0 and 1/],
  [{ kind: 'poisson', mean: 5000 }, /at most 1000/],
  [{ kind: 'mixture', weights: [0.5, 0.4], means: [0, 1], sds: [1, 1] }, /add up to 1/],
] as [UnivariateDistribution, RegExp][])('parameters out of range are refused in words: %o', (given, words) => {
  expect(() => univariateDensity(given)).toThrow(words);
});
