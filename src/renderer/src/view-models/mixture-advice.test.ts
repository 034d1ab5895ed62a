import { expect, test } from 'vitest';
import type { GaussianMixtureFit, MixtureStart } from '../../../shared/statistics/gaussian-mixture.ts';
import { adviceOn, landscapeSentence, remediesFor } from './mixture-advice.ts';

const start = (solution: number): MixtureStart => ({
  method: 'k-means',
  logLikelihood: -100 - solution,
  smallestEigenvalue: 0.2,
  rows: [60, 40],
  solution,
  iterations: 20,
  status: 'converged',
  degeneracy: null,
});

const fit: GaussianMixtureFit = {
  weights: [0.6, 0.4],
  means: [[0], [5]],
  covariances: [[[1]], [[1]]],
  noise: null,
  covarianceModel: 'VVV',
  components: 2,
  logLikelihood: -100,
  parameterCount: 5,
  criteria: { aic: 210, aicc: 211, bic: 223, icl: 225, iclEntropy: 226 },
  rows: { total: 100, used: 100, missing: 0, excluded: 0, effective: 100, labelled: 0 },
  status: 'converged',
  iterations: 20,
  seed: 1,
  starts: [...Array.from({ length: 31 }, () => start(0)), ...Array.from({ length: 19 }, () => start(1)), start(-1)],
  trace: [-110, -100],
  smallestEigenvalue: 0.2,
  degeneracy: null,
  regularisation: 0,
  remarks: [],
  labelComponents: null,
};
const choice = { components: 2, covarianceModel: 'VVV' as const, starts: 20, regularisation: 0 };

test('a fit without remarks tells how many starts found it', () => {
  expect(landscapeSentence(fit)).toBe('Reached by 31 of 50 starts carried to the end; 1 other solution lies lower.');
  expect(adviceOn(fit, choice, 1)).toEqual([{ tone: 'good', sentence: landscapeSentence(fit), remedies: [] }]);
});

test('a rarely reached solution offers five times as many starts', () => {
  const remarks = [{ code: 'rarely-reached', sentence: 'Only 2 of 20 starts reached this solution.' }];
  expect(adviceOn({ ...fit, remarks }, choice, 1)[0]).toMatchObject({
    tone: 'warn',
    remedies: [{ label: 'Try 100 starts', change: { starts: 100 } }],
  });
});

test('a component of few rows is named', () => {
  const thin = { ...fit, weights: [0.97, 0.03] };
  expect(adviceOn(thin, choice, 1)[0]!.sentence).toBe('Component 2 rests on about 3 rows: few for its parameters.');
});

test('a degenerate failure offers fewer components, one shape, a little regularisation', () => {
  expect(remediesFor('degenerate', choice).map(({ change }) => change)).toEqual([
    { components: 1 },
    { covarianceModel: 'EEE' },
    { regularisation: 1e-3 },
  ]);
  expect(remediesFor('collinear', choice)).toEqual([]);
});
