import {
  mapGaussian,
  mapPoint,
  type AffineMap,
  type Matrix2,
  type Point,
} from '../../../shared/statistics/affine-map.ts';
import { sigmasOfCoverage } from '../../../shared/statistics/coverage.ts';
import type { EllipseKind } from '../../../shared/statistics/ellipse-kind.ts';
import type { GaussianFit } from '../../../shared/statistics/gaussian-fit.ts';
import type { Histogram } from '../../../shared/statistics/histogram.ts';
import { linearAxis, type Axis } from './axis.ts';
import { ellipseLine, levelName, levelRadius, shareOf, shortLevelName, type EllipseLevel } from './ellipse-level.ts';
import type { DrawnRows } from './left-out-rows.ts';
import type { ValueKind } from './histogram-view.ts';
import { normalCurve, type Curve } from './normal-curve.ts';
import { countOf, formatCount, formatNumber } from './number-format.ts';
import { axisNames, toUnitSquare, type PairCoordinates, type PairFrame } from './pair-coordinates.ts';
import type { CloudPoints } from './pair-cloud.ts';
import type { CountedCells } from './raster-pixels.ts';
import { timeAxis } from './time-axis.ts';

/** A fitted Gaussian of two columns, drawn as ellipses. */
export interface PairFit {
  estimator: GaussianFit['estimator'];
  n: number;
  mean: Point;
  covariance: Matrix2;
  axes: GaussianFit['axes'];
  /** Rows inside each ellipse, in the order of the levels; null until they are counted. */
  inside: readonly number[] | null;
}

export interface PairGroup {
  /** Null without a split. */
  name: string | null;
  n: number;
  points: CloudPoints;
  raster: CountedCells | null;
  fits: readonly PairFit[];
  marginals: { x: Histogram; y: Histogram } | null;
}

export interface PairRequest {
  columns: readonly [string, string];
  kinds: readonly [ValueKind, ValueKind];
  coordinates: PairCoordinates;
  /** From the columns' units to the coordinates shown. */
  map: AffineMap;
  /** What the picture shows, in those coordinates. */
  frame: PairFrame;
  /** What a raster's cells divide, in those coordinates. */
  counted: PairFrame | null;
  groups: readonly PairGroup[];
  /** Rows that regions or a person left out; null for none. */
  leftOut: DrawnRows | null;
  levels: readonly EllipseLevel[];
  kind: EllipseKind;
  /** Arrows along the axes of each covariance, √λ long. */
  showAxes: boolean;
  /** Index of the group whose ellipses have their counts written on them; −1 for none. */
  labelled: number;
  /** Corners of the region being selected, and of those that filters keep or leave out; in the columns' units. */
  regions: readonly { points: readonly Point[]; state: 'selecting' | 'kept' | 'left-out' }[];
  /** Strips for marginal histograms are kept free, even while there are none to draw. */
  strips: boolean;
  /** About how many ticks there is room for, across and upwards; null while the picture moves, which has none. */
  room: { x: number; y: number } | null;
}

export interface DrawnEllipse {
  group: number;
  estimator: GaussianFit['estimator'];
  /** Place among the levels; the first is the innermost. */
  level: number;
  /** In the coordinates shown, closed. */
  line: [number, number][];
  /** What the ellipse holds, longest first, to be written where there is room; null for nothing. */
  label: readonly string[] | null;
}

/** An axis of a covariance: from the mean, √λ long. */
export interface DrawnAxis {
  group: number;
  estimator: GaussianFit['estimator'];
  from: [number, number];
  to: [number, number];
  label: string;
}

export interface DrawnMarginal {
  group: number;
  edges: Float64Array;
  /** Density per unit of the axis, shape (bins,); the areas of all groups together are 1. */
  heights: Float64Array;
  /** The marginal normal of the group's first fit; null without one. */
  curve: Curve | null;
  /** Of that fit. */
  estimator: GaussianFit['estimator'];
}

export interface PairView {
  x: Axis;
  y: Axis;
  /** From the columns' units to the unit square of the picture. */
  square: AffineMap;
  groups: readonly PairGroup[];
  leftOut: DrawnRows | null;
  /** The raster's cells as a part of the unit square. */
  counted: PairFrame | null;
  ellipses: DrawnEllipse[];
  axes: DrawnAxis[];
  strips: boolean;
  marginals: { x: DrawnMarginal[]; y: DrawnMarginal[]; mostX: number; mostY: number } | null;
  regions: { line: [number, number][]; state: PairRequest['regions'][number]['state'] }[];
  /** What the chart shows, in one sentence for those who do not see it. */
  summary: string;
}

/** A pair of columns ready to draw: two axes, ellipses and axes of the fits in the coordinates shown, marginals. */
export function pairView(request: PairRequest): PairView {
  const { map, frame, counted, groups } = request;
  const [x, y] = axesOf(request);
  return {
    x,
    y,
    square: toUnitSquare(map, frame),
    groups,
    leftOut: request.leftOut,
    counted: counted && { x: partOf(counted.x, frame.x), y: partOf(counted.y, frame.y) },
    ellipses: groups.flatMap((group, index) => ellipsesOf(group, index, request)),
    // Of several groups only the chosen one's: arrows and labels of all would hide the rows.
    axes: request.showAxes
      ? groups.flatMap((group, index) =>
          groups.length === 1 || index === request.labelled ? principalAxes(group, index, request) : [],
        )
      : [],
    strips: request.strips,
    marginals: marginalsOf(request),
    regions: request.regions.map(({ points, state }) => ({
      line: [...points, ...points.slice(0, 1)].map((point) => mapPoint(map, point)),
      state,
    })),
    summary: summarise(request),
  };
}

function partOf([from, to]: PairFrame['x'], whole: PairFrame['x']): [number, number] {
  const length = whole[1] - whole[0];
  return [(from - whole[0]) / length, (to - whole[0]) / length];
}

/** Axes of the coordinates shown; without ticks and names while the picture moves. */
export function axesOf({
  columns,
  kinds,
  coordinates,
  frame,
  room,
}: Pick<PairRequest, 'columns' | 'kinds' | 'coordinates' | 'frame' | 'room'>): [Axis, Axis] {
  if (room === null) return [stillAxis(frame.x), stillAxis(frame.y)];
  const names = axisNames(coordinates, columns);
  const axis = (ends: PairFrame['x'], place: 0 | 1): Axis => {
    const [min, max] = ends;
    const request = { min, max, name: names[place], count: place === 0 ? room.x : room.y };
    return coordinates === 'original' && kinds[place] === 'date'
      ? timeAxis({ ...request, name: `${names[place]} (UTC)` })
      : linearAxis(request);
  };
  return [axis(frame.x, 0), axis(frame.y, 1)];
}

const stillAxis = ([min, max]: PairFrame['x']): Axis => ({ min, max, origin: 0, divisor: 1, ticks: [], name: '' });

function ellipsesOf(group: PairGroup, index: number, request: PairRequest): DrawnEllipse[] {
  const { levels, kind, map, labelled, room } = request;
  return group.fits.flatMap((fit, which) =>
    levels.flatMap((level, place): DrawnEllipse[] => {
      const flat = isFlat(fit);
      const squared = flat ? segmentRadius(level, kind) : levelRadius(level, kind, fit.n);
      if (squared === null) return [];
      const line = ellipseLine(fit.mean, fit.covariance, fit.axes, squared).map((point) => mapPoint(map, point));
      const inside = fit.inside?.[place] ?? null;
      const texts = flat ? [`${levelName(level)} of the line`] : ellipseTexts(level, kind, fit.n, inside);
      // Of two fits only the first one's: the same words on neighbouring ellipses would have to be told apart.
      const label = room && index === labelled && which === 0 ? texts : null;
      return [{ group: index, estimator: fit.estimator, level: place, line, label }];
    }),
  );
}

/** True where the rows lie on a line or on one point: no ellipse goes around them. */
const isFlat = ({ axes }: PairFit): boolean => !((axes.variances[1] ?? 0) > 0);

/** Of the segment of a line that holds a share: one dimension has radii of its own. */
const segmentRadius = (level: EllipseLevel, kind: EllipseKind): number | null =>
  kind === 'coverage' ? (level.by === 'sigma' ? level.value : sigmasOfCoverage(level.value, 1)) ** 2 : null;

/** `95 %: 269 inside, 258.4 expected`, as the ellipse says it of itself. */
export function ellipseLabel(level: EllipseLevel, kind: EllipseKind, n: number, inside: number | null): string {
  const name = levelName(level);
  if (kind === 'mean') return `${name} for the mean`;
  const seen = inside === null ? '' : `, inside ${formatCount(inside)}`;
  const expected = `expected ${formatNumber(n * shareOf(level), 4)}`;
  return kind === 'prediction' ? `${name} of next rows${seen}` : `${name} → ${expected}${seen}`;
}

/** The same in fewer words, for a plot that has little room. */
function ellipseTexts(level: EllipseLevel, kind: EllipseKind, n: number, inside: number | null): string[] {
  const full = ellipseLabel(level, kind, n, inside);
  const name = shortLevelName(level);
  return kind === 'coverage' && inside !== null
    ? [full, `${name}: inside ${formatCount(inside)}`, name]
    : [full, name, name];
}

function principalAxes({ fits }: PairGroup, index: number, { map, coordinates }: PairRequest): DrawnAxis[] {
  // Of two fits only the first one's: four arrows with labels hide more than they show.
  return fits.slice(0, 1).flatMap(({ estimator, mean, axes }) =>
    axes.variances.flatMap((variance, axis): DrawnAxis[] => {
      const [a = 0, b = 0] = axes.directions[axis] ?? [];
      const length = Math.sqrt(variance);
      if (!(length > 0)) return [];
      const name = `√λ${axis === 0 ? '₁' : '₂'} = ${formatNumber(length, 4)}`;
      return [
        {
          group: index,
          estimator,
          from: mapPoint(map, mean),
          to: mapPoint(map, [mean[0] + a * length, mean[1] + b * length]),
          label: coordinates === 'whitened' ? `${name} → 1` : name,
        },
      ];
    }),
  );
}

function marginalsOf({ groups, map, frame }: PairRequest): PairView['marginals'] {
  if (!groups.some(({ marginals }) => marginals)) return null;
  const rows = groups.reduce((sum, { n }) => sum + n, 0);
  const along = (axis: 'x' | 'y'): DrawnMarginal[] =>
    groups.flatMap(({ marginals, fits, n }, group): DrawnMarginal[] => {
      const histogram = marginals?.[axis];
      if (!histogram || histogram.total === 0) return [];
      const { edges, counts, total, width } = histogram;
      const fit = fits[0];
      const place = axis === 'x' ? 0 : 1;
      const mapped = fit && mapGaussian(map, fit.mean, fit.covariance);
      const sd = mapped ? Math.sqrt(mapped.covariance[place][place]) : 0;
      const [from, to] = frame[axis];
      const curve = mapped && sd > 0 ? normalCurve({ mean: mapped.mean[place], sd }, from, to, n / rows) : null;
      const shares = counts.map((count) => ((n / rows) * count) / (total * width));
      return [{ group, edges, heights: shares, curve, estimator: fit?.estimator ?? 'classical' }];
    });
  const [x, y] = [along('x'), along('y')];
  return { x, y, mostX: highest(x), mostY: highest(y) };
}

function highest(marginals: readonly DrawnMarginal[]): number {
  let most = Number.MIN_VALUE;
  for (const { heights, curve } of marginals) {
    for (const height of heights) if (height > most) most = height;
    for (const height of curve?.y ?? []) if (height > most) most = height;
  }
  return 1.06 * most;
}

function summarise({ columns, groups, levels, kind, coordinates }: PairRequest): string {
  const rows = groups.reduce((sum, { n }) => sum + n, 0);
  const split = groups.length > 1 ? ` in ${groups.length} groups` : '';
  const how = groups.some(({ raster }) => raster) ? 'Counts in cells' : 'Scatter chart';
  const where = coordinates === 'original' ? '' : `, in ${coordinates} coordinates`;
  const fit = groups.length === 1 ? groups[0]?.fits[0] : undefined;
  const model = fit
    ? `, with a Gaussian of mean (${fit.mean.map((value) => formatNumber(value, 5)).join(', ')})` +
      levels.map((level, i) => `; ${ellipseLabel(level, kind, fit.n, fit.inside?.[i] ?? null)}`).join('')
    : '';
  return `${how} of ${columns[1]} against ${columns[0]}: ${countOf(rows, 'row')}${split}${where}${model}.`;
}
