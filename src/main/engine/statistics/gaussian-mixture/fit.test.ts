import { describe, expect, test } from 'vitest';
import type { CovarianceModel } from '../../../../shared/statistics/covariance-models.ts';
import { fitGaussianMixture, type MixtureOptions } from './fit.ts';
import { readColumns } from './test-columns.suite.ts';

const faithful = readColumns('faithful.csv', [0, 1]);
const [eruptions] = faithful;
const iris = readColumns('iris.csv', [0, 1, 2, 3]);

const fit = (
  columns: Float64Array[],
  components: number,
  covarianceModel: CovarianceModel,
  more: Partial<MixtureOptions> = {},
) => fitGaussianMixture({ columns }, { components, covarianceModel, seed: 1, ...more });

// Published to 5 decimals; the stop rule leaves less than 1e-6 of log-likelihood ungained.
const decimals = 4.9;

describe('Old Faithful, two columns: log-likelihood, p and BIC as mclust, scikit-learn and plain EM agree on', () => {
  const published: [number, CovarianceModel, number, number, number][] = [
    [1, 'VVV', -1289.79675, 5, 2607.623],
    [2, 'EII', -1709.68137, 6, 3452.998],
    [2, 'VII', -1709.52928, 7, 3458.299],
    [2, 'EEI', -1157.68001, 7, 2354.601],
    [2, 'VVI', -1147.80635, 9, 2346.065],
    [2, 'EEE', -1140.18676, 8, 2325.22],
    [2, 'EEV', -1139.3316, 9, 2329.115],
    [2, 'VEV', -1134.6792, 10, 2325.416],
    [2, 'VVV', -1130.26396, 11, 2322.192],
    // mclust 6.0, Mclust(faithful, G = 2, modelNames = m, control = emControl(tol = c(1e-12, 1e-12), itmax = c(1e4, 1e4)))
    [2, 'VEI', -1152.8802, 8, 2350.607],
    [2, 'EVI', -1153.88557, 8, 2352.618],
    [2, 'VEE', -1136.25985, 9, 2322.972],
    [2, 'EVE', -1136.91026, 9, 2324.273],
    [2, 'EVV', -1135.7699, 10, 2327.598],
    [3, 'EEE', -1126.31593, 11, 2314.296],
    [4, 'EEE', -1120.82813, 14, 2320.137],
    [4, 'VVI', -1112.88083, 19, 2332.272],
  ];
  for (const [components, model, logLikelihood, parameters, bic] of published)
    test(`K = ${components}, ${model}: ${logLikelihood}`, () => {
      const found = fit(faithful, components, model);
      expect(found.logLikelihood).toBeCloseTo(logLikelihood, decimals);
      expect(found.parameterCount).toBe(parameters);
      expect(found.criteria.bic).toBeCloseTo(bic, 2.9);
      expect(found.status).toBe('converged');
    });

  test('K = 2, VVE: at least mclust’s −1132.18745, where its inner iteration for the common axes ends', () => {
    expect(fit(faithful, 2, 'VVE').logLikelihood).toBeGreaterThan(-1132.18745);
  });

  test('K = 2, VVV: weights, means and covariances', () => {
    const { weights, means, covariances } = fit(faithful, 2, 'VVV');
    const close = (found: number[], published: number[]) =>
      found.forEach((value, i) => expect(value).toBeCloseTo(published[i]!, 4)); // printed to 6; flat directions move them
    close(weights, [0.644127, 0.355873]);
    close(means.flat(), [4.289662, 79.968115, 2.036388, 54.478517]);
    close(covariances[0]!.flat(), [0.169968, 0.940609, 0.940609, 36.046207]);
    close(covariances[1]!.flat(), [0.069168, 0.435168, 0.435168, 33.697284]);
  });

  test('ICL in mclust’s form prefers two components where BIC prefers three', () => {
    expect(fit(faithful, 2, 'VVV').criteria.icl).toBeCloseTo(2322.705, 2.9);
    expect(fit(faithful, 3, 'EEE').criteria.icl).toBeCloseTo(2358.389, 2);
  });
});

describe('eruptions alone: BIC of E and V, converged, best of many starts', () => {
  const published: [number, number, number][] = [
    [1, 854.046, 854.046],
    [2, 597.007, 580.749],
    [3, 580.831, 572.684],
    [4, 582.025, 576.581],
  ];
  for (const [components, equal, varying] of published)
    test(`K = ${components}: E ${equal}, V ${varying}`, () => {
      expect(fit([eruptions!], components, 'EEE').criteria.bic).toBeCloseTo(equal, 2.9);
      expect(fit([eruptions!], components, 'VVV').criteria.bic).toBeCloseTo(varying, 2.9);
    });
});

describe('iris, four columns', () => {
  const published: [number, CovarianceModel, number][] = [
    [1, 'VVV', -379.9146],
    [2, 'VVV', -214.3547],
    [3, 'VVV', -180.18548],
    [3, 'EEE', -256.354],
  ];
  for (const [components, model, logLikelihood] of published)
    test(`K = ${components}, ${model}: ${logLikelihood}`, () => {
      expect(fit(iris, components, model).logLikelihood).toBeCloseTo(logLikelihood, 3.9);
    });

  test('with every row labelled: the complete-data log-likelihood −188.375555 of the closed form', () => {
    const labels = Int32Array.from({ length: 150 }, (_, row) => Math.floor(row / 50));
    const found = fitGaussianMixture({ columns: iris, labels }, { components: 3, covarianceModel: 'VVV', seed: 1 });
    expect(found.logLikelihood).toBeCloseTo(-188.375555, 5.9);
    expect(found.weights).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });
});

describe('false winners are rejected, and named', () => {
  test('Old Faithful, K = 4 full: nothing near the collapsed −945.74', () => {
    const found = fit(faithful, 4, 'VVV');
    expect(found.degeneracy).toBeNull();
    expect(found.logLikelihood).toBeLessThan(-1100);
    for (const start of found.starts)
      if (start.logLikelihood > found.logLikelihood + 0.1) expect(start.status).toBe('degenerate');
  });
  test('Old Faithful, K = 5 diagonal: not the component on the 14 rows with waiting = 83', () => {
    const found = fit(faithful, 5, 'VVI', { starts: 60 });
    expect(found.logLikelihood).toBeLessThan(-1090);
    for (const covariance of found.covariances) expect(covariance[1]![1]).toBeGreaterThan(1 / 12);
  });
  test('Old Faithful, K = 3 full: no winner with an eigenvalue below 5e-4', () => {
    const found = fit(faithful, 3, 'VVV', { starts: 120 });
    expect(found.logLikelihood).toBeCloseTo(-1114.44, 2);
    expect(found.smallestEigenvalue).toBeGreaterThan(2e-3);
  });
  test('iris, K = 3 full: the honest −180.19, not 101.04', () => {
    const found = fit(iris, 3, 'VVV', { starts: 100 });
    expect(found.logLikelihood).toBeCloseTo(-180.18548, 3.9);
  });
  test('petal lengths and widths, K = 4 diagonal: where all starts asked for degenerate, more are drawn', () => {
    const petals = readColumns('cases/petals.csv', [0, 1]);
    const found = fit(petals, 4, 'VVI', { starts: 5 });
    expect(found.degeneracy).toBeNull();
    expect(found.starts.slice(0, 5).every((start) => start.degeneracy)).toBe(true);
    // mclust 6.0.0 ends at a component of 4 rows: test-data/mixture/cases/mclust.csv
    expect(found.logLikelihood).toBeGreaterThan(-158.571198);
  });
  test('a constant column is refused by name', () => {
    expect(() => fit([eruptions!, new Float64Array(272).fill(3)], 2, 'VVV')).toThrow('Column 2 has one value only');
  });
  test('variance 1e-12 is fitted like any other', () => {
    const small = eruptions!.map((x) => x * 1e-6);
    const found = fit([small], 2, 'VVV');
    // ℓ shifts by −n ln scale.
    expect(found.logLikelihood + 272 * Math.log(1e-6)).toBeCloseTo(-276.36004, decimals);
  });
  test('five rows in ten columns are too few for two components', () => {
    const columns = Array.from({ length: 10 }, (_, j) =>
      Float64Array.from({ length: 5 }, (_, i) => Math.sin(3 * i + j * j)),
    );
    expect(() => fit(columns, 2, 'VVV')).toThrow();
  });
});
