import { expect, test } from 'vitest';
import { mixtureDensity } from '../../../shared/statistics/mixture-density.ts';
import { mostDoubtful } from './most-doubtful.ts';

test('between two equal components the row in the middle is the most doubtful', () => {
  const mixture = { weights: [0.5, 0.5], means: [[0], [10]], covariances: [[[1]], [[1]]], noise: null };
  expect(mostDoubtful(mixtureDensity(mixture), [[0, 3, 10, 5.1, 8]])).toBe(3);
});
