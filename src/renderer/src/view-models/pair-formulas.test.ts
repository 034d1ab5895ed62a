import { describe, expect, test } from 'vitest';
import type { GaussianFit } from '../../../shared/statistics/gaussian-fit.ts';
import { spoken } from './formula.ts';
import type { Derivation } from './derivation.ts';
import { mahalanobisCutoff } from '../../../shared/statistics/mahalanobis-cutoff.ts';
import {
  covarianceDerivation,
  cutoffDerivation,
  distanceDerivation,
  eigenvalueDerivation,
  ellipseDerivation,
  pairBicDerivation,
  pairLogLikelihoodDerivation,
} from './pair-formulas.ts';

/** Old Faithful, published numbers; BIC = −2ℓ + 5 ln 272. */
const fit: GaussianFit = {
  model: 'gaussian',
  estimator: 'classical',
  n: 272,
  mean: [3.48778308823529, 70.89705882352941],
  covariance: [
    [1.29793889045, 13.92641884732],
    [13.92641884732, 184.14381487886],
  ],
  covarianceSample: null,
  correlation: [
    [1, 0.900811168321813],
    [0.900811168321813, 1],
  ],
  axes: {
    variances: [185.198434883, 0.243318886],
    directions: [
      [0.0755118, 0.9971449],
      [0.9971449, -0.0755118],
    ],
  },
  logLikelihood: -1289.79675,
  parameters: 5,
  aic: 2589.5935,
  bic: 2607.6225,
  rank: 2,
  relations: [],
  condition: 19,
  status: 'converged',
  kept: 272,
  setAside: 0,
};

/** The number after the last equals sign, as a number. */
function result(lines: Derivation['substituted']): number {
  const text = lines.map(spoken).join(' ').split('=').at(-1) ?? '';
  return Number(text.replaceAll('−', '-').replaceAll(/[^\d.-]/g, ''));
}

describe('formulas of a pair end in the numbers they explain', () => {
  test('log-likelihood: what stands on the right is what the numbers on the left give', () => {
    const { substituted } = pairLogLikelihoodDerivation(fit);
    expect(result(substituted)).toBeCloseTo(-1289.79675, 4);
    const determinant = 1.29793889045 * 184.14381487886 - 13.92641884732 ** 2;
    expect((-272 / 2) * (3.675754 + Math.log(determinant) + 2)).toBeCloseTo(-1289.79675, 3);
  });

  test('eigenvalues and covariance show all their entries', () => {
    expect(eigenvalueDerivation(fit).substituted.map(spoken).join(' ')).toContain('185.19843 , 0.24331889');
    expect(covarianceDerivation(fit).substituted.map(spoken).join(' ')).toContain(
      '[1.297939, 13.92642; 13.92642, 184.1438]',
    );
  });

  test('BIC is −2ℓ + 5 ln 272', () => {
    expect(result(pairBicDerivation(fit).substituted)).toBeCloseTo(2 * 1289.79675 + 5 * Math.log(272), 3);
  });

  // R: faithful[158, ] is (4.083, 93), and mahalanobis() with the covariance ÷ n gives 7.38757528 for it.
  test('the distance of the farthest row is R’s', () => {
    // The axis is quoted with seven digits, which the smaller eigenvalue's long way across makes four.
    expect(result(distanceDerivation(fit, [4.083, 93]).substituted)).toBeCloseTo(7.38757528, 3);
  });

  test('an ellipse says its radius, and that 1 σ is no 68 %', () => {
    const { substituted, why } = ellipseDerivation({ by: 'share', value: 0.95 }, 'coverage', 272);
    expect(result(substituted)).toBeCloseTo(5.99146, 5);
    expect(why).toContain('39.35');
  });

  test('each cutoff ends in its own quantile', () => {
    for (const reference of ['known', 'in-sample', 'new-row'] as const) {
      const cutoff = mahalanobisCutoff(reference, 0.975, 2, 272, 'n') ?? NaN;
      expect(result(cutoffDerivation(reference, 0.975, 272, cutoff).substituted)).toBeCloseTo(cutoff, 4);
    }
  });
});
