import {
  mapPoint,
  unmapPoint,
  type AffineMap,
  type Matrix2,
  type Point,
} from '../../../shared/statistics/affine-map.ts';
import { confidenceEllipse, ellipsePoints } from '../../../shared/statistics/confidence-ellipse.ts';
import { eigen2d } from '../../../shared/statistics/eigen-2d.ts';
import { linearAxis, type Axis } from './axis.ts';
import { formatNumber, formatShare } from './number-format.ts';

export interface CovarianceModel {
  mean: Point;
  covariance: Matrix2;
  /** The point that is looked at. */
  point: Point;
  /** Share inside the ellipse. */
  level: number;
}

/** What part of the plane is seen, and how. */
export interface PlaneLook {
  /** In the columns' units. */
  centre: Point;
  /** Half of the height. */
  reach: number;
  /** Width ÷ height in pixels. */
  aspect: number;
  /** 0 the columns' own coordinates, 1 those of the axes of Σ. */
  turn: number;
  names: readonly [x: string, y: string];
  room: { x: number; y: number };
}

/** An arrow from the mean, with what is written at its end. */
export interface PlaneArrow {
  to: Point;
  label: string;
}

/** The plane as drawn: one unit is as long across as upwards, whatever the turn. All points are in drawn coordinates. */
export interface CovariancePlane {
  x: Axis;
  y: Axis;
  /** From the columns' units to drawn coordinates: a turn and a shift, so that lengths are kept. */
  map: AffineMap;
  mean: Point;
  point: Point;
  ellipse: Point[];
  /** √λᵢ qᵢ. */
  axes: [first: PlaneArrow, second: PlaneArrow];
  /** Directions of the two columns through the mean, across the picture. */
  columns: { from: Point; to: Point; name: string }[];
  /** All places as far from the mean as the point. */
  circle: Point[];
  /** |x − μ| */
  length: number;
  /** Feet of the point on both axes. */
  feet: [first: Point, second: Point];
  coordinates: [y1: number, y2: number];
  summary: string;
}

/** The turn of the plane about the mean by −turn times the angle of the first axis, the mean moving to the middle. */
export function planeMap({ mean, covariance }: Pick<CovarianceModel, 'mean' | 'covariance'>, turn: number): AffineMap {
  const angle = -turn * eigen2d(covariance).angleRadians;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  // p = R (x − μ) + (1 − turn) μ = R (x − origin)
  const [sx, sy] = [(1 - turn) * mean[0], (1 - turn) * mean[1]];
  return {
    origin: [mean[0] - (cos * sx + sin * sy), mean[1] - (-sin * sx + cos * sy)],
    matrix: [
      [cos, -sin],
      [sin, cos],
    ],
  };
}

export function covariancePlane(model: CovarianceModel, look: PlaneLook): CovariancePlane {
  const { mean, covariance, point, level } = model;
  const { reach, aspect, turn, names } = look;
  const map = planeMap(model, turn);
  const { eigenvalues, angleRadians } = eigen2d(covariance);
  const middle: Point = [(1 - turn) * look.centre[0], (1 - turn) * look.centre[1]];
  const [x, y] = planeAxes(middle, look);
  const drawn = (place: Point): [number, number] => mapPoint(map, place);
  const unit: [Point, Point] = [
    [Math.cos(angleRadians), Math.sin(angleRadians)],
    [-Math.sin(angleRadians), Math.cos(angleRadians)],
  ];
  const from = (place: Point, direction: Point, length: number): Point => [
    place[0] + length * direction[0],
    place[1] + length * direction[1],
  ];
  const offset: Point = [point[0] - mean[0], point[1] - mean[1]];
  const coordinates = unit.map(([a, b]) => a * offset[0] + b * offset[1]) as [number, number];
  const length = Math.hypot(...offset);
  const span = 2.5 * reach * Math.max(1, aspect);
  const centre = drawn(mean);
  const arrow = (which: 0 | 1): PlaneArrow => {
    const sd = Math.sqrt(eigenvalues[which]);
    return { to: drawn(from(mean, unit[which], sd)), label: `√λ${which === 0 ? '₁' : '₂'} = ${formatNumber(sd, 4)}` };
  };
  return {
    x,
    y,
    map,
    mean: centre,
    point: drawn(point),
    ellipse: ellipsePoints(confidenceEllipse(mean, covariance, level), 120).map(drawn),
    axes: [arrow(0), arrow(1)],
    columns: (
      [
        [1, 0],
        [0, 1],
      ] as const
    ).map((direction, i) => ({
      from: drawn(from(mean, direction, -span)),
      to: drawn(from(mean, direction, span)),
      name: names[i]!,
    })),
    circle: Array.from({ length: 91 }, (_, i) => {
      const t = (2 * Math.PI * i) / 90;
      return [centre[0] + length * Math.cos(t), centre[1] + length * Math.sin(t)] as const;
    }),
    length,
    feet: [drawn(from(mean, unit[0], coordinates[0])), drawn(from(mean, unit[1], coordinates[1]))],
    coordinates,
    summary: `Ellipse holding ${formatShare(level)} of a Gaussian with variances ${formatNumber(covariance[0][0], 5)} and ${formatNumber(covariance[1][1], 5)} and covariance ${formatNumber(covariance[0][1], 5)}, ${turnText(turn)}; a point ${formatNumber(length, 5)} from the mean.`,
  };
}

function turnText(turn: number): string {
  return turn === 0
    ? 'in the columns’ coordinates'
    : turn === 1
      ? 'turned to its axes'
      : `turned ${Math.round(100 * turn)}\u202f% of the way to its axes`;
}

/** Numbered at both ends of the turn; between them the numbers would belong to neither coordinates. */
function planeAxes([a, b]: Point, { reach, aspect, turn, names, room }: PlaneLook): [Axis, Axis] {
  const titles =
    turn === 0
      ? names
      : turn === 1
        ? (['y₁, along the first axis', 'y₂, along the second axis'] as const)
        : (['', ''] as const);
  const axis = (middle: number, half: number, name: string, count: number): Axis => {
    const numbered = linearAxis({ min: middle - half, max: middle + half, name, count });
    return turn === 0 || turn === 1 ? numbered : { ...numbered, ticks: [], name: '' };
  };
  return [axis(a, reach * aspect, titles[0], room.x), axis(b, reach, titles[1], room.y)];
}

/** A place of the drawn plane in the columns' units. */
export const toColumns = ({ map }: Pick<CovariancePlane, 'map'>, place: Point): [number, number] =>
  unmapPoint(map, place);

/**
 * The density, relative to its peak, in a grid of cells over the drawn plane.
 * @returns shape (lines, columns), line after line, the highest y first as images have it; 0 to 1
 */
export function densityCells(
  { covariance }: Pick<CovarianceModel, 'covariance'>,
  { x, y, map, mean }: Pick<CovariancePlane, 'x' | 'y' | 'map' | 'mean'>,
  columns: number,
  lines: number,
): Float64Array {
  const [[a, b], [c, d]] = map.matrix;
  const [[xx, xy], [, yy]] = covariance;
  const determinant = xx * yy - xy * xy;
  const cells = new Float64Array(columns * lines);
  let cell = 0;
  for (let line = 0; line < lines; line++) {
    const v = y.max - ((line + 0.5) / lines) * (y.max - y.min) - mean[1];
    for (let column = 0; column < columns; column++) {
      const u = x.min + ((column + 0.5) / columns) * (x.max - x.min) - mean[0];
      // The map is a turn: its inverse is its transpose.
      const [dx, dy] = [a * u + c * v, b * u + d * v];
      cells[cell++] = Math.exp(-0.5 * ((yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / determinant));
    }
  }
  return cells;
}
