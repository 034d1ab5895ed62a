import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CovarianceModel } from '../../../../shared/statistics/covariance-models.ts';
import type { GaussianMixture } from '../../../../shared/statistics/gaussian-mixture.ts';
import { bootstrapMixture } from './bootstrap.ts';
import { fitGaussianMixture } from './fit.ts';
import { allRowsOf } from './own-rows.ts';
import { prepareRows, type MixtureInput } from './prepare-rows.ts';
import { createRowDensity } from './responsibilities.ts';
import { sampleGaussianMixture } from './sample.ts';
import { errorsPart, standardErrors } from './standard-errors.ts';
import { readColumns } from './test-columns.suite.ts';
import { toScaled } from './units.ts';

const errorsOf = (input: MixtureInput, mixture: GaussianMixture) => standardErrors(prepareRows(input, false), mixture);

describe('one component', () => {
  // Nodes and weights of Gauss–Hermite quadrature, 1/6, 4/6, 1/6 at −√3, 0, √3: moments up to the fifth are the normal's,
  // so the scores' products add up to the expected information that textbooks have.
  const nodes = [-Math.sqrt(3), 0, 0, 0, 0, Math.sqrt(3)];
  const rows = nodes.flatMap((u) => nodes.map((v) => [100 + 3 * u, -7 + 0.02 * u + 0.05 * v] as const));
  const columns = [0, 1].map((j) => Float64Array.from(rows, (row) => row[j as 0 | 1]));
  const sigma = [
    [9, 0.06],
    [0.06, 0.02 ** 2 + 0.05 ** 2],
  ];
  const mixture = { weights: [1], means: [[100, -7]], covariances: [sigma], noise: null };

  test.each([1, 50])('√(σᵢᵢ/n) of the means and √((σᵢᵢσⱼⱼ + σᵢⱼ²)/n) of the covariances; frequency %i', (times) => {
    const n = 36 * times;
    const weights = new Float64Array(36).fill(times);
    const { weights: shares, means, covariances } = errorsOf({ columns, weights, weightKind: 'frequency' }, mixture);
    expect(shares).toEqual([0]); // one component has all rows
    for (const i of [0, 1]) {
      expect(means[0]![i]! / Math.sqrt(sigma[i]![i]! / n)).toBeCloseTo(1, 12);
      for (const j of [0, 1]) {
        const expected = Math.sqrt((sigma[i]![i]! * sigma[j]![j]! + sigma[i]![j]! ** 2) / n);
        expect(covariances[0]![i]![j]! / expected).toBeCloseTo(1, 12);
      }
    }
  });
});

const truth: GaussianMixture = {
  weights: [0.55, 0.3, 0.15],
  means: [
    [0, 0],
    [4, 1],
    [0, 6],
  ],
  covariances: [
    [
      [1, 0.4],
      [0.4, 1],
    ],
    [
      [2, -0.5],
      [-0.5, 0.7],
    ],
    [
      [0.6, 0],
      [0, 1.5],
    ],
  ],
  noise: null,
};

/** ∂ ln p/∂θ by central differences of the log density, in the columns' own units; the last share is 1 minus the others. */
function differencedErrors(input: MixtureInput, mixture: GaussianMixture): number[] {
  const K = mixture.weights.length;
  const free: ((m: GaussianMixture, by: number) => void)[] = [];
  const parts = mixture.noise ? K : K - 1;
  for (let k = 0; k < parts; k++)
    free.push((m, by) => {
      m.weights[k]! += by;
      if (m.noise) m.noise.weight -= by;
      else m.weights[K - 1]! -= by;
    });
  for (let k = 0; k < K; k++) {
    for (const i of [0, 1]) free.push((m, by) => (m.means[k]![i]! += by));
    for (const [i, j] of [
      [0, 0],
      [1, 0],
      [1, 1],
    ] as const)
      free.push((m, by) => {
        m.covariances[k]![i]![j]! += by;
        if (i !== j) m.covariances[k]![j]![i]! += by;
      });
  }
  const prepared = prepareRows(input, false);
  const step = 1e-5;
  const logDensities = (change: (m: GaussianMixture, by: number) => void, by: number): number[] => {
    const moved = structuredClone(mixture);
    change(moved, by);
    const density = createRowDensity(toScaled(moved, prepared.rows));
    const values: number[] = [];
    allRowsOf(prepared)((y, at, _, label) => values.push(density(y, at, label).logDensity));
    return values;
  };
  const scores = free.map((change) => {
    const [above, below] = [logDensities(change, step), logDensities(change, -step)];
    return above.map((value, row) => (value - below[row]!) / (2 * step));
  });
  const information = scores.map((a) => scores.map((b) => a.reduce((sum, value, row) => sum + value * b[row]!, 0)));
  return inverseDiagonal(information).map(Math.sqrt);
}

/** By Gauss–Jordan elimination. */
function inverseDiagonal(matrix: number[][]): number[] {
  const n = matrix.length;
  const a = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let p = 0; p < n; p++) {
    const best = a.slice(p).reduce((most, row, i) => (Math.abs(row[p]!) > Math.abs(a[most]![p]!) ? p + i : most), p);
    [a[p], a[best]] = [a[best]!, a[p]!];
    const pivot = a[p]![p]!;
    a[p] = a[p]!.map((value) => value / pivot);
    for (let i = 0; i < n; i++) if (i !== p) a[i] = a[i]!.map((value, j) => value - a[i]![p]! * a[p]![j]!);
  }
  return a.map((row, i) => row[n + i]!);
}

test.each([
  ['three overlapping components', truth],
  [
    'two and noise',
    {
      ...truth,
      weights: [0.6, 0.3],
      means: truth.means.slice(0, 2),
      covariances: truth.covariances.slice(0, 2),
      noise: { weight: 0.1, density: 0.005 },
    },
  ],
])('scores are the slopes of the log density: %s', (_, mixture) => {
  const { columns } = sampleGaussianMixture(truth, 400, 11);
  const found = errorsOf({ columns }, mixture);
  const flat = [
    ...(mixture.noise ? found.weights : found.weights.slice(0, -1)),
    ...found.means.flatMap((mean, k) => {
      const [[xx], [xy, yy]] = found.covariances[k] as [[number], [number, number]];
      return [...mean, xx, xy, yy];
    }),
  ];
  // Central differences with step 1e-5 are right to 1e-10 of the slope's scale, the inverse loses some digits of that.
  differencedErrors({ columns }, mixture).forEach((expected, i) => expect(flat[i]! / expected).toBeCloseTo(1, 5));
});

test('bootstrap and scores agree within Monte-Carlo error where the model is true', () => {
  const { columns } = sampleGaussianMixture(truth, 3000, 5);
  const fit = fitGaussianMixture({ columns }, { components: 3, covarianceModel: 'VVV', seed: 1, starts: 5 });
  const { weights, means, covariances } = errorsOf({ columns }, fit);
  const summary = bootstrapMixture({ columns }, fit, { replicates: 150, seed: 2 });
  // The standard deviation of 150 replicates is itself uncertain by 1/√300 = 6 %; three of those and what 450 rows of the
  // smallest component leave unsaid of fourth moments make 25 %.
  const near = (found: number, { standardError }: { standardError: number }) =>
    expect(Math.abs(found / standardError - 1)).toBeLessThan(0.25);
  weights.forEach((value, k) => near(value, summary.weights[k]!));
  means.forEach((mean, k) => mean.forEach((value, i) => near(value, summary.means[k]![i]!)));
  covariances.forEach((matrix, k) =>
    matrix.forEach((row, i) => row.forEach((value, j) => near(value, summary.covariances[k]![i]![j]!))),
  );
}, 60_000);

test('weights’ errors do not depend on which of them is one minus the others, and follow the columns’ units', () => {
  const { columns } = sampleGaussianMixture(truth, 600, 3);
  const found = errorsOf({ columns }, truth);
  const turned = (values: readonly unknown[]) => [values[2], values[0], values[1]];
  const rotated = {
    weights: turned(truth.weights),
    means: turned(truth.means),
    covariances: turned(truth.covariances),
    noise: null,
  } as GaussianMixture;
  errorsOf({ columns }, rotated).weights.forEach((value, k) =>
    expect(value / (turned(found.weights)[k] as number)).toBeCloseTo(1, 9),
  );
  const metres = [columns[0]!.map((value) => value * 1000), columns[1]!] as Float64Array[];
  const stretched = structuredClone(truth);
  for (const mean of stretched.means) mean[0]! *= 1000;
  for (const [row, other] of stretched.covariances as [number[], number[]][]) {
    row[0]! *= 1e6;
    row[1]! *= 1000;
    other[0]! *= 1000;
  }
  const longer = errorsOf({ columns: metres }, stretched);
  expect(longer.weights[0]! / found.weights[0]!).toBeCloseTo(1, 9);
  expect(longer.means[1]![0]! / found.means[1]![0]!).toBeCloseTo(1000, 6);
  expect(longer.covariances[2]![0]![0]! / found.covariances[2]![0]![0]! / 1e6).toBeCloseTo(1, 9);
});

test('fewer rows than parameters say so', () => {
  const { columns } = sampleGaussianMixture(truth, 12, 1);
  expect(() => errorsOf({ columns }, truth)).toThrowError(expect.objectContaining({ code: 'too-few-rows' }));
});

describe('R’s numerical derivatives of the log-likelihood: Old Faithful, K = 2', () => {
  interface Reference {
    logLikelihood: number;
    theta: number[];
    hessian: number[];
    sandwich: number[];
    scores: number[];
  }
  const url = new URL('../../../../../test-data/mixture/standard-errors.json', import.meta.url);
  const references = JSON.parse(readFileSync(url, 'utf8')) as Record<string, Reference>;
  const faithful = readColumns('faithful.csv', [0, 1]);
  const holes = [7, 5].map((every, j) => faithful[j]!.map((value, row) => (row % every === 0 ? NaN : value)));

  /** As standard-errors.R lays them out: first weight, means, the covariances' own parameters. */
  const layOut = (model: string, weights: number[], means: number[][], covariances: number[][][]): number[] => {
    const cells = covariances.map((s) => [s[0]![0]!, s[0]![1]!, s[1]![1]!] as const);
    const [one, two] = [cells[0]!, cells[1]!];
    const own: Record<string, readonly number[]> = {
      VVV: [...one, ...two],
      EEE: one,
      VVI: [one[0], one[2], two[0], two[2]],
      EEI: [one[0], one[2]],
      VII: [one[0], two[0]],
    };
    return [weights[0]!, ...means.flat(), ...own[model]!];
  };
  const mixtureOf = (model: string, theta: readonly number[]): GaussianMixture => {
    const [weight = 0, a = 0, b = 0, c = 0, d = 0, ...s] = theta;
    const full = (x: number, y: number, z: number) => [
      [x, y],
      [y, z],
    ];
    const covariances: Record<string, () => number[][][]> = {
      VVV: () => [full(s[0]!, s[1]!, s[2]!), full(s[3]!, s[4]!, s[5]!)],
      EEE: () => [full(s[0]!, s[1]!, s[2]!), full(s[0]!, s[1]!, s[2]!)],
      VVI: () => [full(s[0]!, 0, s[1]!), full(s[2]!, 0, s[3]!)],
      EEI: () => [full(s[0]!, 0, s[1]!), full(s[0]!, 0, s[1]!)],
      VII: () => [full(s[0]!, 0, s[0]!), full(s[1]!, 0, s[1]!)],
    };
    return {
      weights: [weight, 1 - weight],
      means: [
        [a, b],
        [c, d],
      ],
      covariances: covariances[model]!(),
      noise: null,
    };
  };

  test.each(Object.entries(references))('%s: Hessian, sandwich and scores', (name, reference) => {
    const model = name.slice(0, 3) as CovarianceModel;
    const input: MixtureInput = name === model ? { columns: faithful } : { columns: holes, missing: 'em' };
    const mixture = mixtureOf(model, reference.theta);
    for (const method of ['hessian', 'sandwich', 'scores'] as const) {
      const found = standardErrors(prepareRows(input, false), mixture, { method, covarianceModel: model });
      // numDeriv, six times extrapolated, keeps six digits of second derivatives of a sum near 1000.
      layOut(model, found.weights, found.means, found.covariances).forEach((error, i) =>
        expect(error / reference[method][i]!).toBeCloseTo(1, 5),
      );
    }
  });

  test('shares of two components have one standard error, a shared covariance has one for both', () => {
    const mixture = mixtureOf('EEE', references.EEE!.theta);
    const prepared = prepareRows({ columns: faithful }, false);
    const found = standardErrors(prepared, mixture, { method: 'hessian', covarianceModel: 'EEE' });
    expect(found.weights[1]).toBeCloseTo(found.weights[0]!, 12);
    expect(found.covariances[1]).toEqual(found.covariances[0]);
  });

  test('a cell that a diagonal covariance keeps at 0 has no error; other models are refused in a sentence', () => {
    const mixture = mixtureOf('VVI', references.VVI!.theta);
    const prepared = prepareRows({ columns: faithful }, false);
    expect(
      standardErrors(prepared, mixture, { method: 'sandwich', covarianceModel: 'VVI' }).covariances[0]![0]![1],
    ).toBe(0);
    expect(() => standardErrors(prepared, mixture, { covarianceModel: 'VEV' })).toThrow(
      'not for VEV: use the bootstrap',
    );
  });

  test('where the mixture is no maximum the Hessian says so', () => {
    const same = { ...mixtureOf('VVV', references.VVV!.theta), weights: [0.5, 0.5], means: [[3, 70], [3.5, 71]] }; // prettier-ignore
    expect(() => standardErrors(prepareRows({ columns: faithful }, false), same, { method: 'hessian' })).toThrow(
      'not curved downwards',
    );
  });

  test('rows summed up in parts, by whoever, give what one pass gives', () => {
    const mixture = mixtureOf('VVV', references.VVV!.theta);
    const weights = Float64Array.from({ length: 272 }, (_, row) => 1 + (row % 3));
    const gaps = faithful.map((column, j) => column.map((value, row) => (row % 7 === j ? NaN : value)));
    const inputs: MixtureInput[] = [
      { columns: faithful },
      { columns: faithful, weights, weightKind: 'precision' },
      { columns: gaps, missing: 'em' },
    ];
    for (const input of inputs)
      for (const method of ['scores', 'hessian', 'sandwich'] as const) {
        const prepared = prepareRows(input, false);
        const parts = [0, 90, 91, 200].map((from, i, all) =>
          errorsPart(prepared, mixture, method, from, all[i + 1] ?? 272),
        );
        const whole = standardErrors(prepared, mixture, { method });
        const found = standardErrors(prepared, mixture, { method }, parts);
        // The same 272 terms in another order, through an inverse that loses three digits of them.
        const errors = (of: typeof whole) => [of.weights, of.means, of.covariances].flat(3);
        errors(found).forEach((error, i) => expect(error / errors(whole)[i]!).toBeCloseTo(1, 10));
      }
  });

  test('a row of frequency 2 is two rows; precisions of 2 and 2 are those of 1 and 1', () => {
    const mixture = mixtureOf('VVV', references.VVV!.theta);
    const twice = faithful.map((column) => Float64Array.from([...column, ...column]));
    const weights = new Float64Array(272).fill(2);
    const errors = (input: MixtureInput) => standardErrors(prepareRows(input, false), mixture, { method: 'sandwich' });
    const close = (a: ReturnType<typeof errors>, b: ReturnType<typeof errors>) =>
      a.means.flat().forEach((error, i) => expect(error / b.means.flat()[i]!).toBeCloseTo(1, 10)); // the same sums
    close(errors({ columns: faithful, weights }), errors({ columns: twice }));
    close(errors({ columns: faithful, weights, weightKind: 'precision' }), errors({ columns: faithful }));
  });
});
