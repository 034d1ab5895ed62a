import { expect, test } from 'vitest';
import { pythonCode, rCode, type CodeRequest } from './model-code.ts';

// That the code runs and agrees is shown by scripts/check-model-code.mjs, where Python and R are installed.
const request: CodeRequest = {
  file: 'old "faithful".csv',
  columns: ['eruptions', 'waiting'],
  mixture: {
    weights: [0.644127, 0.355873],
    means: [
      [4.289662, 79.968115],
      [2.036388, 54.478517],
    ],
    covariances: [
      [
        [0.169968, 0.940609],
        [0.940609, 36.046207],
      ],
      [
        [0.069168, 0.435168],
        [0.435168, 33.697284],
      ],
    ],
    noise: null,
  },
  covarianceModel: 'VVV',
  logLikelihood: -1130.263959861,
  rowsUsed: 272,
  conditions: false,
  byHand: false,
};

test('file and columns are written so that quotes in their names do no harm', () => {
  for (const code of [pythonCode(request), rCode(request)]) {
    expect(code).toContain('"old \\"faithful\\".csv"');
    expect(code).toContain('"eruptions"');
  }
});

test('every digit of the parameters is there', () => {
  for (const code of [pythonCode(request), rCode(request)]) {
    expect(code).toContain('0.355873');
    expect(code).toContain('79.968115');
    expect(code).toContain('-1130.263959861');
  }
});

test('a model that scikit-learn lacks is computed with scipy alone; what was set by hand is not fitted again', () => {
  expect(pythonCode(request)).toContain('covariance_type="full"');
  expect(pythonCode({ ...request, covarianceModel: 'VEV' })).not.toContain('sklearn');
  expect(pythonCode({ ...request, byHand: true })).not.toContain('sklearn');
  expect(rCode({ ...request, byHand: true })).not.toContain('mclust');
});

test('one column is mclust’s E or V, and noise is a term of its own', () => {
  const one = {
    ...request,
    columns: ['eruptions'],
    mixture: {
      ...request.mixture,
      means: [[4], [2]],
      covariances: [[[0.2]], [[0.1]]],
      noise: { weight: 0.1, density: 0.3 },
    },
  };
  expect(rCode({ ...one, mixture: { ...one.mixture, noise: null }, covarianceModel: 'EEE' })).toContain(
    'modelName = "E"',
  );
  expect(rCode(one)).toContain('log(0.1) + log(0.3)');
  expect(pythonCode(one)).toContain('np.log(0.1) + np.log(0.3)');
});

test('filters are named, for the code does not repeat them', () => {
  expect(pythonCode({ ...request, conditions: true })).toContain('Bellwether used 272 rows that passed filters');
});
