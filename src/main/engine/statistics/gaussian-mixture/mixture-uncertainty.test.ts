import { describe, expect, test } from 'vitest';
import { bootstrapMixture, bootstrapReplicates } from './bootstrap.ts';
import { crossValidate } from './cross-validation.ts';
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
    const all = bootstrapReplicates({ columns: faithful }, fit, 3, 0, 4);
    expect(bootstrapReplicates({ columns: faithful }, fit, 3, 2, 4)).toEqual(all.slice(2));
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

test('merging by entropy: two halves of one group come together first', () => {
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
  const path = mergeGroups(prepared, mixture);
  expect(path.map(({ groups }) => groups)).toEqual([[[0], [1], [2]], [[0, 1], [2]], [[0, 1, 2]]]);
  expect(path[1]!.entropy).toBeLessThan(1);
  expect(path[2]!.entropy).toBeCloseTo(0, 9);
});
