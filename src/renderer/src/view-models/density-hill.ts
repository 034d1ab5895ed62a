import type { Matrix2, Point } from '../../../shared/statistics/affine-map.ts';
import { eigen2d } from '../../../shared/statistics/eigen-2d.ts';
import { squaredDistance2D } from '../../../shared/statistics/gaussian.ts';
import { tall, type Place, type SolidProjection } from './solid-projection.ts';

/** A Gaussian's density as a hill on the ground of a solid: mean and covariance in units of half the ground's side. */
export interface DensityHill {
  mean: Point;
  covariance: Matrix2;
  /** Of its peak; the tallest thing that is shown has 1. */
  peak: number;
}

/** A piece of a surface. */
export interface SolidFacet {
  /** Three corners or more. */
  corners: readonly Place[];
  /** Of its middle, relative to the peak: 0 to 1. */
  height: number;
  /** 0 in shadow to 1. */
  light: number;
}

/** A short piece of the lines that a net is made of. */
export interface NetLine {
  from: Place;
  to: Place;
  /** Its middle, on the ground and above it. */
  middle: Corner;
}

type Corner = readonly [u: number, v: number, w: number];

/** Facets outwards and around, and how far out the surface is drawn before it is ground, in standard deviations. */
const rings = 30;
const spokes = 72;
const widest = 3.4;
/** Of a net, every so many rings and spokes are drawn. */
const ringStep = 3;
const spokeStep = 6;

/**
 * A hill in rings of equal density, so that the finest ridge is as smooth as a round hill. What lies beyond the ground is
 * cut off, and what lies below another hill: whoever looks from above sees the highest of them.
 * @param detail  1 for 30 × 72 facets; fewer, down to a third in each direction, where several hills are drawn
 */
export function hillFacets(
  hill: DensityHill,
  projection: SolidProjection,
  detail = 1,
  others: readonly DensityHill[] = [],
): (SolidFacet & { depth: number; middle: Corner })[] {
  const at = onHill(hill);
  const [outwards, around] = [Math.round(rings * detail), Math.round(spokes * detail)];
  const corner = (ring: number, spoke: number): Corner => at((ring / outwards) * widest, spoke / around);
  const slopesAt = slopes(hill);
  // Four facets share a corner. Where all corners of one are to be seen, nothing is cut off.
  const grid = Array.from({ length: outwards + 1 }, (_, ring) =>
    Array.from({ length: around }, (__, spoke) => corner(ring, spoke)),
  );
  const seenAt = grid.map((line) =>
    line.map(
      ([u, v, w]) => Math.abs(u) <= 1 && Math.abs(v) <= 1 && others.every((other) => hillHeight(other, [u, v]) <= w),
    ),
  );
  const facets = [];
  for (let ring = 0; ring < outwards; ring++)
    for (let spoke = 0; spoke < around; spoke++) {
      const next = (spoke + 1) % around;
      const [inner, outer] = [grid[ring]!, grid[ring + 1]!];
      const whole = [inner[spoke]!, outer[spoke]!, outer[next]!, inner[next]!];
      const [seenInner, seenOuter] = [seenAt[ring]!, seenAt[ring + 1]!];
      const allSeen = seenInner[spoke] && seenOuter[spoke] && seenOuter[next] && seenInner[next];
      const corners = allSeen
        ? whole
        : others.reduce<readonly Corner[]>(
            (seen, other) => cutOff(seen, ([u, v, w]) => hillHeight(other, [u, v]) - w),
            withinGround(whole),
          );
      if (corners.length < 3) continue;
      const middle = corners === whole ? corner(ring + 0.5, spoke + 0.5) : meanOf(corners);
      const [u, v, w] = middle;
      const [slopeU, slopeV] = slopesAt(middle);
      facets.push({
        corners: corners.map(([cu, cv, cw]) => projection.project(cu, cv, cw)),
        height: w / hill.peak,
        light: projection.lightOn(slopeU, slopeV),
        depth: projection.depthOf(u, v),
        middle,
      });
    }
  return facets;
}

/** The same hill as lines: along rings of equal density, and down from the peak. */
export function hillNet(hill: DensityHill, { project }: SolidProjection): NetLine[] {
  const at = onHill(hill);
  const corner = (ring: number, spoke: number): Corner => at((ring / rings) * widest, spoke / spokes);
  const lines: NetLine[] = [];
  const add = (ring: number, spoke: number, ringTo: number, spokeTo: number): void => {
    const middle = corner((ring + ringTo) / 2, (spoke + spokeTo) / 2);
    if (Math.abs(middle[0]) > 1 || Math.abs(middle[1]) > 1) return;
    lines.push({ from: project(...corner(ring, spoke)), to: project(...corner(ringTo, spokeTo)), middle });
  };
  for (let ring = ringStep; ring <= rings; ring += ringStep)
    for (let spoke = 0; spoke < spokes; spoke++) add(ring, spoke, ring, spoke + 1);
  for (let spoke = 0; spoke < spokes; spoke += spokeStep)
    for (let ring = 0; ring < rings; ring++) add(ring, spoke, ring + 1, spoke);
  return lines;
}

/** μ + D √λ₁ cos t q₁ + D √λ₂ sin t q₂, and the height there; t in whole turns. */
function onHill({ mean, covariance, peak }: DensityHill): (distance: number, turn: number) => Corner {
  const { eigenvalues, angleRadians } = eigen2d(covariance);
  const [long, short] = [Math.sqrt(eigenvalues[0]), Math.sqrt(eigenvalues[1])];
  const [cosQ, sinQ] = [Math.cos(angleRadians), Math.sin(angleRadians)];
  return (distance, turn) => {
    const t = 2 * Math.PI * turn;
    const [along, across] = [distance * long * Math.cos(t), distance * short * Math.sin(t)];
    return [
      mean[0] + along * cosQ - across * sinQ,
      mean[1] + along * sinQ + across * cosQ,
      peak * Math.exp(-0.5 * distance * distance),
    ];
  };
}

/** Slopes of the drawn surface per unit of the ground: −f Σ⁻¹ (x − μ). */
function slopes({ mean, covariance: [[xx, xy], [, yy]] }: DensityHill): (place: Corner) => [u: number, v: number] {
  const determinant = xx * yy - xy * xy;
  return ([u, v, w]) => {
    const [du, dv] = [u - mean[0], v - mean[1]];
    return [(-w * tall * (yy * du - xy * dv)) / determinant, (-w * tall * (xx * dv - xy * du)) / determinant];
  };
}

/** Height of the hill above a place of the ground. */
export const hillHeight = ({ mean, covariance, peak }: DensityHill, place: Point): number =>
  peak * Math.exp(-squaredDistance2D(place, mean, covariance) / 2);

/** The part of a polygon above the ground −1 ≤ u, v ≤ 1. */
export function withinGround(corners: readonly Corner[]): readonly Corner[] {
  return [([u]: Corner) => u - 1, ([u]: Corner) => -1 - u, ([, v]: Corner) => v - 1, ([, v]: Corner) => -1 - v].reduce<
    readonly Corner[]
  >(cutOff, corners);
}

/**
 * The part of a polygon where a function that is straight enough within it is not positive: what lies beyond its zero is
 * cut off.
 * @see [SutherlandHodgman1974]
 */
function cutOff(corners: readonly Corner[], beyond: (corner: Corner) => number): readonly Corner[] {
  const values = corners.map(beyond);
  if (values.every((value) => value <= 0)) return corners;
  return corners.flatMap((corner, place): Corner[] => {
    const after = (place + 1) % corners.length;
    const [here, there] = [values[place]!, values[after]!];
    const crossing = here > 0 !== there > 0 ? [between(corner, corners[after]!, here / (here - there))] : [];
    return here > 0 ? crossing : [corner, ...crossing];
  });
}

const meanOf = (corners: readonly Corner[]): Corner => {
  const mean = (axis: 0 | 1 | 2): number => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  return [mean(0), mean(1), mean(2)];
};

const between = ([u, v, w]: Corner, [u2, v2, w2]: Corner, t: number): Corner => [
  u + t * (u2 - u),
  v + t * (v2 - v),
  w + t * (w2 - w),
];
