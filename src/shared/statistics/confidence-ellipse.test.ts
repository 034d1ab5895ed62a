import { expect, test } from 'vitest';
import { confidenceEllipse, ellipsePoints } from './confidence-ellipse.ts';

// Old Faithful, covariance ÷ n; eigenvalues and leading axis as published in mclust's and R's eigen().
const mean = [3.487783, 70.897059] as const;
const covariance = [
  [1.29793889045, 13.92641884732],
  [13.92641884732, 184.14381487886],
] as const;

test('Old Faithful: semi-axes are √(c λ) for the eigenvalues 185.198434883 and 0.243318886', () => {
  const { semiAxes, angleRadians } = confidenceEllipse(mean, covariance, 1 - Math.exp(-0.5)); // c = 1
  expect(semiAxes[0] ** 2).toBeCloseTo(185.198434883, 8);
  expect(semiAxes[1] ** 2).toBeCloseTo(0.243318886, 8);
  expect(Math.cos(angleRadians)).toBeCloseTo(0.0755118, 6);
});

test('Σ = [[1, .5], [.5, 1]] has the eigenvalues 1.5 and 0.5, not 1.707 and 0.293', () => {
  const { semiAxes } = confidenceEllipse(
    [0, 0],
    [
      [1, 0.5],
      [0.5, 1],
    ],
    1 - Math.exp(-0.5),
  );
  expect(semiAxes[0] ** 2).toBeCloseTo(1.5, 12);
  expect(semiAxes[1] ** 2).toBeCloseTo(0.5, 12);
});

test('every point of the ellipse has the same squared distance, −2 ln(1 − p)', () => {
  const [[a, b], [, c]] = covariance;
  for (const p of [0.1, 0.5, 0.95])
    for (const [x, y] of ellipsePoints(confidenceEllipse(mean, covariance, p))) {
      const [dx, dy] = [x - mean[0], y - mean[1]];
      const square = (c * dx * dx - 2 * b * dx * dy + a * dy * dy) / (a * c - b * b);
      expect(square).toBeCloseTo(-2 * Math.log(1 - p), 9); // the condition, 760, costs three of twelve digits
    }
});

test('variances 1e8 and 1e-8 keep the short axis: det ÷ λ₁ does not cancel', () => {
  const { semiAxes } = confidenceEllipse(
    [0, 0],
    [
      [1e8, 0],
      [0, 1e-8],
    ],
    1 - Math.exp(-0.5),
  );
  expect(semiAxes[1]).toBeCloseTo(1e-4, 16);
});

test('a singular covariance and a share of 1 are refused', () => {
  expect(() =>
    confidenceEllipse(
      mean,
      [
        [1, 1],
        [1, 1],
      ],
      0.5,
    ),
  ).toThrow('not positive definite');
  expect(() => confidenceEllipse(mean, covariance, 1)).toThrow('invalid parameter');
});
