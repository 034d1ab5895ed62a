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
  filters: [],
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

test('every condition on the rows is repeated, and only what a plain file lacks is told of how it is read', () => {
  const filtered: CodeRequest = {
    ...request,
    filters: [
      { kind: 'range', column: 'waiting', from: 50, to: null },
      { kind: 'category', column: 'kind "a"', values: ['01'] },
      { kind: 'rows-left-out', rows: [158] },
      {
        kind: 'polygon',
        columns: ['eruptions', 'waiting'],
        points: [
          [1, 40],
          [3, 40],
          [3, 70],
        ],
        inside: false,
      },
    ],
    reading: { delimiter: ';', decimal: ',', thousands: '', encoding: 'utf-8', skipRows: 0, missing: ['-'] },
  };
  const python = pythonCode(filtered);
  expect(python).toContain('sep=";", decimal=",", na_values=["-"], dtype={"kind \\"a\\"": str})');
  for (const line of [
    'keep &= (number("waiting") >= 50)',
    'keep &= table["kind \\"a\\""].isin(["01"])',
    'keep.iloc[np.array([158]) - 1] = False',
    'keep &= in_region(number("eruptions"), number("waiting"), [(1, 40), (3, 40), (3, 70)], False)',
  ])
    expect(python).toContain(line);
  const r = rCode(filtered);
  expect(r).toContain(
    'sep = ";", dec = ",", na.strings = c("NA", "", "-"), colClasses = c("kind \\"a\\"" = "character")',
  );
  for (const line of [
    'keep <- keep & !is.na(number("waiting")) & number("waiting") >= 50',
    'keep[c(158)] <- FALSE',
    'keep <- keep & in_region(number("eruptions"), number("waiting"), c(1, 3, 3), c(40, 40, 70), FALSE)',
  ])
    expect(r).toContain(line);
  expect(pythonCode(request)).toContain('table = pd.read_csv("old \\"faithful\\".csv")\n');
  expect(pythonCode(request)).not.toContain('keep =');
});
