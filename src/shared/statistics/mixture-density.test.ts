import { expect, test } from 'vitest';
import { componentDistance } from './component-distance.ts';
import { FitError } from './fit-error.ts';
import { gaussianDensity2D } from './gaussian.ts';
import { marginalMixture, mixtureDensity, toResponsibilities } from './mixture-density.ts';
import { normalDensity } from './normal.ts';

const mixture = {
  weights: [0.6, 0.4],
  means: [
    [1, 2],
    [-3, 5],
  ],
  covariances: [
    [
      [2, 0.7],
      [0.7, 1],
    ],
    [
      [0.5, -0.2],
      [-0.2, 3],
    ],
  ],
  noise: null,
};

test('terms are weight times the bivariate density, responsibilities their shares', () => {
  const { logTerms, parts } = mixtureDensity(mixture);
  for (const x of [
    [0, 0],
    [1, 2],
    [-3, 4],
    [40, -60],
  ] as [number, number][]) {
    const terms = logTerms(x, new Float64Array(parts));
    const naive = [0, 1].map(
      (k) =>
        mixture.weights[k]! *
        gaussianDensity2D(x, mixture.means[k] as [number, number], mixture.covariances[k] as never),
    );
    naive.forEach((value, k) => expect(Math.exp(terms[k]!)).toBeCloseTo(value, 14)); // densities below 0.2: 14 decimals are 15 digits
    const logDensity = toResponsibilities(terms);
    expect(terms[0]! + terms[1]!).toBeCloseTo(1, 14);
    const sum = naive[0]! + naive[1]!;
    if (sum > 1e-300) expect(logDensity).toBeCloseTo(Math.log(sum), 12);
    else expect(Number.isFinite(logDensity)).toBe(true); // where the densities themselves vanish
  }
});

test('a marginal of one column is a mixture of normals of that column’s means and variances', () => {
  const one = marginalMixture(mixture, [1]);
  const { logTerms } = mixtureDensity(one);
  const p = Math.exp(toResponsibilities(logTerms([3], new Float64Array(2))));
  expect(p).toBeCloseTo(0.6 * normalDensity(3, 2, 1) + 0.4 * normalDensity(3, 5, Math.sqrt(3)), 14);
});

test('noise is a part of its own, the last', () => {
  const { logTerms, parts } = mixtureDensity({ ...mixture, noise: { weight: 0.1, density: 0.01 } });
  expect(parts).toBe(3);
  expect(logTerms([0, 0], new Float64Array(3))[2]).toBeCloseTo(Math.log(0.001), 14);
});

test('a covariance that is none is refused, by the component’s number', () => {
  const flat = {
    ...mixture,
    covariances: [
      mixture.covariances[0]!,
      [
        [1, 1],
        [1, 1],
      ],
    ],
  };
  expect(() => mixtureDensity(flat)).toThrow(FitError);
  expect(() => mixtureDensity(flat)).toThrow('Component 2');
});

test('the distance of two components is Bhattacharyya’s, the same in any unit', () => {
  const part = (mean: number, variance: number) => ({ mean: [mean], covariance: [[variance]] });
  // One dimension: (μ₁ − μ₂)² / 4(σ₁² + σ₂²) + ½ ln((σ₁² + σ₂²) / 2σ₁σ₂).
  expect(componentDistance(part(0, 1), part(3, 4))).toBeCloseTo(9 / 20 + Math.log(5 / 4) / 2, 14);
  expect(componentDistance(part(0, 1e6), part(3000, 4e6))).toBeCloseTo(9 / 20 + Math.log(5 / 4) / 2, 14);
  expect(componentDistance(part(2, 3), part(2, 3))).toBe(0);
});
