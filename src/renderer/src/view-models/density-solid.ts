import type { Matrix2, Point } from '../../../shared/statistics/affine-map.ts';
import { gaussianDensity2D, squaredDistance2D } from '../../../shared/statistics/gaussian.ts';
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

/** Facets along each side. */
const side = 44;
/** Height of the peak in units of half the ground's side. */
const tall = 0.95;

export function densitySolid(request: SolidRequest): DensitySolid {
  const { mean, covariance, point, centre, reach, camera, names } = request;
  const azimuth = (camera.turn * Math.PI) / 180;
  const tilt = (camera.tilt * Math.PI) / 180;
  const [cosA, sinA, cosT, sinT] = [Math.cos(azimuth), Math.sin(azimuth), Math.cos(tilt), Math.sin(tilt)];
  /** Parallel projection: u, v are −1 to 1 on the ground, w the height relative to the peak. */
  const project = (u: number, v: number, w: number): Place => [
    0.7 * (u * cosA - v * sinA),
    0.7 * ((u * sinA + v * cosA) * sinT + tall * w * cosT) - 0.28 * cosT,
  ];
  const relative = (u: number, v: number): number =>
    Math.exp(-squaredDistance2D([centre[0] + u * reach, centre[1] + v * reach], mean, covariance) / 2);

  // Heights at the corners of the facets.
  const heights = new Float64Array((side + 1) ** 2);
  const at = (i: number): number => (2 * i) / side - 1;
  for (let j = 0; j <= side; j++) for (let i = 0; i <= side; i++) heights[j * (side + 1) + i] = relative(at(i), at(j));

  const facets: (SolidFacet & { depth: number })[] = [];
  for (let j = 0; j < side; j++)
    for (let i = 0; i < side; i++) {
      const [a, b, c, d] = [
        heights[j * (side + 1) + i]!,
        heights[j * (side + 1) + i + 1]!,
        heights[(j + 1) * (side + 1) + i + 1]!,
        heights[(j + 1) * (side + 1) + i]!,
      ];
      const [u0, u1, v0, v1] = [at(i), at(i + 1), at(j), at(j + 1)];
      // Normal of the facet from the slopes along its two sides; the lamp turns with the camera.
      const slopeU = ((b - a + c - d) / 2 / (u1 - u0)) * tall;
      const slopeV = ((d - a + c - b) / 2 / (v1 - v0)) * tall;
      const [lampX, lampY, lampZ] = [-0.5 * cosA - 0.3 * sinA, 0.5 * sinA - 0.3 * cosA, 0.8];
      const light = (lampZ - slopeU * lampX - slopeV * lampY) / Math.hypot(1, slopeU, slopeV) / 0.99;
      facets.push({
        corners: [project(u0, v0, a), project(u1, v0, b), project(u1, v1, c), project(u0, v1, d)],
        height: (a + b + c + d) / 4,
        light: Math.min(1, Math.max(0, light)),
        depth: ((u0 + u1) / 2) * sinA + ((v0 + v1) / 2) * cosA,
      });
    }
  facets.sort((a, b) => b.depth - a.depth);

  const local = (place: Point): Place => [(place[0] - centre[0]) / reach, (place[1] - centre[1]) / reach];
  const [pu, pv] = local(point);
  const [mu, mv] = local(mean);
  const density = gaussianDensity2D(point, mean, covariance);
  const highest = gaussianDensity2D(mean, mean, covariance);
  // The edges in front carry the names.
  const nearV = cosA >= 0 ? -1 : 1;
  const nearU = sinA >= 0 ? -1 : 1;
  return {
    facets,
    ground: [project(-1, -1, 0), project(1, -1, 0), project(1, 1, 0), project(-1, 1, 0)],
    names: [
      { at: project(0, nearV * 1.14, 0), text: names[0] },
      { at: project(nearU * 1.14, 0, 0), text: names[1] },
    ],
    stem: {
      foot: project(pu, pv, 0),
      top: project(pu, pv, relative(pu, pv)),
      inside: Math.abs(pu) <= 1 && Math.abs(pv) <= 1,
      label: `f(x) = ${formatNumber(density, 4)}`,
    },
    peak: { at: project(mu, mv, 1), label: `f(μ) = ${formatNumber(highest, 4)}` },
    summary: `Density as a surface over the plane, its peak ${formatNumber(highest, 4)} at the mean, ${formatNumber(density, 4)} at the point, seen from ${Math.round(camera.turn)}° about and ${Math.round(camera.tilt)}° above.`,
  };
}

/** The density on the corners of the surface's facets. */
export function solidTable({ mean, covariance, centre, reach, names }: SolidRequest): ChartTable {
  const rows: ChartTable['rows'] = [];
  for (let j = 0; j <= side; j++)
    for (let i = 0; i <= side; i++) {
      const place: Point = [centre[0] + ((2 * i) / side - 1) * reach, centre[1] + ((2 * j) / side - 1) * reach];
      rows.push([...place, gaussianDensity2D(place, mean, covariance)]);
    }
  return { columns: [...names, 'density'], rows };
}
