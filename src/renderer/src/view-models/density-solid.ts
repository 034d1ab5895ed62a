import type { Matrix2, Point } from '../../../shared/statistics/affine-map.ts';
import { eigen2d } from '../../../shared/statistics/eigen-2d.ts';
import { gaussianDensity2D } from '../../../shared/statistics/gaussian.ts';
import type { ChartTable } from './chart-table.ts';
import { formatNumber } from './number-format.ts';

/** A place on the screen: x to the right, y upwards, both about −1 to 1. */
type Place = [x: number, y: number];

export interface SolidRequest {
  mean: Point;
  covariance: Matrix2;
  point: Point;
  /** The square of the plane above which the surface stands: its middle and half of its side, in the columns' units. */
  centre: Point;
  reach: number;
  /** From where it is seen, in degrees: about the vertical, and above the horizon. */
  camera: { turn: number; tilt: number };
  names: readonly [x: string, y: string];
}

/** A piece of the surface. */
export interface SolidFacet {
  /** Four corners. */
  corners: readonly [Place, Place, Place, Place];
  /** Of its middle, relative to the peak: 0 to 1. */
  height: number;
  /** Of a lamp at the upper left, 0 in shadow to 1. */
  light: number;
}

/** The density as a surface seen from outside, the farthest pieces first: painted in their order they hide one another rightly. */
export interface DensitySolid {
  facets: SolidFacet[];
  /** All of it lies between minus and plus this, upwards. */
  halfHeight: number;
  /** Outline of the ground. */
  ground: Place[];
  /** Names of the two columns beside their edges of the ground. */
  names: { at: Place; text: string }[];
  /** From the ground below the point to the surface above it; and whether it stands within the square. */
  stem: { foot: Place; top: Place; inside: boolean; label: string };
  /** f(μ), what the highest place stands for. */
  peak: { at: Place; label: string };
  summary: string;
}

/** Facets outwards and around, and how far out the surface is drawn before it is ground, in standard deviations. */
const rings = 30;
const spokes = 72;
const widest = 3.4;
/** Cells along each side of the table. */
const side = 44;
/** Height of the peak in units of half the ground's side. */
const tall = 0.95;

export function densitySolid(request: SolidRequest): DensitySolid {
  const { mean, covariance, point, centre, reach, camera, names } = request;
  const azimuth = (camera.turn * Math.PI) / 180;
  const tilt = (camera.tilt * Math.PI) / 180;
  const [cosA, sinA, cosT, sinT] = [Math.cos(azimuth), Math.sin(azimuth), Math.cos(tilt), Math.sin(tilt)];
  // The ground's corners reach so far up and down whatever the turn, so that nothing bobs while it is turned.
  const ground = 0.7 * Math.SQRT2 * sinT;
  const upper = Math.max(ground, 0.7 * tall * cosT);
  const middle = (upper - ground) / 2;
  /** Parallel projection: u, v are −1 to 1 on the ground, w the height relative to the peak. */
  const project = (u: number, v: number, w: number): Place => [
    0.7 * (u * cosA - v * sinA),
    0.7 * ((u * sinA + v * cosA) * sinT + tall * w * cosT) - middle,
  ];
  const [[xx, xy], [, yy]] = covariance;
  const determinant = xx * yy - xy * xy;
  /** Height relative to the peak, and its slopes per unit of the ground. */
  const surface = (u: number, v: number): { height: number; slopeU: number; slopeV: number } => {
    const [dx, dy] = [centre[0] + u * reach - mean[0], centre[1] + v * reach - mean[1]];
    const [px, py] = [(yy * dx - xy * dy) / determinant, (xx * dy - xy * dx) / determinant];
    const height = Math.exp(-0.5 * (dx * px + dy * py));
    return { height, slopeU: -height * px * reach * tall, slopeV: -height * py * reach * tall };
  };

  // Rings of equal density, so that the finest ridge is as smooth as a hill: corners at D √λ₁ cos t q₁ + D √λ₂ sin t q₂.
  const { eigenvalues, angleRadians } = eigen2d(covariance);
  const [long, short] = eigenvalues.map((value) => Math.sqrt(value) / reach) as [number, number];
  const [cosQ, sinQ] = [Math.cos(angleRadians), Math.sin(angleRadians)];
  const [mu, mv] = [(mean[0] - centre[0]) / reach, (mean[1] - centre[1]) / reach];
  const onRing = (ring: number, spoke: number): [u: number, v: number] => {
    const d = (ring / rings) * widest;
    const t = (2 * Math.PI * spoke) / spokes;
    const [along, across] = [d * long * Math.cos(t), d * short * Math.sin(t)];
    return [mu + along * cosQ - across * sinQ, mv + along * sinQ + across * cosQ];
  };
  const corner = (ring: number, spoke: number): Place => {
    const [u, v] = onRing(ring, spoke);
    return project(u, v, Math.exp(-0.5 * ((ring / rings) * widest) ** 2));
  };
  const [lampX, lampY, lampZ] = [-0.5 * cosA - 0.3 * sinA, 0.5 * sinA - 0.3 * cosA, 0.8]; // it turns with the camera
  const facets: (SolidFacet & { depth: number })[] = [];
  for (let ring = 0; ring < rings; ring++)
    for (let spoke = 0; spoke < spokes; spoke++) {
      const [u, v] = onRing(ring + 0.5, spoke + 0.5);
      if (Math.abs(u) > 1 || Math.abs(v) > 1) continue; // beyond the ground that is shown
      const { height, slopeU, slopeV } = surface(u, v);
      const light = (lampZ - slopeU * lampX - slopeV * lampY) / Math.hypot(1, slopeU, slopeV) / 0.99;
      facets.push({
        corners: [corner(ring, spoke), corner(ring + 1, spoke), corner(ring + 1, spoke + 1), corner(ring, spoke + 1)],
        height,
        light: Math.min(1, Math.max(0, light)),
        depth: u * sinA + v * cosA,
      });
    }
  facets.sort((a, b) => b.depth - a.depth);

  const local = (place: Point): Place => [(place[0] - centre[0]) / reach, (place[1] - centre[1]) / reach];
  const [pu, pv] = local(point);
  const density = gaussianDensity2D(point, mean, covariance);
  const highest = gaussianDensity2D(mean, mean, covariance);
  // The edges in front carry the names.
  const nearV = cosA >= 0 ? -1 : 1;
  const nearU = sinA >= 0 ? -1 : 1;
  return {
    facets,
    halfHeight: (upper + ground) / 2,
    ground: [project(-1, -1, 0), project(1, -1, 0), project(1, 1, 0), project(-1, 1, 0)],
    names: [
      { at: project(0, nearV * 1.14, 0), text: names[0] },
      { at: project(nearU * 1.14, 0, 0), text: names[1] },
    ],
    stem: {
      foot: project(pu, pv, 0),
      top: project(pu, pv, surface(pu, pv).height),
      inside: Math.abs(pu) <= 1 && Math.abs(pv) <= 1,
      label: `f(x) = ${formatNumber(density, 4)}`,
    },
    peak: { at: project(mu, mv, 1), label: `f(μ) = ${formatNumber(highest, 4)}` },
    summary: `Density as a surface over the plane, its peak ${formatNumber(highest, 4)} at the mean, ${formatNumber(density, 4)} at the point, seen from ${Math.round(camera.turn)}° about and ${Math.round(camera.tilt)}° above.`,
  };
}

/** The density on an even grid over the ground. */
export function solidTable({ mean, covariance, centre, reach, names }: SolidRequest): ChartTable {
  const rows: ChartTable['rows'] = [];
  for (let j = 0; j <= side; j++)
    for (let i = 0; i <= side; i++) {
      const place: Point = [centre[0] + ((2 * i) / side - 1) * reach, centre[1] + ((2 * j) / side - 1) * reach];
      rows.push([...place, gaussianDensity2D(place, mean, covariance)]);
    }
  return { columns: [...names, 'density'], rows };
}
