import { expect, test } from 'vitest';
import type { GaussianFit } from '../../../shared/statistics/gaussian-fit.ts';
import { spoken } from './formula.ts';
import type { Derivation } from './derivation.ts';
import {
  axisDirectionDerivation,
  axisLengthDerivation,
  farRowsDerivation,
  insideDerivation,
  robustDerivation,
} from './pair-count-formulas.ts';

const text = ({ substituted }: Derivation): string => substituted.map(spoken).join(' ; ').replaceAll('\u202f', ' ');

/** Variances 5 and 2, covariance 2: eigenvalues 6 and 1, the leading axis at atan(1/2) = 26.565°. */
const fit = {
  n: 21,
  kept: 18,
  setAside: 3,
  covariance: [
    [5, 2],
    [2, 2],
  ],
  axes: {
    variances: [6, 1],
    directions: [
      [2 / Math.sqrt(5), 1 / Math.sqrt(5)],
      [-1 / Math.sqrt(5), 2 / Math.sqrt(5)],
    ],
  },
} as unknown as GaussianFit;

test('rows expected and seen in an ellipse', () => {
  expect(text(insideDerivation(0.95, 272, 269, [0.968, 0.9977]))).toBe(
    'expected = 272 · 0.95 = 258.4 ; (k) / (n) = (269) / (272) = 98.9 % ; 96.8 % ≤ p ≤ 99.77 %',
  );
  expect(text(insideDerivation(0.5, 10, null, null))).toBe('expected = 10 · 0.5 = 5');
});

test('far rows to be expected: 2.5 % of 272', () => {
  expect(text(farRowsDerivation(272, 0.975, 9))).toBe('= 272 ( 1 − 0.975 ) = 6.8 ; seen = 9');
});

test('axes: lengths are roots, the angle is half the arc tangent of 4/3', () => {
  expect(text(axisLengthDerivation(fit))).toBe('√(6) = 2.44949 ; √(1) = 1');
  expect(text(axisDirectionDerivation(fit))).toBe('= (2 · 2) / (5 − 2) ; θ = 26.565 °');
});

test('the robust fit names its half, ⌊(n + 3)/2⌋ in two columns, and what was set aside', () => {
  expect(text(robustDerivation(fit, 'mean'))).toBe('h = 12 , m = 18 ; D^2 ≤ 7.378 set aside 3');
});
