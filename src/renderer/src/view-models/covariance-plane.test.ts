import { describe, expect, test } from 'vitest';
import { mapPoint, type Matrix2 } from '../../../shared/statistics/affine-map.ts';
import { gaussianDensity2D, squaredDistance2D } from '../../../shared/statistics/gaussian.ts';
import { covariancePlane, densityCells, planeMap, toColumns } from './covariance-plane.ts';
import { densitySolid } from './density-solid.ts';
import { pointCalculation } from './point-formulas.ts';
import { spoken } from './formula.ts';

const covariance: Matrix2 = [
  [2, 1.2],
  [1.2, 1.5],
];
const model = { mean: [1, -1], covariance, point: [2.5, 0.75], level: 0.9 } as const;
const look = { centre: [1, -1], reach: 4, aspect: 1.6, names: ['a', 'b'], room: { x: 6, y: 4 } } as const;
const planeAt = (turn: number) => covariancePlane(model, { ...look, turn });
const away = ([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]) => Math.hypot(ax - bx, ay - by);

describe('the turn', () => {
  test('keeps every length, at every moment', () => {
    for (const turn of [0, 0.1, 0.5, 0.93, 1]) {
      const { map, mean, point, circle, length } = planeAt(turn);
      expect(away(mean, point)).toBeCloseTo(Math.hypot(1.5, 1.75), 12);
      for (const place of circle) expect(away(mean, place)).toBeCloseTo(length, 12);
      expect(away(mapPoint(map, [3, 4]), mapPoint(map, [-2, 9]))).toBeCloseTo(Math.hypot(5, 5), 12);
    }
  });

  test('begins with the columns’ coordinates and ends with those of the axes, the mean in the middle', () => {
    expect(mapPoint(planeMap(model, 0), [7, 8])).toEqual([7, 8]);
    const { mean, axes, point, coordinates, x, y } = planeAt(1);
    mean.forEach((place) => expect(place).toBeCloseTo(0, 12));
    expect(axes[0].to[1]).toBeCloseTo(0, 12);
    expect(axes[1].to[0]).toBeCloseTo(0, 12);
    point.forEach((place, i) => expect(place).toBeCloseTo(coordinates[i]!, 12));
    expect((x.min + x.max) / 2).toBeCloseTo(0, 12);
    // One unit is as long across as upwards.
    expect((x.max - x.min) / (y.max - y.min)).toBeCloseTo(look.aspect, 12);
  });

  test('is undone: a place of the drawn plane is the place it was in the columns’ units', () => {
    for (const turn of [0, 0.4, 1]) {
      const plane = planeAt(turn);
      toColumns(plane, plane.point).forEach((place, i) => expect(place).toBeCloseTo(model.point[i]!, 12));
    }
  });
});

test('the point’s feet on the axes and the point make a rectangle, whose sides give the distance', () => {
  const { mean, feet, point, coordinates } = planeAt(0);
  expect(away(mean, feet[0])).toBeCloseTo(Math.abs(coordinates[0]), 12);
  expect(away(feet[0], point)).toBeCloseTo(Math.abs(coordinates[1]), 12);
});

test('cells of the density are the density over its peak, in turned planes too', () => {
  for (const turn of [0, 0.6, 1]) {
    const plane = planeAt(turn);
    const cells = densityCells(model, plane, 9, 7);
    const peak = gaussianDensity2D(model.mean, model.mean, covariance);
    for (const [line, column] of [
      [0, 0],
      [3, 4],
      [5, 2],
    ] as const) {
      const place = [
        plane.x.min + ((column + 0.5) / 9) * (plane.x.max - plane.x.min),
        plane.y.max - ((line + 0.5) / 7) * (plane.y.max - plane.y.min),
      ] as const;
      const density = gaussianDensity2D(toColumns(plane, place), model.mean, covariance);
      expect(cells[line * 9 + column]).toBeCloseTo(density / peak, 12);
    }
  }
});

test('the calculation’s last lines are the closed forms of distance and density', () => {
  const lines = pointCalculation(model.point, model.mean, covariance).map(({ formulas }) =>
    formulas.map(spoken).join(' '),
  );
  const d2 = squaredDistance2D(model.point, model.mean, covariance);
  expect(lines[3]).toContain(d2.toPrecision(6).replace(/0+$/, ''));
  expect(lines[4]).toContain(Math.sqrt(d2).toPrecision(6).replace(/0+$/, ''));
  expect(lines[5]).toContain(gaussianDensity2D(model.point, model.mean, covariance).toPrecision(6).replace(/0+$/, ''));
});

describe('the surface', () => {
  const request = { ...model, centre: look.centre, reach: 4, names: look.names };
  const at = (turn: number, tilt: number) => densitySolid({ ...request, camera: { turn, tilt } });

  test('seen from above is the map of the plane: the peak at the mean, the point where it lies', () => {
    const { peak, stem } = at(0, 90);
    peak.at.forEach((place) => expect(place).toBeCloseTo(0, 12));
    stem.top.forEach((place, i) => expect(place).toBeCloseTo((0.7 * (model.point[i]! - model.mean[i]!)) / 4, 12));
    expect(stem.inside).toBe(true);
  });

  test('is painted from the back to the front, whatever the turn', () => {
    for (const turn of [0, 90, 200, -35]) {
      // On the ground what is farther away stands higher on the screen.
      const heights = at(turn, 30)
        .facets.filter(({ height }) => height < 0.02)
        .map(({ corners }) => corners.reduce((sum, [, y]) => sum + y, 0) / corners.length);
      heights.slice(1).forEach((y, i) => expect(y).toBeLessThan(heights[i]! + 0.03));
    }
  });

  test('has heights and light between 0 and 1', () => {
    for (const { height, light } of at(-35, 32).facets) {
      expect(height >= 0 && height <= 1 && light >= 0 && light <= 1).toBe(true);
    }
  });
});
