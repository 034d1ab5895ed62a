import { describe, expect, test } from 'vitest';
import reference from '../../../test-data/normal/reference.json' with { type: 'json' };
import { FitError } from './fit-error.ts';
import {
  normalCumulative,
  normalDensity,
  normalIntervalProbability,
  normalLogCumulative,
  normalLogDensity,
  normalLogLikelihood,
  normalLogLikelihoodSurface,
  normalProfileIntervals,
  normalQuantile,
  normalUpperTail,
} from './normal.ts';

/** Relative distance, absolute for a reference of 0. */
const off = (value: number, expected: number) => Math.abs(value - expected) / (Math.abs(expected) || 1);

describe('against R (test-data/normal/reference.R)', () => {
  test('density, both tails and their logarithms, to 38 standard deviations, in any units', () => {
    for (const [i, z] of reference.z.entries()) {
      for (const [mean, sd] of [
        [0, 1],
        [3, 2],
        [-8, 0.25],
      ] as const) {
        const x = mean + sd * z;
        // e^(−z²/2) magnifies the rounding of z² by z²/2 = 700: 700 × 2.2e-16 and as much again for erfc.
        const tolerance = 3e-13;
        if (reference.lower[i]! > 0)
          expect(off(normalCumulative(x, mean, sd), reference.lower[i]!)).toBeLessThan(tolerance);
        expect(off(normalUpperTail(x, mean, sd), reference.upper[i]!)).toBeLessThan(tolerance);
        // R keeps −1e-198 where ln Φ is that close to 0; all that is asked of a logarithm is its absolute error.
        expect(Math.abs(normalLogCumulative(x, mean, sd) - reference.logLower[i]!)).toBeLessThan(3e-13);
        expect(off(normalLogDensity(x, mean, sd), reference.logDensity[i]! - Math.log(sd))).toBeLessThan(1e-14);
        const density = Math.exp(reference.logDensity[i]! - Math.log(sd));
        // Below 2.2e-308 doubles run out of digits.
        if (density > 1e-307) expect(off(normalDensity(x, mean, sd), density)).toBeLessThan(tolerance);
      }
    }
  });

  test('quantiles, down to the smallest probability a double holds', () => {
    for (const [i, p] of reference.probabilities.entries()) {
      // AS 241 promises about 1 part in 10¹⁶; two more roundings in the last operations.
      expect(off(normalQuantile(p, 0, 1), reference.quantiles[i]!)).toBeLessThan(5e-16);
      expect(off(normalQuantile(p, 10, 3), 10 + 3 * reference.quantiles[i]!)).toBeLessThan(1e-14);
    }
  });
});

describe('probability of an interval', () => {
  test('is the difference of tails, taken on the side that keeps the digits', () => {
    // P(8 < Z < 9) = Φ(−8) − Φ(−9): by R, 6.2209605742717849e-16 − 1.1285884059538408e-19.
    expect(off(normalIntervalProbability(8, 9, 0, 1), 6.219831985865831e-16)).toBeLessThan(1e-13);
    expect(off(normalIntervalProbability(-9, -8, 0, 1), 6.219831985865831e-16)).toBeLessThan(1e-13);
    expect(off(normalIntervalProbability(-1.5, 2, 0, 1), 0.97724986805182079 - 0.066807201268858071)).toBeLessThan(
      1e-15,
    );
  });

  test('of a narrow interval is density times width, and both ways agree where they meet', () => {
    expect(off(normalIntervalProbability(1, 1 + 2 ** -40, 0, 1), normalDensity(1, 0, 1) * 2 ** -40)).toBeLessThan(
      1e-11,
    );
    for (const from of [0, 0.7, 3, 20]) {
      for (const width of [0.9e-3, 0.1]) {
        const whole = normalIntervalProbability(from, from + width, 0, 1);
        let parts = 0;
        for (let i = 0; i < 1000; i++) {
          parts += normalIntervalProbability(from + (width * i) / 1000, from + (width * (i + 1)) / 1000, 0, 1);
        }
        // Ends are rounded to 20 · 2⁻⁵³, against parts as narrow as 1e-6.
        expect(off(whole, parts)).toBeLessThan(1e-9);
      }
    }
  });

  test('takes infinite ends, is 1 over the whole line and 0 where nothing lies between', () => {
    expect(normalIntervalProbability(-Infinity, Infinity, 5, 2)).toBe(1);
    expect(normalIntervalProbability(5, Infinity, 5, 2)).toBe(0.5);
    expect(normalIntervalProbability(3, 3, 5, 2)).toBe(0);
    expect(normalIntervalProbability(4, 3, 5, 2)).toBe(0);
    expect(normalIntervalProbability(-1.7e308, 1.7e308, 0, 1e308)).toBeCloseTo(0.9109, 3); // 2 Φ(1.7) − 1
  });
});

describe('log-likelihood', () => {
  const values = [3.1, 4.7, 5.2, 5.9, 8.3];
  const n = values.length;
  const mean = values.reduce((a, b) => a + b) / n;
  const sdMle = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n);
  const data = { n, mean, sdMle };

  test('is the sum of the values’ log-densities at any parameters', () => {
    for (const [mu, sigma] of [
      [5, 1],
      [-3, 0.5],
      [5.44, 1.7],
    ] as const) {
      const sum = values.reduce((total, x) => total + normalLogDensity(x, mu, sigma), 0);
      expect(off(normalLogLikelihood(data, mu, sigma), sum)).toBeLessThan(1e-14);
    }
  });

  test('has its maximum at the mean and the standard deviation ÷ n', () => {
    const best = normalLogLikelihood(data, mean, sdMle);
    for (const step of [1e-3, -1e-3]) {
      expect(normalLogLikelihood(data, mean + step, sdMle)).toBeLessThan(best);
      expect(normalLogLikelihood(data, mean, sdMle + step)).toBeLessThan(best);
    }
  });

  test('surface: one row per σ, one column per μ', () => {
    const surface = normalLogLikelihoodSurface(data, [4, 5, 6], [1, 2]);
    expect([...surface]).toEqual([1, 2].flatMap((sd) => [4, 5, 6].map((mu) => normalLogLikelihood(data, mu, sd))));
  });

  test('profile intervals end where the profile has fallen by half the χ² quantile', () => {
    const half = 3.841458820694124 / 2; // qchisq(0.95, 1) / 2
    for (const size of [2, 5, 1000, 1e7]) {
      const stretched = { n: size, mean: 5.44, sdMle: 1.7 };
      const best = normalLogLikelihood(stretched, 5.44, 1.7);
      const { mean: means, sd: sds } = normalProfileIntervals(stretched, 0.95);
      // ℓ near n = 10⁷ has some 8 decimals.
      const tolerance = 1e-9 * Math.max(1, size / 10);
      for (const mu of means) {
        const profiled = Math.hypot(1.7, mu - 5.44);
        expect(Math.abs(best - normalLogLikelihood(stretched, mu, profiled) - half)).toBeLessThan(tolerance);
      }
      for (const sd of sds)
        expect(Math.abs(best - normalLogLikelihood(stretched, 5.44, sd) - half)).toBeLessThan(tolerance);
      expect(sds[0]).toBeLessThan(1.7);
      expect(sds[1]).toBeGreaterThan(1.7);
    }
  });
});

test('parameters that make no normal are refused with their value', () => {
  for (const [mean, sd] of [
    [0, 0],
    [0, -1],
    [0, NaN],
    [0, Infinity],
    [NaN, 1],
  ] as const) {
    expect(() => normalDensity(1, mean, sd)).toThrow(FitError);
  }
  for (const p of [0, 1, -0.1, NaN]) expect(() => normalQuantile(p, 0, 1)).toThrow('invalid parameter');
  expect(() => normalProfileIntervals({ n: 5, mean: 1, sdMle: 0 }, 0.95)).toThrow('zero variance');
});
