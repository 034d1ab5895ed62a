import { describe, expect, test } from 'vitest';
import { gaussianDensity2D } from '../../../shared/statistics/gaussian.ts';
import { hillFacets, hillHeight, hillNet, withinGround, type DensityHill } from './density-hill.ts';
import { solidProjection } from './solid-projection.ts';

const hill: DensityHill = {
  mean: [0.1, -0.2],
  covariance: [
    [0.05, 0.03],
    [0.03, 0.04],
  ],
  peak: 0.7,
};
const above = solidProjection({ turn: 0, tilt: 90 });

test('its heights are the density’s, scaled so that the peak is as high as was asked', () => {
  const most = gaussianDensity2D(hill.mean, hill.mean, hill.covariance);
  for (const place of [
    [0.1, -0.2],
    [0.4, 0.1],
    [-0.3, 0.2],
  ] as const)
    // The two exponentials are of the same number: they differ by a few roundings.
    expect(hillHeight(hill, place)).toBeCloseTo(
      (0.7 * gaussianDensity2D(place, hill.mean, hill.covariance)) / most,
      14,
    );
  for (const { middle } of [...hillFacets(hill, above), ...hillNet(hill, above)]) {
    const [u, v, w] = middle;
    // A facet cut by the ground's edge has the mean of its corners for a middle: within what one facet rises.
    const cut = Math.max(Math.abs(u), Math.abs(v)) > 0.9;
    expect(w).toBeCloseTo(hillHeight(hill, [u, v]), cut ? 2 : 12);
  }
});

/** Twice the area of a polygon on the screen, by the shoelace formula. */
const area = (corners: readonly (readonly [number, number])[]): number =>
  Math.abs(
    corners.reduce((sum, [x, y], i) => {
      const [x2, y2] = corners[(i + 1) % corners.length]!;
      return sum + x * y2 - x2 * y;
    }, 0),
  ) / 2;

test('seen from above its facets cover the ellipse of 3.4 standard deviations once', () => {
  const small: DensityHill = {
    ...hill,
    covariance: [
      [0.01, 0.004],
      [0.004, 0.01],
    ],
  };
  const covered = hillFacets(small, above).reduce((sum, { corners }) => sum + area(corners), 0);
  // π · 3.4² √|Σ|; the screen shows 0.7 of a unit. 72 straight sides instead of a circle hold 0.13 % less.
  const whole = Math.PI * 3.4 ** 2 * Math.sqrt(0.01 ** 2 - 0.004 ** 2) * 0.7 ** 2;
  expect(covered / whole).toBeCloseTo(Math.sin((2 * Math.PI) / 72) / ((2 * Math.PI) / 72), 10);
});

test('what lies beyond the ground is cut off at its edge', () => {
  const wide: DensityHill = {
    ...hill,
    mean: [0.9, 0.9],
    covariance: [
      [0.5, 0.2],
      [0.2, 0.5],
    ],
  };
  const corners = hillFacets(wide, above).flatMap((facet) => facet.corners);
  for (const [x, y] of corners) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(0.7 + 1e-12);
  const ground = hillFacets(wide, above).reduce((sum, facet) => sum + area(facet.corners), 0);
  // 3.4 standard deviations reach over all corners but the opposite one: most of the square, never more.
  expect(ground).toBeGreaterThan(0.8 * 1.4 ** 2);
  expect(ground).toBeLessThanOrEqual(1.4 ** 2 + 1e-9);
});

test('of two hills each is drawn where it is the higher one, up to where they meet', () => {
  const [left, right] = [-0.3, 0.3].map((u): DensityHill => ({
    mean: [u, 0],
    covariance: [
      [0.04, 0],
      [0, 0.04],
    ],
    peak: 0.7,
  })) as [DensityHill, DensityHill];
  const facets = hillFacets(left, above, 1, [right]);
  // Equal hills meet halfway between them; the cut is straight within a facet, the difference of two hills nearly so.
  for (const [x] of facets.flatMap(({ corners }) => corners)) expect(x).toBeLessThanOrEqual(1e-3);
  expect(Math.max(...facets.flatMap(({ corners }) => corners.map(([x]) => x)))).toBeGreaterThan(-1e-3);
});

describe('a polygon cut at the edges of the ground', () => {
  test('stays as it is inside', () => {
    const inside = [
      [0, 0, 1],
      [0.5, 0, 1],
      [0, 0.5, 1],
    ] as const;
    expect(withinGround(inside)).toBe(inside);
  });

  test('is the square where it is larger, and nothing where it is elsewhere', () => {
    const large = [
      [-5, -5, 0],
      [5, -5, 0],
      [5, 5, 0],
      [-5, 5, 0],
    ] as const;
    expect(
      withinGround(large)
        .map(([u, v]) => [u, v])
        .sort(),
    ).toEqual(
      [
        [-1, -1],
        [-1, 1],
        [1, -1],
        [1, 1],
      ].sort(),
    );
    expect(
      withinGround([
        [2, 2, 0],
        [3, 2, 0],
        [3, 3, 0],
      ]),
    ).toEqual([]);
  });

  test('has the height of the edge where it is cut', () => {
    const [, ...cut] = withinGround([
      [0, 0, 0],
      [2, 0, 1],
      [0, 0.5, 0],
    ]);
    expect(cut[0]).toEqual([1, 0, 0.5]);
  });
});
