import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import reference from '../../../../../test-data/normal/reference.json' with { type: 'json' };
import { normalCumulative, normalLogDensity, normalLogLikelihood } from '../../../../shared/statistics/normal.ts';
import { chiSquareQuantile } from './chi-square-quantile.ts';
import { fitNormal } from './fit.ts';
import { expectedQuantile, orderStatisticQuantile, quantileBand } from './quantile-band.ts';
import { quantilePlot, quantilePlotOf } from './quantile-plot.ts';
import { createGenerator } from '../random/generator.ts';

const eruptions = Float64Array.from(
  readFileSync(new URL('../../../../../resources/samples/old-faithful.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1),
  (row) => Number(row.split(',')[0]),
);
const off = (value: number, expected: number) => Math.abs(value - expected) / Math.abs(expected);

describe('fit', () => {
  test('Old Faithful’s eruptions as R has them: estimates, likelihood, criteria, intervals', () => {
    const fit = fitNormal(eruptions, 0.9);
    const known = reference.eruptions;
    for (const [ours, theirs] of [
      [fit.mean.value, known.mean],
      [fit.sdMle.value, known.sdMle],
      [fit.sdSample!, known.sdSample],
      [fit.logLikelihood, known.logLikelihood],
      [fit.aic, known.aic],
      [fit.bic, known.bic],
      [fit.mean.interval[0], known.meanInterval90[0]!],
      [fit.mean.interval[1], known.meanInterval90[1]!],
      [fit.sdMle.interval[0], known.sdInterval90[0]!],
      [fit.sdMle.interval[1], known.sdInterval90[1]!],
      [fit.mean.standardError, known.sdSample / Math.sqrt(272)],
    ] as const) {
      expect(off(ours, theirs)).toBeLessThan(1e-14); // a few roundings on either side
    }
    expect(fit).toMatchObject({ model: 'normal', n: 272, parameters: 2, status: 'converged', confidence: 0.9 });
  });

  test('the log-likelihood is the sum of the values’ log-densities', () => {
    const { mean, sdMle, logLikelihood } = fitNormal(eruptions);
    const sum = eruptions.reduce((total, x) => total + normalLogDensity(x, mean.value, sdMle.value), 0);
    expect(off(logLikelihood, sum)).toBeLessThan(1e-13);
  });

  test('the standard error of σ̂ is what the curvature of the log-likelihood there says', () => {
    const { n, mean, sdMle } = fitNormal(eruptions);
    const data = { n, mean: mean.value, sdMle: sdMle.value };
    const step = 1e-4;
    const at = (sd: number) => normalLogLikelihood(data, data.mean, sd);
    const curvature = (at(data.sdMle + step) - 2 * at(data.sdMle) + at(data.sdMle - step)) / step ** 2;
    // A second difference of numbers near 421 has an error of 421 · 2.2e-16 / step² = 1e-5, against a curvature of 419.
    expect(off(sdMle.standardError, 1 / Math.sqrt(-curvature))).toBeLessThan(1e-6);
  });

  test('a shift of 10⁹ and a unit 60 times smaller change what they should and nothing else', () => {
    const plain = fitNormal(eruptions);
    const shifted = fitNormal(eruptions.map((x) => x + 1e9));
    // Doubles near 10⁹ are 1.2e-7 apart.
    expect(off(shifted.sdMle.value, plain.sdMle.value)).toBeLessThan(1e-7);
    const seconds = fitNormal(eruptions.map((x) => 60 * x));
    expect(off(seconds.logLikelihood, plain.logLikelihood - 272 * Math.log(60))).toBeLessThan(1e-14);
  });

  test('intervals hold the truth as often as they say', { timeout: 60_000 }, () => {
    const { normal } = createGenerator(11);
    let [means, deviations] = [0, 0];
    const repeats = 4000;
    for (let i = 0; i < repeats; i++) {
      const { mean, sdMle } = fitNormal(
        Float64Array.from({ length: 6 }, () => 5 + 2 * normal()),
        0.9,
      );
      if (mean.interval[0] < 5 && 5 < mean.interval[1]) means++;
      if (sdMle.interval[0] < 2 && 2 < sdMle.interval[1]) deviations++;
    }
    // Four standard errors of a share of 0.9.
    const tolerance = 4 * Math.sqrt(0.09 / repeats);
    expect(Math.abs(means / repeats - 0.9)).toBeLessThan(tolerance);
    expect(Math.abs(deviations / repeats - 0.9)).toBeLessThan(tolerance);
  });

  test('what has no fit says why; what is nearly none is marked', () => {
    expect(() => fitNormal(new Float64Array(0))).toThrow('there are none');
    expect(() => fitNormal(Float64Array.of(4))).toThrow('there is one');
    expect(() => fitNormal(Float64Array.of(4, 4, 4))).toThrow(
      'All 3 values are 4: the normal is a spike there and its likelihood is unbounded',
    );
    expect(() => fitNormal(Float64Array.of(-1.7e308, 1.7e308))).toThrow('divide the column');
    expect(fitNormal(Float64Array.of(1e16, 1e16 + 2)).status).toBe('degenerate');
    expect(fitNormal(Float64Array.of(1, 2)).status).toBe('converged');
  });
});

test('χ² quantiles, at degrees of freedom from 1 to ten million, are R’s', () => {
  for (const [i, df] of reference.degreesOfFreedom.entries()) {
    expect(off(chiSquareQuantile(0.025, df), reference.chiSquare025[i]!)).toBeLessThan(1e-12);
    expect(off(chiSquareQuantile(0.975, df), reference.chiSquare975[i]!)).toBeLessThan(1e-12);
  }
});

describe('quantile plot', () => {
  test('correlation of all pairs as R has it', () => {
    expect(off(quantilePlot(eruptions).correlation, reference.eruptions.quantileCorrelation)).toBeLessThan(1e-13);
  });

  test('order statistics have R’s Beta quantiles, and the band is made of them', () => {
    const { level, n, ranks, lower, upper } = reference.betaQuantiles;
    for (const [i, rank] of ranks.entries()) {
      // The library's inverse of the incomplete beta function promises 1e-10 or so.
      expect(off(orderStatisticQuantile(level / 2, rank - 1, n), lower[i]!)).toBeLessThan(1e-9);
      expect(off(orderStatisticQuantile(1 - level / 2, rank - 1, n), upper[i]!)).toBeLessThan(1e-9);
    }
    const band = quantileBand(50, 0.95);
    for (const [i, rank] of band.ranks.entries()) {
      expect(normalCumulative(band.lower[i]!, 0, 1)).toBeCloseTo(orderStatisticQuantile(band.level / 2, rank, 50), 12);
      expect(normalCumulative(band.upper[i]!, 0, 1)).toBeCloseTo(
        orderStatisticQuantile(1 - band.level / 2, rank, 50),
        12,
      );
    }
  });

  test(
    '19 of 20 normal samples lie inside the 95 % band as a whole, at simulated sizes and between',
    { timeout: 60_000 },
    () => {
      const { normal } = createGenerator(12);
      for (const [n, repeats] of [
        [10, 1000],
        [70, 500],
        [2500, 100],
      ] as const) {
        let inside = 0;
        for (let i = 0; i < repeats; i++) {
          if (quantilePlot(Float64Array.from({ length: n }, () => 3 + 0.1 * normal())).outside === 0) inside++;
        }
        expect(Math.abs(inside / repeats - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / repeats)); // four standard errors
      }
    },
  );

  test(
    'of many values at most 2000 are shown, evenly along the axis, the extremes among them',
    { timeout: 60_000 },
    () => {
      const { normal } = createGenerator(13);
      const sorted = Float64Array.from({ length: 1_000_000 }, normal).sort();
      const plot = quantilePlotOf(sorted, 0, 1);
      const points = plot.theoretical.length;
      expect(points).toBeGreaterThan(1500);
      expect(points).toBeLessThanOrEqual(2000);
      for (const array of [plot.sample, plot.bandLower, plot.bandUpper]) expect(array.length).toBe(points);
      expect([plot.sample[0], plot.sample[points - 1]]).toEqual([sorted[0], sorted[999_999]]);
      expect([plot.sample[1], plot.sample[2]]).toEqual([sorted[1], sorted[2]]);
      for (let i = 1; i < points; i++) {
        expect(plot.theoretical[i]).toBeGreaterThan(plot.theoretical[i - 1]!);
        expect(plot.bandLower[i]).toBeGreaterThanOrEqual(plot.bandLower[i - 1]!);
        expect(plot.bandLower[i]).toBeLessThan(plot.bandUpper[i]!);
      }
      expect(plot.correlation).toBeGreaterThan(0.9999);
    },
  );

  test('points outside are counted over all values, whether they are drawn or not', () => {
    const bent = Float64Array.from({ length: 20_000 }, (_, i) => Math.exp(0.5 * expectedQuantile(i, 20_000)));
    const all = quantilePlot(bent, 0.95, 20_000);
    const outside = all.sample.filter((value, i) => value < all.bandLower[i]! || value > all.bandUpper[i]!).length;
    expect(all.outside).toBe(outside);
    expect(quantilePlot(bent, 0.95, 100).outside).toBe(outside);
    expect(quantilePlot(eruptions).outside).toBeGreaterThan(100);
  });

  test('two values have a plot; one, or equal ones, have none; confidence stays where it was simulated', () => {
    expect(quantilePlot(Float64Array.of(1, 2))).toMatchObject({ n: 2, outside: 0 });
    expect(() => quantilePlot(Float64Array.of(1))).toThrow('at least two');
    expect(() => quantilePlot(Float64Array.of(2, 2))).toThrow('All 2 values are 2');
    expect(() => quantilePlot(Float64Array.of(1, 2), 0.999)).toThrow('invalid parameter');
  });
});
