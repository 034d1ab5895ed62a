import { expect, test } from 'vitest';
import {
  covarianceModelNamed,
  covarianceModels,
  covarianceModelsOf,
  covarianceParameterCount,
  mixtureParameterCount,
} from './covariance-models.ts';

// mclust 6.0: sapply(mclust.options("emModelNames"), nVarParams, d = 4, G = 3), in the order of covarianceModels.
test('covariances have the free parameters that mclust counts for 4 columns and 3 components', () => {
  const counts = covarianceModels.map((model) => covarianceParameterCount(model, 4, 3));
  expect(counts).toEqual([1, 3, 4, 6, 10, 12, 10, 12, 16, 18, 22, 24, 28, 30]);
});

test('Old Faithful: the published parameter counts for two columns', () => {
  expect(mixtureParameterCount('EII', 2, 2)).toBe(6);
  expect(mixtureParameterCount('VEV', 2, 2)).toBe(10);
  expect(mixtureParameterCount('VVV', 2, 3)).toBe(17);
  expect(mixtureParameterCount('EEE', 2, 4)).toBe(14);
});

test('in one column E has p = 2K and V has p = 3K − 1', () => {
  expect(covarianceModelsOf(1).map((model) => mixtureParameterCount(model, 1, 4))).toEqual([8, 11]);
  expect(mixtureParameterCount('VII', 1, 4)).toBe(11);
});

test('everyday names are understood in any case, others are not', () => {
  expect(['full', 'Tied', 'DIAGONAL', 'spherical', 'v', 'eev'].map(covarianceModelNamed)).toEqual([
    'VVV',
    'EEE',
    'VVI',
    'VII',
    'VVV',
    'EEV',
  ]);
  expect(covarianceModelNamed('round')).toBeNull();
});
