import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { insidePolygon, preparePolygon } from './polygon.ts';

const inside = (points: [number, number][], x: number, y: number): boolean =>
  insidePolygon(preparePolygon(points), x, y);
const rectangle: [number, number][] = [
  [1, 2],
  [5, 2],
  [5, 4],
  [1, 4],
];

describe('inside a polygon', () => {
  test('a rectangle holds all four of its sides and corners', () => {
    for (const [x, y] of [...rectangle, [3, 2], [3, 4], [1, 3], [5, 3]] as const)
      expect(inside(rectangle, x, y)).toBe(true);
    for (const [x, y] of [
      [0.999, 3],
      [5.001, 3],
      [3, 1.999],
      [3, 4.001],
    ] as const)
      expect(inside(rectangle, x, y)).toBe(false);
  });

  test('a missing value lies nowhere', () => {
    expect([inside(rectangle, NaN, 3), inside(rectangle, 3, NaN)]).toEqual([false, false]);
  });

  test('the middle of a five-pointed star drawn in one stroke is outside, by the even-odd rule', () => {
    const star = Array.from({ length: 5 }, (_, i): [number, number] => {
      const angle = (4 * Math.PI * i) / 5;
      return [Math.sin(angle), Math.cos(angle)];
    });
    expect(inside(star, 0, 0)).toBe(false);
    expect(inside(star, 0, 0.8)).toBe(true);
  });

  test('a flat polygon holds its own line and nothing else', () => {
    const flat: [number, number][] = [
      [0, 1],
      [4, 1],
      [2, 1],
    ];
    expect([inside(flat, 3, 1), inside(flat, 3, 1.0001), inside(flat, 5, 1)]).toEqual([true, false, false]);
  });

  // The twin adds up the angles under which the edges are seen: an odd multiple of 2π inside, by the even-odd rule.
  test('agrees with the winding angle for any lasso and any point', () => {
    const coordinate = fc.integer({ min: -40, max: 40 });
    const corner = fc.tuple(coordinate, coordinate);
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 40 }), corner, (points, [x, y]) => {
        // Half a step beside the grid of corners, and never on the line through two of them.
        const [px, py] = [x + 0.5, y + Math.SQRT1_2 / 2];
        let angle = 0;
        points.forEach(([ax, ay], i) => {
          const [bx, by] = points[(i + 1) % points.length]!;
          const cross = (ax - px) * (by - py) - (ay - py) * (bx - px);
          const dot = (ax - px) * (bx - px) + (ay - py) * (by - py);
          angle += Math.atan2(cross, dot);
        });
        expect(inside(points, px, py)).toBe(Math.abs(Math.round(angle / (2 * Math.PI))) % 2 === 1);
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});
