import type { Matrix2, Point } from '../../../shared/statistics/affine-map.ts';
import { gaussianDensity2D } from '../../../shared/statistics/gaussian.ts';
import type { ChartTable } from './chart-table.ts';
import { hillFacets, hillHeight, type SolidFacet } from './density-hill.ts';
import { formatNumber } from './number-format.ts';
import { seenFrom, solidProjection, type Place, type SolidCamera } from './solid-projection.ts';

export interface SolidRequest {
  mean: Point;
  covariance: Matrix2;
  point: Point;
  /** The square of the plane above which the surface stands: its middle and half of its side, in the columns' units. */
  centre: Point;
  reach: number;
  camera: SolidCamera;
  names: readonly [x: string, y: string];
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

/** Cells along each side of the table. */
const side = 44;

export function densitySolid(request: SolidRequest): DensitySolid {
  const { mean, covariance, point, centre, reach, camera, names } = request;
  const projection = solidProjection(camera);
  const { project, near } = projection;
  const local = (place: Point): Point => [(place[0] - centre[0]) / reach, (place[1] - centre[1]) / reach];
  const [[xx, xy], [, yy]] = covariance;
  const unit = reach * reach;
  const hill = {
    mean: local(mean),
    covariance: [
      [xx / unit, xy / unit],
      [xy / unit, yy / unit],
    ] as const,
    peak: 1,
  };
  const [pu, pv] = local(point);
  const density = gaussianDensity2D(point, mean, covariance);
  const highest = gaussianDensity2D(mean, mean, covariance);
  return {
    facets: hillFacets(hill, projection).sort((a, b) => b.depth - a.depth),
    halfHeight: projection.halfHeight,
    ground: projection.ground,
    names: [
      { at: project(0, near.v * 1.14, 0), text: names[0] },
      { at: project(near.u * 1.14, 0, 0), text: names[1] },
    ],
    stem: {
      foot: project(pu, pv, 0),
      top: project(pu, pv, hillHeight(hill, [pu, pv])),
      inside: Math.abs(pu) <= 1 && Math.abs(pv) <= 1,
      label: `f(x) = ${formatNumber(density, 4)}`,
    },
    peak: { at: project(...hill.mean, 1), label: `f(μ) = ${formatNumber(highest, 4)}` },
    summary: `Density as a surface over the plane, its peak ${formatNumber(highest, 4)} at the mean, ${formatNumber(density, 4)} at the point, ${seenFrom(camera)}.`,
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
