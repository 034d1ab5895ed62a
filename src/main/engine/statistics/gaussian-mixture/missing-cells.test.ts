import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { covarianceModels, type CovarianceModel } from '../../../../shared/statistics/covariance-models.ts';
import type { GaussianMixture } from '../../../../shared/statistics/gaussian-mixture.ts';
import { totalsLength } from '../../kernels/em.ts';
import { createGenerator } from '../random/generator.ts';
import { bootstrapMixture } from './bootstrap.ts';
import { crossValidate } from './cross-validation.ts';
import { evaluationOf, nextMixture, prepareMixture } from './evaluate.ts';
import { fitGaussianMixture, teamMemoryFor, type MixtureOptions } from './fit.ts';
import { allRowsOf } from './own-rows.ts';
import { prepareRows, type MixtureInput } from './prepare-rows.ts';
import { passOfRange } from './range-pass.ts';
import { createRowDensity, logUnitsOf } from './responsibilities.ts';
import { gatherPatterns, passLength } from './row-patterns.ts';
import { sampleGaussianMixture } from './sample.ts';
import { readColumns } from './test-columns.suite.ts';
import { toScaled } from './units.ts';

const folder = resolve(import.meta.dirname, '../../../../../test-data/mixture/missing');
type Reference = Pick<GaussianMixture, 'weights' | 'means' | 'covariances'> & { logLikelihood: number };
const references = JSON.parse(readFileSync(resolve(folder, 'references.json'), 'utf8')) as Record<
  'airquality' | 'faithful',
  Record<string, Reference>
>;

const faithful = readColumns('faithful.csv', [0, 1]);
const airquality = readColumns('missing/airquality.csv', [0, 1, 2, 3]);
/** As in references.py: no eruptions in rows 1, 8, 15, …, no waiting in rows 1, 6, 11, …. */
const holes = [
  faithful[0]!.map((value, row) => (row % 7 === 0 ? NaN : value)),
  faithful[1]!.map((value, row) => (row % 5 === 0 ? NaN : value)),
];
const options: MixtureOptions = { components: 2, covarianceModel: 'VVV', seed: 1 };
const models: Record<string, CovarianceModel> = { full: 'VVV', tied: 'EEE', diagonal: 'VVI', spherical: 'VII' };

/** One pass over all rows on this thread, as `mixture.evaluate` makes it. */
function evaluate(input: MixtureInput, mixture: GaussianMixture) {
  const prepared = prepareRows(input, false);
  const ready = prepareMixture(prepared, mixture);
  const { parts, parameters } = ready;
  const { rows } = prepared;
  const evaluation = evaluationOf(
    prepared,
    ready,
    'VVV',
    passOfRange({ rows, parts, parameters, from: 0, to: passLength(rows) }),
  );
  return { prepared, ready, ...evaluation };
}

/** Σ w ln p, from the marginal of every row's own values, one row after the other. */
function naive(input: MixtureInput, mixture: GaussianMixture) {
  const prepared = prepareRows(input, false);
  const density = createRowDensity(toScaled(mixture, prepared.rows));
  let logLikelihood = 0;
  let entropy = 0;
  allRowsOf(prepared)((y, at, weight, label) => {
    const found = density(y, at, label);
    logLikelihood += weight * (found.logDensity + logUnitsOf(y, prepared.rows.factor));
    for (const p of found.responsibilities) if (p > 0) entropy -= weight * p * Math.log(p);
  });
  return { logLikelihood, entropy };
}

describe('one Gaussian where cells are missing: airquality, 153 rows of which 42 have gaps', () => {
  test.each(Object.entries(references.airquality))('%s: direct maximisation finds the same', (family, expected) => {
    const fit = fitGaussianMixture(
      { columns: airquality, missing: 'em' },
      { components: 1, covarianceModel: models[family]!, seed: 1 },
    );
    // The stop rule leaves 1e-6 ungained, the reference's gradient of 1e-9 far less.
    expect(fit.logLikelihood).toBeCloseTo(expected.logLikelihood, 5);
    // Where ℓ is flat to 1e-6, a parameter is known to √(2e-6) of its standard error, and that is a tenth of its value here.
    fit.means[0]!.forEach((mean, j) => expect(mean / expected.means[0]![j]!).toBeCloseTo(1, 4));
    fit.covariances[0]!.forEach((row, i) =>
      row.forEach((value, j) => {
        const size = Math.sqrt(expected.covariances[0]![i]![i]! * expected.covariances[0]![j]![j]!);
        expect((value - expected.covariances[0]![i]![j]!) / size).toBeCloseTo(0, 3);
      }),
    );
    expect(fit.rows).toMatchObject({ total: 153, used: 153, missing: 0, incomplete: 42, effective: 153 });
  });
});

describe('mixtures where cells are missing: Old Faithful with holes', () => {
  test.each(Object.entries(references.faithful))('%s: direct maximisation finds no better', (family, expected) => {
    const fit = fitGaussianMixture({ columns: holes, missing: 'em' }, { ...options, covarianceModel: models[family]! });
    // The reference starts beside the two groups: where there is a better optimum, the fit may be above it.
    expect(fit.logLikelihood).toBeGreaterThan(expected.logLikelihood - 1e-5);
    if (family === 'spherical') return; // a better one: three minutes and eighty minutes have one variance
    expect(fit.logLikelihood).toBeCloseTo(expected.logLikelihood, 5);
    fit.weights.forEach((weight, k) => expect(weight).toBeCloseTo(expected.weights[k]!, 4));
    fit.means.flat().forEach((mean, i) => expect(mean / expected.means.flat()[i]!).toBeCloseTo(1, 4));
  });

  test('rows without any value are left out and counted; p and the rest of the criteria are as ever', () => {
    const fit = fitGaussianMixture({ columns: holes, missing: 'em' }, options);
    // Rows 1, 36, 71, … of 272 have neither; 39 − 8 lack eruptions, 55 − 8 lack waiting.
    expect(fit.rows).toMatchObject({ total: 272, used: 264, missing: 8, incomplete: 78, effective: 264 });
    expect(fit.parameterCount).toBe(11);
    expect(fit.criteria.bic).toBeCloseTo(-2 * fit.logLikelihood + 11 * Math.log(264), 9);
  });

  test.each(covarianceModels)('%s: the log-likelihood never falls', (covarianceModel) => {
    const { trace, logLikelihood } = fitGaussianMixture(
      { columns: airquality, missing: 'em' },
      { ...options, covarianceModel, starts: 2 },
    );
    // A sum of 153 terms near 15 is rounded by about 1e-12.
    trace.slice(1).forEach((value, i) => expect(value).toBeGreaterThanOrEqual(trace[i]! - 1e-9));
    expect(logLikelihood).toBeGreaterThanOrEqual(trace.at(-1)! - 1e-9);
  });

  test('more rows tell more: the true mixture is found again from rows of which a third lack a cell', () => {
    const truth: GaussianMixture = {
      weights: [0.6, 0.4],
      means: [
        [0, 0, 0],
        [3, 1, -2],
      ],
      covariances: [
        [
          [1, 0.8, 0],
          [0.8, 1, 0],
          [0, 0, 1],
        ],
        [
          [2, -0.5, 0.3],
          [-0.5, 1, 0],
          [0.3, 0, 0.5],
        ],
      ],
      noise: null,
    };
    const n = 20_000;
    const { columns } = sampleGaussianMixture(truth, n, 4);
    const { uniform } = createGenerator(5);
    // Missing at random: the third column is gone more often where the first, which is always there, is large.
    for (let row = 0; row < n; row++) {
      if (uniform() < 0.2) columns[1]![row] = NaN;
      if (uniform() < 1 / (1 + Math.exp(3 - columns[0]![row]!))) columns[2]![row] = NaN;
    }
    const fit = fitGaussianMixture({ columns, missing: 'em' }, { ...options, starts: 4 });
    // Four standard errors of a mean or covariance near 1 from some 5000 rows that tell it: 4/√5000 = 0.06.
    fit.weights.forEach((weight, k) => expect(Math.abs(weight - truth.weights[k]!)).toBeLessThan(0.03));
    fit.means.forEach((mean, k) =>
      mean.forEach((m, j) => expect(Math.abs(m - truth.means[k]![j]!)).toBeLessThan(0.06)),
    );
    fit.covariances.flat(2).forEach(
      (value, i) => expect(Math.abs(value - truth.covariances.flat(2)[i]!)).toBeLessThan(0.12), // variances of 2: twice that
    );
    // Complete rows alone have lost large values of the first column, and with them weight of the second component.
    const listwise = fitGaussianMixture({ columns }, { ...options, starts: 4 });
    expect(Math.abs(listwise.weights[0]! - 0.6)).toBeGreaterThan(0.05);
  });
});

describe('a pass over patterns', () => {
  const mixture: GaussianMixture = {
    weights: [0.5, 0.3, 0.2],
    means: [
      [20, 190, 12, 75],
      [60, 220, 8, 85],
      [40, 100, 9, 70],
    ],
    covariances: [0, 1, 2].map((k) =>
      [900, 8000, 12, 90].map((variance, i, all) =>
        all.map((other, j) => (i === j ? variance : (k - 1) * 0.3 * Math.sqrt(variance * other))),
      ),
    ),
    noise: null,
  };
  const weights = Float64Array.from({ length: 153 }, (_, row) => 1 + (row % 3));
  const labels = Int32Array.from({ length: 153 }, (_, row) => (row % 4 === 0 ? row % 3 : -1));
  const included = Uint8Array.from({ length: 153 }, (_, row) => (row % 10 === 0 ? 0 : 1));

  test.each<[string, Partial<MixtureInput>]>([
    ['as they are', {}],
    ['with frequencies', { weights }],
    ['with labels', { labels }],
    ['filtered', { included, weights, labels }],
  ])('is what the naive twin says of every row: rows %s', (_, more) => {
    const input: MixtureInput = { columns: airquality, missing: 'em', ...more };
    const found = evaluate(input, mixture);
    const expected = naive(input, mixture);
    // 300 terms near 20, each with a few roundings.
    expect(found.logLikelihood).toBeCloseTo(expected.logLikelihood, 9);
    expect(found.entropy).toBeCloseTo(expected.entropy, 8);
  });

  test('moments: the derivative of ℓ by a mean is Σ⁻¹ Σ τ (x̂ − μ), as Fisher’s identity has it', () => {
    const input: MixtureInput = { columns: airquality, missing: 'em' };
    const { prepared, ready, moments } = evaluate(input, mixture);
    const at = (k: number, j: number, by: number): number => {
      const means = mixture.means.map((mean, c) => mean.map((value, i) => (c === k && i === j ? value + by : value)));
      return naive(input, { ...mixture, means }).logLikelihood;
    };
    for (let k = 0; k < 3; k++)
      for (let j = 0; j < 4; j++) {
        const step = 1e-4 * Math.sqrt(mixture.covariances[k]![j]![j]!);
        const slope = (at(k, j, step) - at(k, j, -step)) / (2 * step);
        // Σ·gradient, in scaled coordinates, is rows × (mean − μ): compare along the gradient's own coordinate.
        const shift = Array.from({ length: 4 }, (_, i) => moments.means[k * 4 + i]! - ready.scaled.means[k * 4 + i]!);
        const covariance = Array.from({ length: 4 }, (_, a) =>
          Array.from({ length: 4 }, (_, b) => ready.scaled.covariances[(k * 4 + a) * 4 + b]!),
        );
        const gradient = solve(covariance, shift)[j]! * moments.rows[k]! * prepared.rows.factor[j]!;
        // Central differences of a sum of 153 terms near 15: 1e-8 of a slope of some units per standard deviation.
        expect(Math.abs(gradient - slope) * Math.sqrt(mixture.covariances[k]![j]![j]!)).toBeLessThan(1e-5);
      }
  });

  test('an EM step never lowers ℓ, from any mixture', () => {
    const input: MixtureInput = { columns: airquality, missing: 'em' };
    let step = evaluate(input, mixture);
    for (let i = 0; i < 20; i++) {
      const next = nextMixture(step.prepared, step.ready, 'VVV', null, step)!;
      const after = evaluate(input, next.mixture);
      expect(after.logLikelihood).toBeGreaterThanOrEqual(step.logLikelihood + next.expectedGain - 1e-8);
      step = after;
    }
  });

  test('patterns hold every row with a value once, whatever the order of the rows', () => {
    const patterns = gatherPatterns(airquality)!;
    expect(patterns.map(({ observed, rows }) => [observed, rows.length])).toEqual([
      [[0, 1, 2, 3], 111],
      [[0, 2, 3], 5],
      [[1, 2, 3], 35],
      [[2, 3], 2],
    ]);
    expect(gatherPatterns(faithful)).toBeNull();
    const turned = airquality.map((column) => column.slice().reverse());
    const one = fitGaussianMixture({ columns: airquality, missing: 'em' }, { ...options, starts: 3 });
    const other = fitGaussianMixture({ columns: turned, missing: 'em' }, { ...options, starts: 3 });
    expect(other.logLikelihood).toBeCloseTo(one.logLikelihood, 5); // the stop rule's own 1e-6
  });

  test('totals have one double more than those of complete rows', () => {
    const { prepared, ready } = evaluate({ columns: airquality, missing: 'em' }, mixture);
    const [totals] = passOfRange({
      rows: prepared.rows,
      parts: 3,
      parameters: ready.parameters,
      from: 0,
      to: passLength(prepared.rows),
    });
    expect(totals).toHaveLength(totalsLength(4, 3, 'full') + 1);
  });
});

test('where nothing is missing, the numbers are those of complete rows, bit for bit', () => {
  expect(fitGaussianMixture({ columns: faithful, missing: 'em' }, options)).toEqual(
    fitGaussianMixture({ columns: faithful }, options),
  );
});

test('one Gaussian and gaps in one column: the closed form of monotone patterns', () => {
  // Every row is there twice, once without waiting: the marginal of eruptions then counts 272 rows more.
  const twice = [
    Float64Array.from([...faithful[0]!, ...faithful[0]!]),
    Float64Array.from([...faithful[1]!, ...faithful[1]!.map(() => NaN)]),
  ];
  const fit = fitGaussianMixture({ columns: twice, missing: 'em' }, { ...options, components: 1 });
  const complete = fitGaussianMixture({ columns: faithful }, { ...options, components: 1 });
  // The closed form of monotone patterns: the mean is that of all rows, and the regression that of the complete ones.
  fit.means[0]!.forEach((mean, j) => expect(mean).toBeCloseTo(complete.means[0]![j]!, 4));
  fit.covariances[0]!.flat().forEach((value, i) =>
    expect(value / complete.covariances[0]!.flat()[i]!).toBeCloseTo(1, 4),
  );
});

test('a row of weight 2 is two rows, gaps and all', () => {
  const weights = Float64Array.from({ length: 153 }, (_, row) => (row % 3 === 0 ? 2 : 1));
  const again = airquality.map((column) => Float64Array.from([...column, ...column.filter((_, row) => row % 3 === 0)]));
  const one = fitGaussianMixture({ columns: airquality, weights, missing: 'em' }, { ...options, starts: 3 });
  const other = fitGaussianMixture({ columns: again, missing: 'em' }, { ...options, starts: 3 });
  expect(one.logLikelihood).toBeCloseTo(other.logLikelihood, 5); // the stop rule's own 1e-6
  expect(one.rows.effective).toBe(other.rows.effective);
});

test('a fit has the same bits with memory for helpers as without', () => {
  const patterns = gatherPatterns(airquality);
  const input: MixtureInput = { columns: airquality, missing: 'em', patterns };
  const team = teamMemoryFor(input, options);
  expect(fitGaussianMixture(input, options, { team })).toEqual(fitGaussianMixture(input, options));
});

test('cross-validation and bootstrap use rows with gaps, too', () => {
  const input: MixtureInput = { columns: holes, missing: 'em' };
  const score = (components: number) =>
    crossValidate(input, { ...options, components, starts: 3 }, 5).logLikelihoodPerRow;
  expect(score(2)).toBeGreaterThan(score(1));
  const fit = fitGaussianMixture(input, options);
  expect(score(2)).toBeLessThan(fit.logLikelihood / 264);
  const { means, failed } = bootstrapMixture(input, fit, { replicates: 60, seed: 1 });
  expect(failed).toBe(0);
  // 264 rows of which a fifth lack waiting: √(σ²/(0.8·264·φ)), to the 9 % that 60 replicates leave, threefold.
  const ratio = means[0]![1]!.standardError / Math.sqrt(fit.covariances[0]![1]![1]! / (0.8 * 264 * fit.weights[0]!));
  expect(Math.abs(ratio - 1)).toBeLessThan(0.27);
});

describe('refused in a sentence', () => {
  test('two columns that no row has both of, where their covariance is asked for', () => {
    const columns = [
      faithful[0]!.map((v, row) => (row % 2 ? v : NaN)),
      faithful[1]!.map((v, row) => (row % 2 ? NaN : v)),
    ];
    expect(() => fitGaussianMixture({ columns, missing: 'em' }, options)).toThrow('no row with values of both');
    const fit = fitGaussianMixture({ columns, missing: 'em' }, { ...options, components: 1, covarianceModel: 'VVI' });
    const odd = faithful[0]!.filter((_, row) => row % 2 === 1);
    expect(fit.means[0]![0]).toBeCloseTo(odd.reduce((a, b) => a + b, 0) / odd.length, 6);
  });
  test('a noise component', () => {
    expect(() => fitGaussianMixture({ columns: holes, missing: 'em' }, { ...options, noise: true })).toThrow(
      'A noise component needs complete rows',
    );
  });
});

/** Solution of a small system by elimination with pivots. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  const n = right.length;
  for (let c = 0; c < n; c++) {
    const pivot = rows
      .slice(c)
      .reduce((best, row, i) => (Math.abs(row[c]!) > Math.abs(rows[best]![c]!) ? c + i : best), c);
    [rows[c], rows[pivot]] = [rows[pivot]!, rows[c]!];
    for (let r = 0; r < n; r++) {
      if (r === c) continue;
      const ratio = rows[r]![c]! / rows[c]![c]!;
      rows[r] = rows[r]!.map((value, i) => value - ratio * rows[c]![i]!);
    }
  }
  return rows.map((row, i) => row[n]! / row[i]!);
}
