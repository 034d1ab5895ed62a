import { describe, expect, test } from 'vitest';
import type { GaussianMixtureFit } from '../../../../shared/statistics/gaussian-mixture.ts';
import { createGenerator } from '../random/generator.ts';
import { fitGaussianMixture, type MixtureOptions } from './fit.ts';
import type { MixtureInput } from './prepare-rows.ts';
import { readColumns } from './test-columns.suite.ts';

const faithful = readColumns('faithful.csv', [0, 1]);
const n = 272;
const options: MixtureOptions = { components: 3, covarianceModel: 'VVV', seed: 5 };
const fit = (input: MixtureInput, more: Partial<MixtureOptions> = {}) =>
  fitGaussianMixture(input, { ...options, ...more });
const plain = fit({ columns: faithful });

/** Weights agree to 1e-4: the stop rule leaves the flattest direction of the likelihood that loose. */
const expectSameWeights = (found: GaussianMixtureFit, expected: GaussianMixtureFit) =>
  found.weights.forEach((weight, k) => expect(weight).toBeCloseTo(expected.weights[k]!, 4));

describe('a full-covariance fit does not depend on', () => {
  test('an offset of 1e9: same fit up to the digits that doubles of 1e9 keep', () => {
    const shifted = faithful.map((column) => column.map((value) => value + 1e9));
    const found = fit({ columns: shifted });
    // The spacing of doubles at 1e9, 1.2e-7, moves every value and with it the log-likelihood, by about 1e-6 per row at most.
    expect(found.logLikelihood).toBeCloseTo(plain.logLikelihood, 3);
    expectSameWeights(found, plain);
    found.means.flat().forEach((value, i) => expect(value - 1e9).toBeCloseTo(plain.means.flat()[i]!, 2));
  });
  for (const scale of [1e9, 1e-9, 60])
    test(`a unit ${scale} times as large: the log-likelihood shifts by −n·ln scale`, () => {
      const found = fit({ columns: [faithful[0]!.map((value) => value * scale), faithful[1]!] });
      expect(found.logLikelihood + n * Math.log(scale)).toBeCloseTo(plain.logLikelihood, 5);
      expectSameWeights(found, plain);
    });
  test('the order of the rows, bit for bit in the starts and to rounding at the end', () => {
    const generator = createGenerator(9);
    const order = Array.from({ length: n }, (_, i) => i).sort(() => generator.uniform() - 0.5);
    const found = fit({ columns: faithful.map((column) => Float64Array.from(order, (row) => column[row]!)) });
    expect(found.starts.map(({ method }) => method)).toEqual(plain.starts.map(({ method }) => method));
    expect(found.logLikelihood).toBeCloseTo(plain.logLikelihood, 6);
    expectSameWeights(found, plain);
  });
  test('the order of the columns', () => {
    const found = fit({ columns: [faithful[1]!, faithful[0]!] });
    expect(found.logLikelihood).toBeCloseTo(plain.logLikelihood, 5);
  });
});

test('weight 2 is a duplicated row, weight 0 is no row', () => {
  const weights = Float64Array.from({ length: n }, (_, row) => row % 3);
  const repeated = faithful.map((column) =>
    Float64Array.from([...column].flatMap((value, row) => new Array<number>(row % 3).fill(value))),
  );
  const weighted = fit({ columns: faithful, weights });
  const copied = fit({ columns: repeated });
  expect(weighted.logLikelihood).toBeCloseTo(copied.logLikelihood, 6);
  expectSameWeights(weighted, copied);
  expect(weighted.rows.effective).toBe(repeated[0]!.length);
  expect(weighted.rows.excluded).toBe(weights.filter((weight) => weight === 0).length);
  expect(weighted.criteria.bic).toBeCloseTo(copied.criteria.bic, 5);
});

test('precision weights leave n at the number of rows, whatever their scale', () => {
  const weights = new Float64Array(n).fill(17);
  const found = fit({ columns: faithful, weights, weightKind: 'precision' });
  expect(found.rows.effective).toBe(n);
  expect(found.logLikelihood).toBeCloseTo(plain.logLikelihood, 6);
});

test('same seed, same bits; rows with a missing cell or left out are as if they were not there', () => {
  expect(fit({ columns: faithful })).toEqual(plain);
  const holed = faithful.map((column) => Float64Array.from([...column, 1e6, NaN, 3]));
  holed[1]![n] = NaN;
  const included = new Uint8Array(n + 3).fill(1);
  included[n + 2] = 0;
  const found = fit({ columns: holed, included });
  expect(found.logLikelihood).toBe(plain.logLikelihood);
  expect(found.rows).toMatchObject({ total: n + 3, used: n, missing: 2, excluded: 1 });
});

describe('the log-likelihood never falls', () => {
  for (const covarianceModel of ['VVV', 'EVE', 'VEI', 'VVE', 'EEV'] as const)
    test(covarianceModel, () => {
      const { trace } = fit({ columns: readColumns('iris.csv', [0, 1, 2, 3]) }, { covarianceModel, starts: 3 });
      for (let i = 1; i < trace.length; i++) expect(trace[i]!).toBeGreaterThanOrEqual(trace[i - 1]! - 1e-9);
    });
});

test('in one column every model is E or V, and full, diagonal and spherical agree', () => {
  const [eruptions] = faithful;
  const [full, diagonal, spherical] = (['VVV', 'VVI', 'VII'] as const).map((covarianceModel) =>
    fit({ columns: [eruptions!] }, { covarianceModel, components: 2 }),
  );
  expect(diagonal!.logLikelihood).toBe(full!.logLikelihood);
  expect(spherical!.criteria.bic).toBe(full!.criteria.bic);
});
