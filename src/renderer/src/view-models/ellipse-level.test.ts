import { describe, expect, test } from 'vitest';
import { squaredDistance2D } from '../../../shared/statistics/gaussian.ts';
import { ellipseLine, levelName, levelRadius, shareOf } from './ellipse-level.ts';

const covariance = [
  [1.29793889045, 13.92641884732],
  [13.92641884732, 184.14381487886],
] as const;
const axes = {
  variances: [185.198434883, 0.243318886],
  directions: [
    [0.0755118, 0.9971449],
    [0.9971449, -0.0755118],
  ],
};

describe('the level of an ellipse', () => {
  test('one standard deviation holds 39.35 % in two dimensions, and says so', () => {
    expect(shareOf({ by: 'sigma', value: 1 })).toBeCloseTo(0.3935, 4);
    expect(levelName({ by: 'sigma', value: 1 })).toBe('1σ (39.35\u202f%)');
    expect(levelName({ by: 'share', value: 0.95 })).toBe('95\u202f%');
  });

  test('two rows have no ellipse of prediction, but one of coverage', () => {
    const level = { by: 'share', value: 0.9 } as const;
    expect([levelRadius(level, 'prediction', 2), levelRadius(level, 'mean', 2)]).toEqual([null, null]);
    expect(levelRadius(level, 'coverage', 2)).toBeCloseTo(4.60517, 5); // χ²₂ quantile of 90 %, of any table
  });
});

describe('the line of an ellipse', () => {
  test('every point of it has the same distance from the mean', () => {
    for (const point of ellipseLine([3.487783, 70.897059], covariance, axes, 5.991465))
      expect(squaredDistance2D(point, [3.487783, 70.897059], covariance)).toBeCloseTo(5.991465, 6);
  });

  test('a singular covariance leaves a segment along its only axis', () => {
    const flat = [
      [1, 2],
      [2, 4],
    ] as const;
    const axis = {
      variances: [5, 0],
      directions: [
        [1 / Math.sqrt(5), 2 / Math.sqrt(5)],
        [2 / Math.sqrt(5), -1 / Math.sqrt(5)],
      ],
    };
    const line = ellipseLine([0, 0], flat, axis, 4);
    expect(line).toHaveLength(3);
    // Two standard deviations, 2√5 long, along (1, 2)/√5: (2, 4).
    expect(line[1]![0]).toBeCloseTo(2, 12);
    expect(line[1]![1]).toBeCloseTo(4, 12);
  });
});
