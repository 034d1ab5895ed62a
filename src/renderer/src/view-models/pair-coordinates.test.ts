import { describe, expect, test } from 'vitest';
import { mapGaussian, mapPoint } from '../../../shared/statistics/affine-map.ts';
import { coordinatesOf, inBetween, toUnitSquare, withEqualUnits } from './pair-coordinates.ts';

/** Old Faithful: eigenvalues and leading axis as published with the sample's reference numbers. */
const fit = {
  mean: [3.48778308823529, 70.89705882352941],
  axes: {
    variances: [185.198434883, 0.243318886],
    directions: [
      [0.0755118, 0.9971449],
      [0.9971449, -0.0755118],
    ],
  },
};
const covariance = [
  [1.29793889045, 13.92641884732],
  [13.92641884732, 184.14381487886],
] as const;

describe('coordinates of a fit', () => {
  test('rotated: the covariance is diagonal with the eigenvalues, and distances are kept', () => {
    const map = coordinatesOf('rotated', fit);
    const { covariance: turned, mean } = mapGaussian(map, [fit.mean[0]!, fit.mean[1]!], covariance);
    expect(mean).toEqual([0, 0]);
    // The axis is quoted with seven digits, and the eigenvalues differ by a factor of 761.
    expect(turned[0][0]).toBeCloseTo(185.198434883, 4);
    expect(turned[1][1]).toBeCloseTo(0.243318886, 4);
    expect(Math.abs(turned[0][1])).toBeLessThan(1e-4);
    const [ax, ay] = mapPoint(map, [3, 60]);
    const [bx, by] = mapPoint(map, [6, 64]);
    expect(Math.hypot(ax - bx, ay - by)).toBeCloseTo(5, 6);
  });

  test('rotated is a turn, not a mirror image', () => {
    const [[a, b], [c, d]] = coordinatesOf('rotated', fit).matrix;
    expect(a * d - b * c).toBeCloseTo(1, 6);
  });

  test('whitened: the covariance is the unit matrix', () => {
    const { covariance: white } = mapGaussian(coordinatesOf('whitened', fit), [0, 0], covariance);
    expect(white[0][0]).toBeCloseTo(1, 4);
    expect(white[1][1]).toBeCloseTo(1, 3);
    expect(white[0][1]).toBeCloseTo(0, 4);
  });

  test('a singular fit has no whitened coordinates: the columns’ own stand in', () => {
    const flat = {
      mean: [1, 1],
      axes: {
        variances: [2, 0],
        directions: [
          [1, 0],
          [0, 1],
        ],
      },
    };
    expect(mapPoint(coordinatesOf('whitened', flat), [7, 8])).toEqual([7, 8]);
  });
});

test('equal units widen the shorter side and keep the middle', () => {
  expect(withEqualUnits({ x: [0, 10], y: [0, 10] }, 2)).toEqual({ x: [-5, 15], y: [0, 10] });
  expect(withEqualUnits({ x: [0, 40], y: [0, 10] }, 2)).toEqual({ x: [0, 40], y: [-5, 15] });
});

describe('from one picture to another', () => {
  const frame = { x: [1, 6], y: [40, 100] } as const;
  const from = toUnitSquare(coordinatesOf('original', fit), frame);
  const to = toUnitSquare(coordinatesOf('whitened', fit), { x: [-4, 4], y: [-3, 3] });

  test('the corners of the frame are the corners of the square', () => {
    expect(mapPoint(from, [1, 40]).map((value) => value.toFixed(12))).toEqual(['0.000000000000', '0.000000000000']);
    expect(mapPoint(from, [6, 100])).toEqual([1, 1]);
    expect(mapPoint(to, [fit.mean[0]!, fit.mean[1]!]).map((value) => value.toFixed(9))).toEqual([
      '0.500000000',
      '0.500000000',
    ]);
  });

  test('it begins with the one and ends with the other', () => {
    for (const [t, end] of [
      [1e-9, from],
      [1 - 1e-9, to],
    ] as const) {
      const [x, y] = mapPoint(inBetween(from, to, t, 1.5), [4, 80]);
      const [u, v] = mapPoint(end, [4, 80]);
      expect(Math.hypot(x - u, y - v)).toBeLessThan(1e-7);
    }
  });

  test('half-way through a quarter turn the picture is turned by 45° and as large as before', () => {
    const still = {
      origin: [0, 0],
      matrix: [
        [1, 0],
        [0, 1],
      ],
    } as const;
    const turned = {
      origin: [0, 0],
      matrix: [
        [0, -1],
        [1, 0],
      ],
    } as const;
    const [[a, b], [c, d]] = inBetween(still, turned, 0.5, 1).matrix;
    for (const entry of [a, -b, c, d]) expect(entry).toBeCloseTo(Math.SQRT1_2, 12);
  });
});
