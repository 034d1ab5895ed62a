import { describe, expect, test } from 'vitest';
import { createGenerator } from '../random/generator.ts';
import { fitGaussianMixture, type MixtureOptions } from './fit.ts';
import { readColumns } from './test-columns.suite.ts';
import { sampleGaussianMixture } from './sample.ts';

const faithful = readColumns('faithful.csv', [0, 1]);
const options: MixtureOptions = { components: 2, covarianceModel: 'VVV', seed: 1 };
const given = {
  weights: [0.6, 0.4],
  means: [
    [4.3, 80],
    [2, 55],
  ],
  covariances: [
    [
      [0.2, 0],
      [0, 30],
    ],
    [
      [0.1, 0],
      [0, 30],
    ],
  ],
  noise: null,
};

describe('what is locked stays, and the rest is the maximum given it', () => {
  const held = { ...options, starts: 0, given: [given] };
  const free = fitGaussianMixture({ columns: faithful }, options);
  test('a weight, a mean and a covariance', () => {
    const found = fitGaussianMixture(
      { columns: faithful },
      {
        ...held,
        locks: {
          weights: [0.7, null],
          means: [null, [2, 55]],
          covariances: [
            [
              [0.2, 0],
              [0, 30],
            ],
            null,
          ],
        },
      },
    );
    expect(found.weights[0]).toBeCloseTo(0.7, 12);
    expect(found.weights[1]).toBeCloseTo(0.3, 12);
    found.means[1]!.forEach((value, i) => expect(value).toBeCloseTo([2, 55][i]!, 12));
    found.covariances[0]!.flat().forEach((value, i) => expect(value).toBeCloseTo([0.2, 0, 0, 30][i]!, 10));
    expect(found.logLikelihood).toBeLessThan(free.logLikelihood);
  });
  test('locking everything at the free maximum changes nothing', () => {
    const { weights, means, covariances } = free;
    const found = fitGaussianMixture(
      { columns: faithful },
      { ...options, starts: 0, given: [free], locks: { weights, means, covariances } },
    );
    expect(found.logLikelihood).toBeCloseTo(free.logLikelihood, 8);
    expect(found.means).toEqual(free.means.map((mean) => mean.map((value) => expect.closeTo(value, 10) as number)));
  });
  test('a mean locked away from the data widens its component by the distance squared', () => {
    // K = 1: the covariance about a locked mean is S + (x̄ − m)(x̄ − m)ᵀ, a closed form.
    const single = {
      weights: [1],
      means: [[4, 70]],
      covariances: [
        [
          [1, 0],
          [0, 100],
        ],
      ],
      noise: null,
    };
    const found = fitGaussianMixture(
      { columns: faithful },
      { ...options, components: 1, starts: 0, given: [single], locks: { means: [[4, 70]] } },
    );
    const [dx, dy] = [3.48778308823529 - 4, 70.8970588235294 - 70];
    expect(found.covariances[0]![0]![0]).toBeCloseTo(1.29793889044929 + dx * dx, 10);
    expect(found.covariances[0]![0]![1]).toBeCloseTo(13.9264188473183 + dx * dy, 9);
  });
});

test('a noise component takes scattered rows and leaves the groups as they were drawn', () => {
  const truth = {
    weights: [0.5, 0.3],
    means: [
      [0, 0],
      [6, 6],
    ],
    covariances: [
      [
        [1, 0.5],
        [0.5, 1],
      ],
      [
        [1, 0],
        [0, 0.5],
      ],
    ],
    noise: {
      weight: 0.2,
      density: 1 / 1600,
      box: [
        [-20, 20],
        [-20, 20],
      ] as [number, number][],
    },
  };
  const { columns } = sampleGaussianMixture(truth, 4000, 3);
  const found = fitGaussianMixture({ columns }, { ...options, noise: true });
  // Standard errors at 4000 rows: 0.007 for a weight, 0.03 for a mean; four of them.
  expect(Math.abs(found.noise!.weight - 0.2)).toBeLessThan(0.03);
  expect(found.noise!.density).toBeCloseTo(1 / 1600, 4);
  expect(Math.abs(found.means[1]![0]! - 6)).toBeLessThan(0.12);
  expect(found.weights.reduce((a, b) => a + b, found.noise!.weight)).toBeCloseTo(1, 12);
  expect(found.parameterCount).toBe(11 + 2);
  // The box is the range of the rows, and the density one over its volume. Scaling back and forth may cost a last digit.
  const range = columns.map((column) => [Math.min(...column), Math.max(...column)]);
  range.forEach((ends, j) => ends.forEach((end, i) => expect(found.noise!.box![j]![i]).toBeCloseTo(end, 12)));
  const volume = range.reduce((product, [low, high]) => product * (high! - low!), 1);
  expect(found.noise!.density * volume).toBeCloseTo(1, 12);
});

test('rows of noise are evenly spread over their box, as many as their share, and of no component', () => {
  const rows = 200_000;
  const mixture = {
    weights: [0.5, 0.2],
    means: [
      [0, 0, 0],
      [1e9, 5, -5],
    ],
    covariances: [1, 4].map((variance) => [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? variance : 0)))),
    noise: {
      weight: 0.3,
      density: 1 / 60,
      box: [
        [-1, 1],
        [1e9, 1e9 + 3],
        [-10, 0],
      ] as [number, number][],
    },
  };
  const { columns, components } = sampleGaussianMixture(mixture, rows, 5);
  const noise = Array.from(components.keys()).filter((row) => components[row] === -1);
  // Four standard errors of a share of 0.3; the seed is fixed, so this passes always or never.
  expect(Math.abs(noise.length / rows - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / rows));

  const places = mixture.noise.box.map(([low, high], j) =>
    Float64Array.from(noise, (row) => (columns[j]![row]! - low) / (high - low)).sort(),
  );
  for (const sorted of places) {
    // Kolmogorov's distance from the uniform: √n·D is above c in 2·exp(−2c²) of samples, a thousandth for c = 1.95.
    const distance = sorted.reduce(
      (most, u, i) => Math.max(most, (i + 1) / sorted.length - u, u - i / sorted.length),
      0,
    );
    expect(Math.sqrt(sorted.length) * distance).toBeLessThan(1.95);
    expect(sorted[0]).toBeGreaterThanOrEqual(0);
    expect(sorted.at(-1)).toBeLessThan(1);
  }
  // Columns do not follow each other: a correlation of n independent pairs has standard error 1/√n.
  const unsorted = mixture.noise.box.map(([low, high], j) =>
    noise.map((row) => (columns[j]![row]! - low) / (high - low)),
  );
  for (const [a, b] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const) {
    const sum = unsorted[a]!.reduce((total, u, i) => total + (u - 0.5) * (unsorted[b]![i]! - 0.5), 0);
    expect(Math.abs((12 * sum) / noise.length)).toBeLessThan(4 / Math.sqrt(noise.length));
  }

  expect(sampleGaussianMixture(mixture, rows, 5)).toEqual({ columns, components });
  expect(sampleGaussianMixture(mixture, 1000, 6).components).not.toEqual(components.slice(0, 1000));
  const boxless = { ...mixture, noise: { weight: 0.3, density: 1 / 60 } };
  expect(() => sampleGaussianMixture(boxless, 10, 5)).toThrow(/range of the noise is not known/);
});

test('labels on a tenth of the rows name the components and pull them together', () => {
  const iris = readColumns('iris.csv', [0, 1, 2, 3]);
  const labels = Int32Array.from({ length: 150 }, (_, row) => (row % 10 === 0 ? Math.floor(row / 50) : -1));
  const found = fitGaussianMixture({ columns: iris, labels }, { ...options, components: 3 });
  expect(found.rows.labelled).toBe(15);
  // Label 0 is setosa, whose petals are 1.462 long on average.
  const setosa = found.labelComponents![0]!;
  expect(found.means[setosa]![2]).toBeCloseTo(1.462, 2);
  expect(new Set(found.labelComponents)).toEqual(new Set([0, 1, 2]));
});

test('regularisation is relative to the columns: another unit, the same fit', () => {
  const one = fitGaussianMixture({ columns: faithful }, { ...options, regularisation: 0.01 });
  const other = fitGaussianMixture(
    { columns: [faithful[0]!.map((x) => x * 1000), faithful[1]!] },
    { ...options, regularisation: 0.01 },
  );
  expect(other.logLikelihood + 272 * Math.log(1000)).toBeCloseTo(one.logLikelihood, 4);
  expect(one.covariances[0]![0]![0]).toBeGreaterThan(0.01 * 1.29);
});

test('two groups rounded to whole numbers are two groups to the fit: no component sits on one of their values', () => {
  const { columns } = sampleGaussianMixture(
    {
      weights: [0.5, 0.5],
      means: [
        [0, 0],
        [8, 8],
      ],
      covariances: [
        [
          [1, 0],
          [0, 1],
        ],
        [
          [1, 0],
          [0, 1],
        ],
      ],
      noise: null,
    },
    500,
    4,
  );
  const rounded = columns.map((column) => column.map(Math.round));
  const bic = [1, 2, 3, 4, 5, 6].map((components) => {
    try {
      return fitGaussianMixture({ columns: rounded }, { ...options, components }).criteria.bic;
    } catch {
      return Infinity;
    }
  });
  expect(bic.indexOf(Math.min(...bic)) + 1).toBe(2);
});

test('draws repeat with their seed and have the moments of the mixture', () => {
  const mixture = {
    weights: [0.25, 0.75],
    means: [
      [0, 0],
      [3, -1],
    ],
    covariances: [
      [
        [1, 0.3],
        [0.3, 2],
      ],
      [
        [0.5, 0],
        [0, 0.5],
      ],
    ],
    noise: null,
  };
  const { columns, components } = sampleGaussianMixture(mixture, 100_000, 8);
  expect(sampleGaussianMixture(mixture, 100_000, 8).columns).toEqual(columns);
  expect(sampleGaussianMixture(mixture, 10, 9).columns[0]).not.toEqual(columns[0]!.slice(0, 10));
  const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;
  // Four standard errors of a mean over 10⁵ rows with a variance of about 2.2: 0.019.
  expect(Math.abs(mean(columns[0]!) - 2.25)).toBeLessThan(0.019);
  expect(Math.abs(mean(columns[1]!) + 0.75)).toBeLessThan(0.019);
  expect(Math.abs(components.filter((k) => k === 0).length / 1e5 - 0.25)).toBeLessThan(0.0055);
});

test('the seed generator is what draws: an unused one leaves the fit alone', () => {
  createGenerator(1).uniform();
  expect(fitGaussianMixture({ columns: faithful }, options)).toEqual(
    fitGaussianMixture({ columns: faithful }, options),
  );
});
