import { describe, expect, test } from 'vitest';
import { identify, type IdentifiedMixture } from './component-identity.ts';
import type { GaussianMixture } from './gaussian-mixture.ts';
import { lowerFactor } from './lower-factor.ts';
import {
  addComponent,
  changeCovariance,
  changeWeight,
  longestAxis,
  mergeComponents,
  removeComponent,
  reshapePlane,
  splitComponent,
} from './mixture-edits.ts';

const two: IdentifiedMixture = {
  mixture: {
    weights: [0.7, 0.3],
    means: [
      [0, 1],
      [6, -2],
    ],
    covariances: [
      [
        [4, 1],
        [1, 2],
      ],
      [
        [1, -0.3],
        [-0.3, 0.5],
      ],
    ],
    noise: null,
  },
  ids: [0, 1],
};

/** Mean and covariance of the whole mixture: what a split or a merge must not change. */
function moments({ weights, means, covariances }: GaussianMixture): number[] {
  const d = means[0]!.length;
  const mean = Array.from({ length: d }, (_, i) => weights.reduce((sum, w, k) => sum + w * means[k]![i]!, 0));
  const spread = mean.flatMap((_, i) =>
    mean.map((_, j) =>
      weights.reduce(
        (sum, w, k) => sum + w * (covariances[k]![i]![j]! + (means[k]![i]! - mean[i]!) * (means[k]![j]! - mean[j]!)),
        0,
      ),
    ),
  );
  return [...mean, ...spread];
}
const close = (found: number[], wanted: number[]): void =>
  found.forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, 12)); // numbers near 1, a dozen operations

describe('changes by hand', () => {
  test('a split keeps weight, mean and covariance of the whole, and a merge takes it back', () => {
    const split = splitComponent(two, 0);
    expect(split.ids).toEqual([0, 1, 2]);
    close(moments(split.mixture), moments(two.mixture));
    const merged = mergeComponents(split, 0, 2);
    expect(merged.ids).toEqual([0, 1]);
    close(merged.mixture.covariances[0]!.flat(), two.mixture.covariances[0]!.flat());
    close(merged.mixture.means[0]!, two.mixture.means[0]!);
  });

  test('weights add up to 1 whatever is done, and the others keep their proportions', () => {
    const three = addComponent(
      two,
      [1, 1],
      [
        [1, 0],
        [0, 1],
      ],
    );
    for (const { mixture } of [three, removeComponent(three, 0), changeWeight(three, 1, 0.5), splitComponent(two, 1)])
      expect(mixture.weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 14);
    const { weights } = changeWeight(three, 2, 0.5).mixture;
    expect(weights[0]! / weights[1]!).toBeCloseTo(0.7 / 0.3, 12);
  });

  test('the last component cannot be taken away', () => {
    const one = removeComponent(two, 1);
    expect(removeComponent(one, 0)).toEqual(one);
  });

  test('a covariance without extent is not taken', () => {
    expect(
      changeCovariance(two, 0, [
        [1, 2],
        [2, 1],
      ]),
    ).toEqual(two);
  });

  test('the longest axis is an eigenvector: Σv = λv, and λ the larger root', () => {
    // [[4, 1], [1, 2]]: λ = 3 ± √2.
    const { variance, direction } = longestAxis([
      [4, 1],
      [1, 2],
    ]);
    expect(variance).toBeCloseTo(3 + Math.SQRT2, 12);
    expect(4 * direction[0]! + direction[1]!).toBeCloseTo(variance * direction[0]!, 12);
  });

  test('reshaping a plane gives its covariance exactly and leaves the other columns their own', () => {
    const covariance = [
      [2, 0.5, 0.8],
      [0.5, 1, -0.4],
      [0.8, -0.4, 3],
    ];
    const block = [
      [5, -1],
      [-1, 2],
    ];
    const found = reshapePlane(covariance, [0, 2], block);
    close([found[0]![0]!, found[0]![2]!, found[2]![2]!, found[1]![1]!], [5, -1, 2, 1]);
    expect(lowerFactor(found)).not.toBeNull();
  });
});

describe('identity', () => {
  const mixture = (...parts: [weight: number, mean: number][]): GaussianMixture => ({
    weights: parts.map(([weight]) => weight),
    means: parts.map(([, mean]) => [mean]),
    covariances: parts.map(() => [[1]]),
    noise: null,
  });

  test('components keep their numbers in whatever order they come', () => {
    const earlier = { mixture: mixture([0.6, 0], [0.3, 10], [0.1, 20]), ids: [4, 0, 2] };
    expect(identify(mixture([0.5, 20.5], [0.3, 0.2], [0.2, 9.5]), earlier)).toEqual([2, 4, 0]);
  });

  test('a new component takes the lowest free number, a lost one’s stays unused', () => {
    const earlier = { mixture: mixture([0.6, 0], [0.4, 10]), ids: [0, 1] };
    expect(identify(mixture([0.4, 10], [0.4, 0], [0.2, 50]), earlier)).toEqual([1, 0, 2]);
    expect(identify(mixture([1, 10]), earlier)).toEqual([1]);
  });

  test('as many components as before have the numbers of before, the nearest first', () => {
    const earlier = { mixture: mixture([0.6, 0], [0.4, 10]), ids: [5, 1] };
    expect(identify(mixture([0.6, 1000], [0.4, 0.1]), earlier)).toEqual([1, 5]);
  });

  test('another number of columns begins anew', () => {
    expect(identify(two.mixture, { mixture: mixture([1, 0]), ids: [7] })).toEqual([0, 1]);
  });
});
