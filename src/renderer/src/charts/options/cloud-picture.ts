import type { AffineMap } from '../../../../shared/statistics/affine-map.ts';
import { distanceClasses, placePoints, type CloudPoints, type PlacedPoints } from '../../view-models/pair-cloud.ts';
import type { PairFrame } from '../../view-models/pair-coordinates.ts';
import type { PairView } from '../../view-models/pair-view.ts';
import { rasterPixels, type Shading } from '../../view-models/raster-pixels.ts';
import { groupColour, type ChartColours } from './chart-colours.ts';
import { distanceColours, leftOutRamp, pointColour, rasterRamp } from './pair-colours.ts';

/** How a class of points is painted. */
export interface PointStyle {
  colour: string;
  /** Groups differ by shape as well as by colour. */
  shape: 'circle' | 'triangle' | 'square' | 'diamond';
  /** Drawn hollow and larger: far rows. */
  ring: boolean;
  /** In pixels. */
  size: number;
  opacity: number;
}

export interface CloudPicture {
  /** Points of every group, with the style of each class. */
  points: readonly { placed: PlacedPoints; styles: readonly PointStyle[] }[];
  /** A counted grid's pixels, and its place in the unit square; null without one. */
  raster: { pixels: Uint8ClampedArray<ArrayBuffer>; columns: number; lines: number; place: PairFrame } | null;
}

const shapes = ['circle', 'triangle', 'square', 'diamond'] as const;

export interface CloudLook {
  colours: ChartColours;
  /** Index of each group's colour; null for a single group. */
  colourOf: (group: number) => number | null;
  shading: Shading;
  /** Colours by distance from a group's first fit, far beyond this D²; null for plain points. */
  distance: { cutoff: number | null } | null;
}

/** The rows of a view as they are painted: where, in which colour and shape. */
export function cloudPicture({ groups, leftOut, square, counted }: PairView, look: CloudLook): CloudPicture {
  const rasters = groups.flatMap(({ raster }, group) => (raster ? [{ raster, group }] : []));
  const points = groups.flatMap(({ points, fits, raster }, group) => {
    if (raster) return [];
    const placed = placePoints(points, square);
    const fit = fits.find(({ axes }) => (axes.variances[1] ?? 0) > 0);
    const classes =
      look.distance && fit
        ? distanceClasses(points, fit.mean, fit.covariance, look.distance.cutoff)
        : new Uint8Array(points.x.length);
    const byDistance = look.distance !== null && fit !== undefined;
    return [{ placed: { at: placed, classes }, styles: stylesOf(look, group, points.x.length, byDistance) }];
  });
  const grids = rasters.map(({ raster }) => raster);
  const ramps = rasters.map(({ group }) => rasterRamp(look.colours, look.colourOf(group)));
  if (leftOut?.raster) {
    grids.push(leftOut.raster);
    ramps.push(leftOutRamp(look.colours));
  }
  const [first] = grids;
  return {
    // What is left out lies below everything else.
    points: [...(leftOut && !leftOut.raster ? [leftOutPoints(leftOut.points, square, look.colours)] : []), ...points],
    raster:
      first && counted
        ? {
            pixels: rasterPixels(grids, ramps, look.shading),
            columns: first.columns,
            lines: first.lines,
            place: counted,
          }
        : null,
  };
}

/** Rows left out are grey and hollow: told from the others without their colour too. */
function leftOutPoints(points: CloudPoints, square: AffineMap, colours: ChartColours): CloudPicture['points'][number] {
  const count = points.x.length;
  const many = count > 4000;
  const style = { colour: colours.axis, shape: 'circle', ring: !many, size: many ? 2.5 : 5, opacity: 0.7 } as const;
  return { placed: { at: placePoints(points, square), classes: new Uint8Array(count) }, styles: [style] };
}

/** The more points, the smaller and fainter. */
function stylesOf({ colours, colourOf }: CloudLook, group: number, count: number, byDistance: boolean): PointStyle[] {
  const colour = colourOf(group);
  const size = count > 20_000 ? 2.5 : count > 4000 ? 3.5 : count > 800 ? 5 : 6.5;
  const opacity = count > 20_000 ? 0.3 : count > 4000 ? 0.42 : count > 800 ? 0.55 : 0.7;
  const shape = shapes[(colour ?? 0) % shapes.length] ?? 'circle';
  const plain = { shape, ring: false, size, opacity };
  if (!byDistance) return [{ ...plain, colour: colour === null ? pointColour(colours) : groupColour(colours, colour) }];
  const ramp = distanceColours(colours);
  return ramp.map((shade, step) =>
    step === ramp.length - 1
      ? { ...plain, colour: shade, ring: true, size: Math.max(7, size + 2), opacity: 1 }
      : { ...plain, colour: shade, opacity: Math.min(1, opacity + 0.25) },
  );
}
