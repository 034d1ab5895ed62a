import { expect, test } from 'vitest';
import type { NormalFit } from '../../../shared/statistics/normal-fit.ts';
import { spoken } from './formula.ts';
import type { Derivation } from './derivation.ts';
import {
  largestGapDerivation,
  likelihoodRatioDerivation,
  meanIntervalDerivation,
  normalityTestDerivation,
  sdIntervalDerivation,
} from './goodness-formulas.ts';

const text = ({ substituted }: Derivation): string => substituted.map(spoken).join(' ; ').replaceAll('\u202f', ' ');

// [DAgostinoStephens1986], table 4.9: A* = A² (1 + 0.75/n + 2.25/n²), p = exp(1.2937 − 5.709 A* + 0.0186 A*²) from 0.6 on;
// for A² = 0.7251 and n = 40 that is 0.739716 and 0.0539.
test('Anderson–Darling: the branch shown gives the p-value beside it', () => {
  const derivation = normalityTestDerivation(
    { test: 'anderson-darling', statistic: 0.7251, pValue: 0.05393, pValueIsBound: false, method: '' },
    40,
  );
  const modified = Number(/; = ([\d.]+) ;/.exec(text(derivation))?.[1]);
  expect(modified).toBeCloseTo(0.739716, 5);
  expect(Math.exp(1.2937 - 5.709 * modified + 0.0186 * modified ** 2)).toBeCloseTo(0.05393, 4);
  expect(text(derivation)).toContain('p = e^1.2937 − 5.709 A * + 0.0186 A *^2');
});

test.each([
  [0.1, 'p = 1 − e^−13.436 + 101.14'],
  [0.3, 'p = 1 − e^−8.318 + 42.796'],
  [0.5, 'p = e^0.9177 − 4.279'],
])('A² = %d has its own branch of Stephens’ approximation', (statistic, expected) => {
  const given = { test: 'anderson-darling', statistic, pValue: 0.5, pValueIsBound: false, method: '' } as const;
  expect(text(normalityTestDerivation(given, 1e6))).toContain(expected);
});

test('Lilliefors: K = D (√n − 0.01 + 0.85/√n), 0.1 at n = 100 gives 1.0075', () => {
  const given = { test: 'lilliefors', statistic: 0.1, pValue: 0.0001, pValueIsBound: true, method: '' } as const;
  expect(text(normalityTestDerivation(given, 100))).toContain('; = 1.0075 ; p ≤ 0.0001');
});

test('the largest gap stands where the model says Φ((x − μ)/σ): 84.134 % one σ above the mean', () => {
  expect(text(largestGapDerivation(50, 0.09, 12, { mean: 10, sd: 2 }))).toContain('= 0.84134 ; D = 9 %');
});

/** n = 100, x̄ = 10, σ̂ = 2, 95 %. R: qt(.975, 99) = 1.984217, qchisq(c(.025, .975), 99) = 73.36108, 128.422. */
const fit: NormalFit = {
  model: 'normal',
  n: 100,
  mean: { value: 10, standardError: 0.201007563, interval: [10 - 1.984217 * 0.201007563, 10 + 1.984217 * 0.201007563] },
  sdMle: { value: 2, standardError: 0.1414, interval: [2 * Math.sqrt(100 / 128.422), 2 * Math.sqrt(100 / 73.36108)] },
  sdSample: 2.01007563,
  confidence: 0.95,
  logLikelihood: -211,
  parameters: 2,
  aic: 426,
  bic: 431,
  status: 'converged',
};

test('intervals show the quantiles they rest on', () => {
  expect(text(meanIntervalDerivation(fit))).toContain('10 ± 1.98422 · 0.201008');
  expect(text(sdIntervalDerivation(fit))).toContain('(100) / (128.422)');
  expect(text(sdIntervalDerivation(fit))).toContain('(100) / (73.36108)');
});

test('a fall of 2 makes the rows e⁻² = 0.1353 times as likely', () => {
  expect(text(likelihoodRatioDerivation(2, -102, -100))).toMatch(/= e\^−2 = 0\.1353$/);
});
