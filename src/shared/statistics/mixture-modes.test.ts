import { describe, expect, test } from 'vitest';
import type { GaussianMixture } from './gaussian-mixture.ts';
import { mixtureDensity, toResponsibilities } from './mixture-density.ts';
import { mixtureModes } from './mixture-modes.ts';

const line = (weights: number[], means: number[], sds: number[]): GaussianMixture => ({
  weights,
  means: means.map((mean) => [mean]),
  covariances: sds.map((sd) => [[sd * sd]]),
  noise: null,
});

/** Local maxima of the density on a fine grid: what the modes are by definition, to the grid's step. */
function modesOnGrid(mixture: GaussianMixture, from: number, to: number): number[] {
  const density = mixtureDensity(mixture);
  const terms = new Float64Array(density.parts);
  const count = 40_000;
  const at = (i: number): number => from + ((to - from) * i) / count;
  const heights = Array.from({ length: count + 1 }, (_, i) => toResponsibilities(density.logTerms([at(i)], terms)));
  return heights.flatMap((height, i) =>
    i > 0 && i < count && height > heights[i - 1]! && height >= heights[i + 1]! ? [at(i)] : [],
  );
}

describe('one column', () => {
  // Equal weights and variances: two modes exactly where the means lie more than 2σ apart [RobertsonFryer1969].
  test.each([
    [1.5, 1],
    [1.99, 1],
    [2, 1],
    [2.01, 2],
    [3, 2],
    [12, 2],
  ])('means %d σ apart at equal shares: %d', (apart, modes) => {
    for (const [sd, shift] of [
      [1, 0],
      [0.001, 1e6],
      [250, -40],
    ] as const)
      expect(mixtureModes(line([0.5, 0.5], [shift, shift + apart * sd], [sd, sd]))).toHaveLength(modes);
  });

  test('a small share beside a large one has no mode of its own at 2.5σ, and has one at 4σ', () => {
    expect(mixtureModes(line([0.95, 0.05], [0, 2.5], [1, 1]))).toHaveLength(1);
    expect(mixtureModes(line([0.95, 0.05], [0, 4], [1, 1]))).toHaveLength(2);
  });

  test.each([
    ['three of different widths', line([0.5, 0.3, 0.2], [0, 3, 9], [1, 0.4, 2])],
    ['a spike on a wide one', line([0.9, 0.1], [0, 1], [5, 0.1])],
    ['five, some merged', line([0.2, 0.2, 0.2, 0.2, 0.2], [0, 1.2, 5, 5.5, 11], [1, 1, 0.7, 0.7, 1.5])],
    ['same mean, different widths', line([0.4, 0.6], [2, 2], [1, 3])],
  ])('as many as the maxima on a fine grid, in the same places: %s', (_, mixture) => {
    const places = mixtureModes(mixture)
      .map(({ at }) => at[0]!)
      .sort((a, b) => a - b);
    const onGrid = modesOnGrid(mixture, -20, 30);
    expect(places).toHaveLength(onGrid.length);
    // Half a step of the grid is 0.000625.
    places.forEach((place, i) => expect(Math.abs(place - onGrid[i]!)).toBeLessThan(0.00126));
  });
});

describe('two columns', () => {
  const round = (at: number[], variance = 1) => ({
    mean: at,
    covariance: [
      [variance, 0],
      [0, variance],
    ],
  });
  const of = (...parts: { mean: number[]; covariance: number[][] }[]): GaussianMixture => ({
    weights: parts.map(() => 1 / parts.length),
    means: parts.map(({ mean }) => mean),
    covariances: parts.map(({ covariance }) => covariance),
    noise: null,
  });

  test('round ones of one size: two modes exactly beyond 2σ', () => {
    expect(mixtureModes(of(round([0, 0]), round([1.2, 1.55])))).toHaveLength(1); // 1.96 apart
    expect(mixtureModes(of(round([0, 0]), round([1.3, 1.55])))).toHaveLength(2); // 2.02 apart
  });

  // [RayLindsay2005], their figure 1: two normals in the plane with three modes.
  test('two components may have three modes', () => {
    const mixture: GaussianMixture = {
      weights: [0.5, 0.5],
      means: [
        [0, 0],
        [1, 1],
      ],
      covariances: [
        [
          [1, 0],
          [0, 0.05],
        ],
        [
          [0.05, 0],
          [0, 1],
        ],
      ],
      noise: null,
    };
    const modes = mixtureModes(mixture);
    expect(modes).toHaveLength(3);
    // Symmetric about the line x + y = 1.
    const places = modes.map(({ at }) => at).sort((a, b) => a[0]! - b[0]!);
    places.forEach(([x, y], i) => {
      const [u, v] = places[i]!;
      expect(places.some(([a, b]) => Math.abs(a! - (1 - v!)) + Math.abs(b! - (1 - u!)) < 1e-6)).toBe(true);
      expect([x, y].every(Number.isFinite)).toBe(true);
    });
  });

  test('a mode has no slope, whatever the units', () => {
    const mixture: GaussianMixture = {
      weights: [0.4, 0.6],
      means: [
        [2.04, 54.5],
        [4.29, 80],
      ],
      covariances: [
        [
          [0.069, 0.435],
          [0.435, 33.7],
        ],
        [
          [0.17, 0.94],
          [0.94, 36.05],
        ],
      ],
      noise: null,
    };
    const density = mixtureDensity(mixture);
    const terms = new Float64Array(density.parts);
    const height = (x: number[]): number => toResponsibilities(density.logTerms(x, terms));
    const modes = mixtureModes(mixture);
    expect(modes).toHaveLength(2);
    for (const { at, logDensity } of modes)
      for (const step of [
        [0.001, 0],
        [-0.001, 0],
        [0, 0.02],
        [0, -0.02],
      ])
        expect(height(at.map((value, i) => value + step[i]!))).toBeLessThan(logDensity);
  });

  test('one component has one mode, its mean', () => {
    expect(mixtureModes(of(round([3, -7], 4)))).toEqual([
      { at: [3, -7], logDensity: expect.closeTo(-Math.log(8 * Math.PI), 12) as number },
    ]);
  });
});
