import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import nortest from '../../../../../test-data/normality/nortest.json' with { type: 'json' };
import simulated from '../../../../../test-data/normality/simulated.json' with { type: 'json' };
import { standardNormalQuantile } from '../../../../shared/statistics/standard-normal-quantile.ts';
import { createGenerator } from '../random/generator.ts';
import { andersonDarling, andersonDarlingStatistic } from './anderson-darling.ts';
import { goodnessOfFit } from './goodness-of-fit.ts';
import { lillieforsPValue } from './lilliefors.ts';
import { bandLevels, lillieforsQuantiles } from './simulated-tables.ts';

const sample = (file: string, column: number) =>
  Float64Array.from(
    readFileSync(new URL(`../../../../../resources/samples/${file}`, import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .slice(1),
    (row) => Number(row.split(',')[column]),
  );
const quantilesOf = (n: number, quantile: (p: number) => number) =>
  Float64Array.from({ length: n }, (_, i) => quantile((i + 0.5) / n));

/** The columns of test-data/normality/nortest.R. */
function column(name: string, n: number): Float64Array {
  if (name === 'faithful eruptions') return sample('old-faithful.csv', 0);
  if (name === 'iris sepal width') return sample('iris.csv', 1);
  if (name === 'logistic') return quantilesOf(n, (p) => Math.log(p / (1 - p)));
  if (name === 'exponential') return quantilesOf(n, (p) => -Math.log1p(-p));
  return quantilesOf(n, (p) => p);
}

describe('R’s nortest (test-data/normality/nortest.R)', () => {
  for (const { name, n, andersonDarling: ad, lilliefors: lf } of nortest) {
    test(`${name}, n = ${n}`, () => {
      const { tests } = goodnessOfFit(column(name, n));
      const [ours, gap] = [tests[0]!, tests[1]!];
      // R prints 15 digits; its sum near n² and ours lose as many of them as n has.
      expect(Math.abs(ours.statistic / ad.statistic - 1)).toBeLessThan(1e-13 * Math.max(100, n));
      expect(Math.abs(gap.statistic / lf.statistic - 1)).toBeLessThan(1e-12);
      if (ad.pValue > 3.7e-24) expect(Math.abs(ours.pValue / ad.pValue - 1)).toBeLessThan(1e-9);
      else expect(ours).toMatchObject({ pValue: 3.7e-24, pValueIsBound: true });
      // Dallal and Wilkinson promise their formula for 0.01 < p < 0.1 up to n = 100; beyond 100 nortest stretches it.
      // Elsewhere both only need to say the same thing.
      if (lf.pValue > 0.005 && lf.pValue < 0.1) expect(Math.abs(gap.pValue / lf.pValue - 1)).toBeLessThan(0.1);
      else if (lf.pValue >= 0.1) expect(Math.abs(gap.pValue - lf.pValue)).toBeLessThan(0.02);
      else expect(gap.pValue).toBeLessThan(0.001);
    });
  }
});

describe('Lilliefors’ distribution', () => {
  // [Lilliefors1967] as corrected by [DallalWilkinson1986], table 1: upper 10, 5 and 1 % points of D.
  test.each([
    { n: 5, points: [0.319, 0.343, 0.397] },
    { n: 10, points: [0.241, 0.262, 0.304] },
    { n: 20, points: [0.176, 0.192, 0.223] },
    { n: 30, points: [0.146, 0.159, 0.185] },
  ])('n = $n: the published 10, 5 and 1 % points', ({ n, points }) => {
    // Points are published to 0.001, which moves p by up to 6 % of itself at n = 30.
    for (const [i, p] of [0.1, 0.05, 0.01].entries())
      expect(Math.abs(lillieforsPValue(points[i]!, n) / p - 1)).toBeLessThan(0.08);
  });

  test('the share of normal samples below p is p, between the simulated sizes too', { timeout: 60_000 }, () => {
    const { normal } = createGenerator(99);
    for (const n of [7, 40, 1500]) {
      const repeats = n > 1000 ? 400 : 2500;
      const below = { 0.5: 0, 0.1: 0, 0.05: 0 };
      for (let i = 0; i < repeats; i++) {
        const { pValue } = goodnessOfFit(Float64Array.from({ length: n }, normal)).tests.at(-1)!;
        for (const p of [0.5, 0.1, 0.05] as const) if (pValue < p) below[p]++;
      }
      // Four standard errors of a share.
      for (const p of [0.5, 0.1, 0.05] as const) {
        expect(Math.abs(below[p] / repeats - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / repeats));
      }
    }
  });

  test('p falls as the gap grows, from 1 to the bound', () => {
    for (const n of [4, 12, 1e7]) {
      let previous = 1;
      for (let modified = 0; modified < 2; modified += 0.01) {
        const p = lillieforsPValue(modified / (Math.sqrt(n) - 0.01 + 0.85 / Math.sqrt(n)), n);
        expect(p).toBeLessThanOrEqual(previous);
        previous = p;
      }
      expect(previous).toBe(0.0001);
    }
  });
});

describe('Anderson–Darling', () => {
  // [DAgostinoStephens1986] table 4.7, case 3: upper points of A² (1 + 0.75/n + 2.25/n²).
  test('the published upper points of the modified statistic have their p', () => {
    const sorted = column('exponential', 40);
    const { statistic } = andersonDarling(sorted, mean(sorted), deviation(sorted));
    expect(statistic).toBeCloseTo(1.8217, 4);
    for (const { n, andersonDarling: points } of simulated.samples.filter(
      ({ n, repeats }) => n >= 8 && repeats > 1e5,
    )) {
      for (const [point, published] of [
        [simulated.tails.indexOf(0.1), 0.631],
        [simulated.tails.indexOf(0.05), 0.752],
        [simulated.tails.indexOf(0.025), 0.873],
        [simulated.tails.indexOf(0.01), 1.035],
      ] as const) {
        // Our simulation and the published point agree to its last digit or two, at every n.
        expect(Math.abs(points[point]! - published)).toBeLessThan(n < 20 ? 0.018 : 0.006);
      }
    }
  });

  test('is the integral it stands for: a naive sum over the definition', () => {
    const sorted = Float64Array.from([-2.1, -0.4, 0.3, 0.5, 1.9, 2.2, 3.7, 5]);
    const n = sorted.length;
    const phi = (x: number) => 0.5 * (1 + erf((x - 1) / 2 / Math.SQRT2));
    let sum = 0;
    for (let i = 1; i <= n; i++)
      sum += (2 * i - 1) * (Math.log(phi(sorted[i - 1]!)) + Math.log(1 - phi(sorted[n - i]!)));
    // The series for erf below is good to 1e-12.
    expect(Math.abs(andersonDarlingStatistic(sorted, 1, 2) - (-n - sum / n))).toBeLessThan(1e-10);
  });

  test('a value a hundred standard deviations out has finite weight', () => {
    expect(andersonDarlingStatistic(Float64Array.of(-100, 0, 1), 0, 1)).toBeGreaterThan(1000);
    expect(Number.isFinite(andersonDarlingStatistic(Float64Array.of(-1e150, 0, 1e150), 0, 1))).toBe(true);
  });

  test('a perfect normal of a million values passes, a slightly bent one does not', { timeout: 60_000 }, () => {
    const perfect = quantilesOf(1e6, standardNormalQuantile);
    expect(goodnessOfFit(perfect).tests[0]!.pValue).toBeGreaterThan(0.9);
    const bent = perfect.map((z) => z + 0.005 * z * z);
    const found = goodnessOfFit(bent);
    expect(found.tests[0]!.pValue).toBeLessThan(0.001);
    expect(found.largestGap.gap).toBeLessThan(0.005);
    expect(found.verdict).toContain('judge by the gap');
  });
});

describe('what is said of a column', () => {
  test('Old Faithful’s eruptions: not a normal, by a gap of 18 % near 3 minutes', () => {
    const found = goodnessOfFit(sample('old-faithful.csv', 0));
    expect(found.largestGap.gap).toBeCloseTo(0.181, 2);
    expect(found.verdict).toMatch(/^Not a normal: data and curve part by up to 18 % of the values, near /);
    expect(found.tiedShare).toBeGreaterThan(0.5);
    expect(found.verdict).toContain('rounding alone');
  });

  test('the largest gap is the one a naive walk over all steps finds', () => {
    const values = column('iris sepal width', 150);
    const found = goodnessOfFit(values).largestGap;
    const [mu, sigma] = [mean(values), deviation(values) * Math.sqrt(149 / 150)];
    let gap = 0;
    for (const at of new Set(values)) {
      const share = 0.5 * (1 + erf((at - mu) / sigma / Math.SQRT2));
      const below = values.filter((x) => x < at).length / 150;
      const upTo = values.filter((x) => x <= at).length / 150;
      gap = Math.max(gap, Math.abs(share - below), Math.abs(upTo - share));
    }
    expect(found.gap).toBeCloseTo(gap, 10);
  });

  test('too few values: the tests that do not hold are left out, and the words say so', () => {
    expect(goodnessOfFit(Float64Array.of(1, 2)).tests).toEqual([]);
    expect(goodnessOfFit(Float64Array.of(1, 2, 4, 5)).tests.map(({ test }) => test)).toEqual(['lilliefors']);
    expect(goodnessOfFit(Float64Array.of(1, 2, 4, 5)).verdict).toContain('4 values are too few');
    expect(() => goodnessOfFit(Float64Array.of(1, NaN))).toThrow('at least two');
    expect(() => goodnessOfFit(Float64Array.of(3, 3, 3))).toThrow('All 3 values are 3');
  });

  test('the order of the rows and missing values change nothing', () => {
    const values = sample('old-faithful.csv', 1);
    const shuffled = Float64Array.from([NaN, ...[...values].reverse(), Infinity]);
    expect(goodnessOfFit(shuffled).tests).toEqual(goodnessOfFit(values).tests);
  });
});

test('the tables in the code are the recorded simulation', () => {
  for (const { n, values } of bandLevels) expect(values).toEqual(simulated.samples.find((size) => size.n === n)!.band);
  for (const { n, values } of lillieforsQuantiles)
    expect(values).toEqual(simulated.samples.find((size) => size.n === n)!.lilliefors);
});

function mean(values: Float64Array): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}
function deviation(values: Float64Array): number {
  const mu = mean(values);
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mu) ** 2, 0) / (values.length - 1));
}
/** Error function by its Taylor series. */
function erf(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; k < 200; k++) {
    term *= (-x * x) / k;
    sum += term / (2 * k + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
