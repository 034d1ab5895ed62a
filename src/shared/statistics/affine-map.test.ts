import { describe, expect, test } from 'vitest';
import { identityMap, isIdentity, mapGaussian, mapPoint, unmapPoint, type AffineMap } from './affine-map.ts';

const turned: AffineMap = {
  origin: [3, -2],
  matrix: [
    [0.6, 0.8],
    [-0.8, 0.6],
  ],
};
const sheared: AffineMap = {
  origin: [1e6, 5],
  matrix: [
    [2, 1],
    [0, 0.5],
  ],
};

describe('affine maps', () => {
  test('a rotation keeps distances', () => {
    const [ax, ay] = mapPoint(turned, [7, 1]);
    const [bx, by] = mapPoint(turned, [4, 5]);
    expect(Math.hypot(ax - bx, ay - by)).toBeCloseTo(5, 12);
  });

  test('undoing a map gives the point back', () => {
    for (const map of [identityMap, turned, sheared]) {
      const [x, y] = unmapPoint(map, mapPoint(map, [1e6 + 0.25, -7.5]));
      // Coordinates near 10⁶ have steps of 1e-10; a few of them may be lost on the way.
      expect([Math.abs(x - 1e6 - 0.25) < 1e-9, Math.abs(y + 7.5) < 1e-9]).toEqual([true, true]);
    }
  });

  test('a map without an inverse is refused', () => {
    const flat: AffineMap = {
      origin: [0, 0],
      matrix: [
        [1, 2],
        [2, 4],
      ],
    };
    expect(() => unmapPoint(flat, [1, 1])).toThrow('cannot be undone');
  });

  // By hand: A Σ Aᵀ for A = [[2, 1], [0, ½]], Σ = [[4, 1], [1, 9]] is [[4·4 + 4·1 + 9, 1 + 4.5], [·, 9/4]].
  test('a covariance becomes A Σ Aᵀ', () => {
    const { mean, covariance } = mapGaussian(
      sheared,
      [1e6 + 1, 6],
      [
        [4, 1],
        [1, 9],
      ],
    );
    expect(mean).toEqual([3, 0.5]);
    expect(covariance).toEqual([
      [29, 5.5],
      [5.5, 2.25],
    ]);
  });

  test('only the identity is the identity', () => {
    expect([identityMap, turned, sheared].map(isIdentity)).toEqual([true, false, false]);
  });
});
