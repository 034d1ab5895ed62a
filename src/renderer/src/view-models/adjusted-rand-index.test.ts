import { expect, test } from 'vitest';
import { adjustedRandIndex } from './adjusted-rand-index.ts';

// mclust: adjustedRandIndex(iris$Species, Mclust(iris[,1:4], G = 3, modelNames = "VVV")$classification) = 0.9039
test('iris: species against three full components', () => {
  expect(
    adjustedRandIndex([
      [50, 0, 0],
      [0, 45, 5],
      [0, 0, 50],
    ]),
  ).toBeCloseTo(0.9039, 4);
});

test('the same division under other names is 1', () => {
  expect(
    adjustedRandIndex([
      [0, 20],
      [30, 0],
    ]),
  ).toBe(1);
});
