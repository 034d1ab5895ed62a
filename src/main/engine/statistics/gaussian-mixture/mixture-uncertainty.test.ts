import { describe, expect, test } from 'vitest';
import { bootstrapMixture, bootstrapReplicate } from './bootstrap.ts';
import { crossValidate, foldsOf } from './cross-validation.ts';
import { fitGaussianMixture, type MixtureOptions } from './fit.ts';
import { judgeRatio, likelihoodRatioTest } from './likelihood-ratio.ts';
import { leastCostAssignment, matchComponents } from './match-components.ts';
import { mergeGroups } from './merge-groups.ts';
import { nullCheck } from './null-check.ts';
import { prepareRows } from './prepare-rows.ts';
import { sampleGaussianMixture } from './sample.ts';
import { readColumns } from './test-columns.suite.ts';

const faithful = readColumns('faithful.csv', [0, 1]);
const options: MixtureOptions = { components: 2, covarianceModel: 'VVV', seed: 1 };
const fit = fitGaussianMixture({ columns: faithful }, options);

describe('bootstrap', () => {
  test('standard errors of well separated components are those of their own rows', () => {
    const summary = bootstrapMixture({ columns: faithful }, fit, { replicates: 200, seed: 3 });
    // Nearly no row is shared, so √(σ²/nₖ) and √(φ(1−φ)/n) hold up to the 5 % that 200 replicates leave, threefold.
    const within = (found: number, expected: number) => expect(Math.abs(found / expected - 1)).toBeLessThan(0.16);
    fit.weights.forEach((weight, k) => {
      within(summary.weights[k]!.standardError, Math.sqrt((weight * (1 - weight)) / 272));
      within(summary.means[k]![1]!.standardError, Math.sqrt(fit.covariances[k]![1]![1]! / (272 * weight)));
    });
    expect(summary.means[0]![0]!.interval[0]).toBeLessThan(fit.means[0]![0]!);
    expect(summary.means[0]![0]!.interval[1]).toBeGreaterThan(fit.means[0]![0]!);
    expect(summary.failed).toBe(0);
  });
  test('a replicate depends on its number alone, so threads may share them', () => {
    const alone = bootstrapReplicate({ columns: faithful }, fit, 3, 2);
    const { ghosts } = bootstrapMixture({ columns: faithful }, fit, { replicates: 4, seed: 3 });
    expect(ghosts[2]).toEqual(alone);
  });
});

test('components are matched whatever their order', () => {
  const swapped = {
    weights: [...fit.weights].reverse(),
    means: [...fit.means].reverse(),
    covariances: [...fit.covariances].reverse(),
    noise: null,
  };
  expect(matchComponents(fit, swapped)).toEqual([1, 0]);
});

test('the assignment has the least cost of all permutations', () => {
  const cost = [
    [4, 1, 3, 9],
    [2, 0, 5, 8],
    [3, 2, 2, 7],
    [6, 1, 4, 1],
  ];
  const permutations = (items: number[]): number[][] =>
    items.length < 2
      ? [items]
      : items.flatMap((x) => permutations(items.filter((y) => y !== x)).map((rest) => [x, ...rest]));
  const price = (order: number[]): number => order.reduce((sum, column, row) => sum + cost[row]![column]!, 0);
  expect(price(leastCostAssignment(cost))).toBe(Math.min(...permutations([0, 1, 2, 3]).map(price)));
});

test('cross-validation prefers two components to one and to five on Old Faithful', () => {
  const score = (components: number, covarianceModel: 'VVV' | 'EEE') =>
    crossValidate({ columns: faithful }, { ...options, components, covarianceModel, starts: 5 }, 5).logLikelihoodPerRow;
  const [one, two, five] = [score(1, 'VVV'), score(2, 'VVV'), score(5, 'EEE')];
  expect(two).toBeGreaterThan(one);
  expect(two).toBeGreaterThan(five - 0.02); // five shared-covariance components may tie, not win
  // Left-out rows cannot on average be likelier than the fitted ones.
  expect(two).toBeLessThan(fit.logLikelihood / 272);
});

test('leaving one row out: the closed form of one Gaussian in one column', () => {
  const x = faithful[1]!.slice(0, 20);
  const { logLikelihoodPerRow, standardError } = crossValidate({ columns: [x] }, { ...options, components: 1 }, 20);
  const scores = [...x].map((value, left) => {
    const others = [...x].filter((_, row) => row !== left);
    const mean = others.reduce((a, b) => a + b, 0) / 19;
    const variance = others.reduce((sum, other) => sum + (other - mean) ** 2, 0) / 19;
    return -(Math.log(2 * Math.PI * variance) + (value - mean) ** 2 / variance) / 2;
  });
  const average = scores.reduce((a, b) => a + b, 0) / 20;
  // Sums of 20 terms near 4: rounding alone, about 20 × 4 × 2⁻⁵³.
  expect(logLikelihoodPerRow).toBeCloseTo(average, 12);
  expect(standardError).toBeCloseTo(Math.sqrt(scores.reduce((sum, s) => sum + (s - average) ** 2, 0)) / 20, 12);
});

test('folds differ by one row at most, and rows that are not used are in none', () => {
  const included = Uint8Array.from(faithful[0]!, (_, row) => (row % 10 === 0 ? 0 : 1));
  const folds = foldsOf({ columns: faithful, included }, 7, 3);
  const sizes = Array.from({ length: 7 }, (_, fold) => folds.filter((own) => own === fold).length);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  folds.forEach((own, row) => expect(own === -1).toBe(row % 10 === 0));
});

test('rows left out are scored with their own class, whatever order the fit gave its components', () => {
  // Labels known for every row: the score is the average of ln(share × density of the row's own class).
  const labels = Int32Array.from(faithful[1]!, (value) => (value < 68 ? 0 : 1));
  const found = crossValidate({ columns: [faithful[1]!], labels }, options, 5).logLikelihoodPerRow;
  const folds = foldsOf({ columns: [faithful[1]!], labels }, 5, options.seed);
  let sum = 0;
  faithful[1]!.forEach((value, row) => {
    const others = [...faithful[1]!].filter((_, other) => folds[other] !== folds[row]);
    const own = [...faithful[1]!].filter((_, other) => folds[other] !== folds[row] && labels[other] === labels[row]);
    const mean = own.reduce((a, b) => a + b, 0) / own.length;
    const variance = own.reduce((s, x) => s + (x - mean) ** 2, 0) / own.length;
    sum +=
      Math.log(own.length / others.length) - (Math.log(2 * Math.PI * variance) + (value - mean) ** 2 / variance) / 2;
  });
  expect(found).toBeCloseTo(sum / 272, 10);
});

test('frequencies are resampled as the rows they stand for: standard errors shrink with them', () => {
  const column = faithful[1]!.slice(0, 60);
  const one = { covarianceModel: 'VVV' as const, components: 1, seed: 1 };
  const weights = new Float64Array(60).fill(4);
  const given = fitGaussianMixture({ columns: [column], weights }, one);
  const [estimate] = bootstrapMixture({ columns: [column], weights }, given, { replicates: 400, seed: 5 }).means[0]!;
  // √(σ²/240); 400 replicates know a standard deviation to 3.5 %, threefold.
  expect(Math.abs(estimate!.standardError / Math.sqrt(given.covariances[0]![0]![0]! / 240) - 1)).toBeLessThan(0.11);
});

test('likelihood-ratio bootstrap: one component is rejected on Old Faithful, one Gaussian is not on its own draws', () => {
  const cheap = { ...options, components: 1, starts: 3 };
  expect(likelihoodRatioTest({ columns: faithful }, cheap, 19).pValue).toBe(0.05); // (1 + 0) / (1 + 19)
  const single = sampleGaussianMixture(
    {
      weights: [1],
      means: [[0, 0]],
      covariances: [
        [
          [1, 0.5],
          [0.5, 1],
        ],
      ],
      noise: null,
    },
    200,
    6,
  );
  expect(likelihoodRatioTest({ columns: single.columns }, cheap, 19).pValue).toBeGreaterThan(0.05);
  expect(judgeRatio(3, [1, null, 4]).pValue).toBe(2 / 3);
});

test('null check: a single Gaussian is rarely called several', () => {
  const { columns } = sampleGaussianMixture(
    {
      weights: [1],
      means: [[10, 5]],
      covariances: [
        [
          [4, 1],
          [1, 2],
        ],
      ],
      noise: null,
    },
    300,
    2,
  );
  const check = nullCheck(
    { columns },
    { components: [1, 2, 3], covarianceModels: ['VVV', 'EEE'], samples: 10, seed: 1, step: [0.1, 0.1] },
  );
  expect(check.samples).toBe(10);
  expect(check.called).toBeLessThanOrEqual(1);
});

test('merging by entropy: two halves of one group come together first', async () => {
  const mixture = {
    weights: [0.3, 0.3, 0.4],
    means: [
      [0, 0],
      [1, 0],
      [9, 9],
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
      [
        [1, 0],
        [0, 1],
      ],
    ],
    noise: null,
  };
  const { columns } = sampleGaussianMixture(mixture, 500, 5);
  const prepared = prepareRows({ columns }, false);
  const path = await mergeGroups(prepared, mixture);
  expect(path.map(({ groups }) => groups)).toEqual([[[0], [1], [2]], [[0, 1], [2]], [[0, 1, 2]]]);
  expect(path[1]!.entropy).toBeLessThan(1);
  expect(path[2]!.entropy).toBeCloseTo(0, 9);
});
