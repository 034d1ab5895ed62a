import { describe, expect, test } from 'vitest';
import { covarianceModels, mixtureParameterCount } from '../../../shared/statistics/covariance-models.ts';
import { lightColours } from '../charts/options/chart-colours.ts';
import { componentColours, spoken } from './formula.ts';
import type { Derivation } from './derivation.ts';
import {
  changeDerivation,
  componentMeanDerivation,
  criterionDerivation,
  emStepDerivation,
  entropyDerivation,
  mixtureLogLikelihoodDerivation,
  parameterCountDerivation,
  refereeDerivation,
  responsibilityDerivation,
  weightDerivation,
} from './mixture-formulas.ts';

const text = ({ substituted }: Derivation): string => substituted.map(spoken).join(' ; ').replaceAll('\u202f', ' ');
const last = (derivation: Derivation): number =>
  Number((text(derivation).split('=').at(-1) ?? '').replaceAll('−', '-').replaceAll(/[^\d.-]/g, ''));

/** Old Faithful, 2 × VVV: mclust gives ℓ = −1130.264, df = 11, BIC = 2322.192 (with its sign turned). */
const numbers = {
  logLikelihood: -1130.264,
  parameters: 11,
  rows: 272,
  criteria: { aic: 2282.528, aicc: 2283.543, bic: 2322.192, icl: 2322.695, iclEntropy: 2323.3 },
};

describe('criteria end in the numbers they explain', () => {
  test.each([
    ['aic', -2 * -1130.264 + 2 * 11],
    ['bic', -2 * -1130.264 + 11 * Math.log(272)],
  ] as const)('%s', (name, expected) => {
    expect(last(criterionDerivation(name, numbers))).toBeCloseTo(expected, 2);
    expect(text(criterionDerivation(name, numbers))).toContain('(−1,130.264 )'.replace('(−', '( −'));
  });

  test('AICc adds 2 · 11 · 12 / (272 − 12), ICL charges −2 Σ ln max τ', () => {
    expect(text(criterionDerivation('aicc', numbers))).toContain('(2 · 11 · 12) / (260)');
    expect(text(criterionDerivation('icl', numbers))).toBe('= 2,322.192 − 2 · ( −0.2515 ) ; = 2,322.695');
  });
});

test('free parameters of every covariance model add up to their number', () => {
  for (const model of covarianceModels)
    for (const [d, K] of [
      [1, 3],
      [2, 2],
      [4, 5],
    ] as const) {
      const derivation = parameterCountDerivation(model, d, K);
      expect(last(derivation), model).toBe(mixtureParameterCount(model, d, K));
      const terms = text(derivation).split('=')[1]?.split('+').map(Number) ?? [];
      expect(terms.reduce((a, b) => a + b, 0)).toBe(mixtureParameterCount(model, d, K));
    }
  expect(last(parameterCountDerivation('VVV', 2, 2, true))).toBe(mixtureParameterCount('VVV', 2, 2, true));
});

test('a mixture’s ℓ is n times its mean, and components have their colours', () => {
  const mixture = { weights: [0.644, 0.356], means: [[1], [2]], covariances: [[[1]], [[1]]], noise: null };
  const derivation = mixtureLogLikelihoodDerivation(mixture, [3, 7], -1130.264, 272);
  expect(text(derivation)).toContain('0.644 𝒩_4 + 0.356 𝒩_8');
  expect(last(derivation)).toBe(-1130.264);
  expect(JSON.stringify(derivation.substituted)).toContain('"role":"component-3"');
  expect(JSON.stringify(derivation.substituted)).toContain('"role":"component-1"'); // 8th of 6 colours
  expect(componentColours).toBe(lightColours.groups.length);
});

test('a responsibility is a share of the sum: 0.3 of 0.3 + 0.1', () => {
  expect(text(responsibilityDerivation([0.3, 0.1], [0, 1], 0))).toMatch(/\(0\.3\) \/ \(0\.3 \+ 0\.1\) ; = 75 %$/);
});

test('a change is a difference', () => expect(last(changeDerivation(-1140, -1130))).toBe(-10));

test('a weight is rows over rows', () => expect(last(weightDerivation(0, 68, 272))).toBe(0.25));

test('a component’s mean is its share of the sums, column by column', () => {
  expect(text(componentMeanDerivation(1, 50, [2, -3]))).toBe('μ_2 = (1) / (50) [100; −150] = [2; −3]');
  expect(text(componentMeanDerivation(0, 50, [2]))).toBe('μ_1 = (100) / (50) = 2');
});

test('the entropy is half of what ICL adds to BIC by it, at most n ln K', () => {
  expect(text(entropyDerivation({ ...numbers.criteria, bic: 100, iclEntropy: 108 }, 272, 2))).toBe(
    '= 4 ; most = n ln\u2009 K = 272 ln\u2009 2 = 188.536',
  );
});

test('the referee’s limit for 11 different rows of 2 columns is 10^(−1 − 8/4) = 0.001', () => {
  expect(text(refereeDerivation(0.02, 11, 2))).toContain('= 0.001');
  expect(text(refereeDerivation(0.02, 500, 2))).toContain('at least');
});

test('a step of EM says what it gained', () => {
  expect(text(emStepDerivation([-1300, -1200], 1))).toContain('gained 100');
  expect(text(emStepDerivation([-1300, -1200], 0))).toBe('ℓ^( 0 ) = −1,300');
});
