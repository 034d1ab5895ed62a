import { expect, test } from 'vitest';
import { mixtureMoments } from './mixture-moments.ts';

// E(Y | z) and V(Y | z) put together by the law of total variance, by hand.
test('variance within components and between them add up', () => {
  const { mean, covariance } = mixtureMoments({
    weights: [0.5, 0.5],
    means: [
      [-1, 0],
      [1, 4],
    ],
    covariances: [
      [
        [1, 0.5],
        [0.5, 2],
      ],
      [
        [3, -0.5],
        [-0.5, 2],
      ],
    ],
    noise: null,
  });
  expect(mean).toEqual([0, 2]);
  expect(covariance).toEqual([
    [3, 2],
    [2, 6],
  ]);
});
