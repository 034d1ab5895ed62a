import { identityMap, type AffineMap, type Matrix2, type Point } from '../../../shared/statistics/affine-map.ts';
import type { PrincipalAxes } from '../../../shared/statistics/gaussian-fit.ts';

/**
 * How a pair is looked at. `rotated`: y = Qᵀ(x − μ), along the axes of the covariance, distances kept. `whitened`: those
 * divided by their standard deviations √λ, so that the Gaussian is a circle and D is the distance from the middle.
 */
export type PairCoordinates = 'original' | 'rotated' | 'whitened';

/** A rectangle of the plane in some coordinates. */
export interface PairFrame {
  x: readonly [from: number, to: number];
  y: readonly [from: number, to: number];
}

/** The fit that rotated and whitened coordinates belong to. */
export interface AxesOfFit {
  mean: readonly number[];
  axes: PrincipalAxes;
}

/**
 * Coordinates of a fit; the columns' own where a covariance is singular and has no second axis to divide by. Q is made a
 * turn, never a mirror image: the second axis points to the left of the first.
 */
export function coordinatesOf(kind: PairCoordinates, { mean, axes }: AxesOfFit): AffineMap {
  const [first = 0, second = 0] = axes.variances;
  const [a = 1, b = 0] = axes.directions[0] ?? [];
  if (kind === 'original' || !(second > 0)) return identityMap;
  const [scaleFirst, scaleSecond] = kind === 'whitened' ? [Math.sqrt(first), Math.sqrt(second)] : [1, 1];
  return {
    origin: [mean[0] ?? 0, mean[1] ?? 0],
    matrix: [
      [a / scaleFirst, b / scaleFirst],
      [-b / scaleSecond, a / scaleSecond],
    ],
  };
}

/** A frame widened about its middle until one unit is as long across as upwards; `aspect` is width ÷ height in pixels. */
export function withEqualUnits({ x, y }: PairFrame, aspect: number): PairFrame {
  const width = x[1] - x[0];
  const height = y[1] - y[0];
  const widen = ([from, to]: readonly [number, number], by: number): [number, number] => [from - by / 2, to + by / 2];
  return width / height < aspect
    ? { x: widen(x, height * aspect - width), y }
    : { x, y: widen(y, width / aspect - height) };
}

/** From the columns' units to a square picture: (0, 0) its lower left corner, (1, 1) its upper right one. */
export function toUnitSquare({ origin, matrix: [[a, b], [c, d]] }: AffineMap, { x, y }: PairFrame): AffineMap {
  const width = x[1] - x[0];
  const height = y[1] - y[0];
  const matrix: Matrix2 = [
    [a / width, b / width],
    [c / height, d / height],
  ];
  // u = A (p − origin) − corner is A (p − origin′) with origin′ = origin + A⁻¹ corner.
  const determinant = a * d - b * c;
  return {
    origin: [origin[0] + (d * x[0] - b * y[0]) / determinant, origin[1] + (a * y[0] - c * x[0]) / determinant],
    matrix,
  };
}

/**
 * The picture on its way from one map to another: what the second does to the first is a turn after a stretch, and both
 * grow evenly with t. A plain mean of the matrices would flatten the picture half-way through a turn.
 * @param aspect  width ÷ height of the picture in pixels, so that a turn is one on the screen
 * @param t       0 gives `from`, 1 gives `to`
 */
export function inBetween(from: AffineMap, to: AffineMap, t: number, aspect: number): AffineMap {
  if (t <= 0) return from;
  if (t >= 1) return to;
  const wide: Matrix2 = [
    [aspect, 0],
    [0, 1],
  ];
  const narrow: Matrix2 = [
    [1 / aspect, 0],
    [0, 1],
  ];
  const first = times(wide, from.matrix);
  const second = times(wide, to.matrix);
  // Polar decomposition of 2 × 2: the turn is the angle of (p + s, r − q) of R = [[p, q], [r, s]].
  const [[p, q], [r, s]] = times(second, inverse(first));
  const angle = Math.atan2(r - q, p + s);
  const stretch = times(turn(-angle), [
    [p, q],
    [r, s],
  ]);
  const partly: Matrix2 = [
    [1 - t + t * stretch[0][0], t * stretch[0][1]],
    [t * stretch[1][0], 1 - t + t * stretch[1][1]],
  ];
  const matrix = times(narrow, times(times(turn(t * angle), partly), first));

  // The middle of the picture stands where the two pictures have it, in between.
  const middle: Point = [
    (1 - t) * middleOf(from)[0] + t * middleOf(to)[0],
    (1 - t) * middleOf(from)[1] + t * middleOf(to)[1],
  ];
  const back = inverse(matrix);
  return {
    origin: [middle[0] - (back[0][0] + back[0][1]) / 2, middle[1] - (back[1][0] + back[1][1]) / 2],
    matrix,
  };
}

/** The point, in the columns' units, that stands in the middle of the picture. */
function middleOf({ origin, matrix }: AffineMap): Point {
  const back = inverse(matrix);
  return [origin[0] + (back[0][0] + back[0][1]) / 2, origin[1] + (back[1][0] + back[1][1]) / 2];
}

const turn = (angle: number): Matrix2 => [
  [Math.cos(angle), -Math.sin(angle)],
  [Math.sin(angle), Math.cos(angle)],
];

function times([[a, b], [c, d]]: Matrix2, [[e, f], [g, h]]: Matrix2): Matrix2 {
  return [
    [a * e + b * g, a * f + b * h],
    [c * e + d * g, c * f + d * h],
  ];
}

function inverse([[a, b], [c, d]]: Matrix2): Matrix2 {
  const determinant = a * d - b * c;
  return [
    [d / determinant, -b / determinant],
    [-c / determinant, a / determinant],
  ];
}

/** The corners of a frame in the columns' units, anticlockwise. */
export function cornersOf({ x, y }: PairFrame): [number, number][] {
  return [
    [x[0], y[0]],
    [x[1], y[0]],
    [x[1], y[1]],
    [x[0], y[1]],
  ];
}

/** Names of the two axes. */
export function axisNames(kind: PairCoordinates, columns: readonly [string, string]): [string, string] {
  switch (kind) {
    case 'original':
      return [columns[0], columns[1]];
    case 'rotated':
      return ['y₁, along the first axis', 'y₂, along the second axis'];
    case 'whitened':
      return ['z₁ = y₁ / √λ₁', 'z₂ = y₂ / √λ₂'];
  }
}
