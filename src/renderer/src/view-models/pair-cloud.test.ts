import { describe, expect, test } from 'vitest';
import { distanceClasses, nearestPoint, placePoints } from './pair-cloud.ts';
import { toUnitSquare } from './pair-coordinates.ts';
import { identityMap } from '../../../shared/statistics/affine-map.ts';

const points = { x: Float64Array.of(0, 5, 10), y: Float64Array.of(100, 150, 200), rows: Uint32Array.of(1, 2, 3) };
const unit = [
  [1, 0],
  [0, 1],
] as const;

test('points of a frame’s corners and middle lie at those of the picture', () => {
  const square = toUnitSquare(identityMap, { x: [0, 10], y: [100, 200] });
  expect([...placePoints(points, square)]).toEqual([0, 0, 0.5, 0.5, 1, 1]);
});

describe('classes by distance', () => {
  const at = (...distances: number[]) => ({
    x: Float64Array.from(distances),
    y: new Float64Array(distances.length),
    rows: new Uint32Array(distances.length),
  });

  // √χ²₂ quantiles of any table: 25 % 0.7585, 50 % 1.1774, 75 % 1.6651, 90 % 2.1460, 97.5 % 2.7162.
  test('change exactly at the ellipses of 25, 50, 75 and 90 % and at the cutoff', () => {
    const distances = at(0.758, 0.759, 1.177, 1.178, 1.665, 1.666, 2.145, 2.147, 2.716, 2.717);
    expect([...distanceClasses(distances, [0, 0], unit, 7.377759)]).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4, 5]);
  });

  test('without a cutoff nothing is far', () => {
    expect([...distanceClasses(at(0, 50), [0, 0], unit, null)]).toEqual([0, 4]);
  });
});

test('the nearest point is the one with the fewest pixels to it, and none beyond twelve', () => {
  const placed = Float32Array.of(0.5, 0.5, 0.52, 0.5);
  const wide = { width: 1000, height: 100 };
  expect(nearestPoint(placed, [0.505, 0.5], wide)?.index).toBe(0);
  expect(nearestPoint(placed, [0.515, 0.5], wide)?.index).toBe(1);
  expect(nearestPoint(placed, [0.5, 0.61], wide)?.index).toBe(0); // 11 pixels upwards
  expect(nearestPoint(placed, [0.5, 0.63], wide)).toBeNull();
});
