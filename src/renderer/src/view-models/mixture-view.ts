import type { IdentifiedMixture } from '../../../shared/statistics/component-identity.ts';
import { confidenceEllipse, ellipsePoints } from '../../../shared/statistics/confidence-ellipse.ts';
import { FitError } from '../../../shared/statistics/fit-error.ts';
import type { Histogram } from '../../../shared/statistics/histogram.ts';
import { marginalMixture, mixtureDensity, toResponsibilities } from '../../../shared/statistics/mixture-density.ts';
import { normalDensity } from '../../../shared/statistics/normal.ts';
import { linearAxis, type Axis } from './axis.ts';
import { contourLines, type ContourLine } from './contour-lines.ts';
import type { ValueKind } from './histogram-view.ts';
import { ghostBands, ghostEllipses, type GhostBand, type GhostEllipses, type MixtureGhosts } from './mixture-ghosts.ts';
import type { Curve } from './normal-curve.ts';
import { countOf, formatNumber, formatShare } from './number-format.ts';
import { timeAxis } from './time-axis.ts';

export type Range = readonly [from: number, to: number];

/** One component as it is drawn. */
export interface DrawnComponent {
  /** Number that follows it from fit to fit: its colour and dash. */
  id: number;
  name: string;
  weight: number;
  /** Stands back: another component is shown alone. */
  faint: boolean;
  selected: boolean;
  locked: boolean;
}

export interface MixturePlaneRequest {
  columns: readonly [x: string, y: string];
  kinds: readonly [ValueKind, ValueKind];
  frame: { x: Range; y: Range };
  /** Null where there is no mixture yet. */
  shown: IdentifiedMixture | null;
  /** Places of the two columns among the mixture's. */
  axes: readonly [x: number, y: number];
  level: number;
  contours: boolean;
  /** Refits drawn behind; none for none. */
  ghosts?: MixtureGhosts | null;
  rows: number;
  nameOf: (id: number) => string;
  isolated: number | null;
  selected: number | null;
  locked: readonly number[];
  room: { x: number; y: number };
}

export interface DrawnEllipse extends DrawnComponent {
  line: [number, number][];
  mean: [number, number];
  label: string;
}

/** A mixture over the plane of two columns, ready to draw. */
export interface MixturePlane {
  x: Axis;
  y: Axis;
  ellipses: DrawnEllipse[];
  /** Of refits to rows drawn again, behind everything but the rows. */
  ghosts: GhostEllipses[];
  /** Lines of equal density of the weighted sum, lowest first. */
  contours: ContourLine[][];
  /** What the chart shows, in one sentence. */
  summary: string;
}

const contourGrid = { columns: 121, lines: 91 };
/** Heights of the contours as shares of the highest density in the frame. */
const contourShares = [0.02, 0.06, 0.15, 0.3, 0.5, 0.7, 0.9];

export function mixturePlane(request: MixturePlaneRequest): MixturePlane {
  const { columns, kinds, frame, shown, axes, level, room, rows, contours } = request;
  const axis = (place: 0 | 1): Axis => {
    const [min, max] = place === 0 ? frame.x : frame.y;
    const given = { min, max, name: columns[place], count: place === 0 ? room.x : room.y };
    return kinds[place] === 'date' ? timeAxis({ ...given, name: `${columns[place]} (UTC)` }) : linearAxis(given);
  };
  const plane = shown && marginalMixture(shown.mixture, axes);
  const components = drawnComponents(request);
  const ellipses = components.flatMap((component, k): DrawnEllipse[] => {
    const [x, y] = plane!.means[k]!;
    const line = ellipseOf([x!, y!], plane!.covariances[k]!, level);
    return line ? [{ ...component, line, mean: [x!, y!], label: labelOf(component) }] : [];
  });
  return {
    x: axis(0),
    y: axis(1),
    ellipses,
    ghosts: request.ghosts ? ghostEllipses(request.ghosts, axes, level) : [],
    contours: contours && plane ? densityContours(plane, frame) : [],
    summary: summarise(columns.join(' and '), rows, components, request.ghosts ?? null),
  };
}

const labelOf = ({ name, weight }: DrawnComponent): string => `${name} · ${formatShare(Number(weight.toPrecision(3)))}`;

function ellipseOf(mean: [number, number], covariance: readonly (readonly number[])[], level: number) {
  const [[xx, xy], [yx, yy]] = covariance as [[number, number], [number, number]];
  try {
    const ellipse = confidenceEllipse(
      mean,
      [
        [xx, xy],
        [yx, yy],
      ],
      level,
    );
    return ellipsePoints(ellipse, 96).map(([x, y]): [number, number] => [x, y]);
  } catch (thrown) {
    if (thrown instanceof FitError) return null; // no extent: nothing to draw
    throw thrown;
  }
}

function densityContours(plane: IdentifiedMixture['mixture'], frame: MixturePlaneRequest['frame']): ContourLine[][] {
  let density;
  try {
    density = mixtureDensity(plane);
  } catch (thrown) {
    if (thrown instanceof FitError) return [];
    throw thrown;
  }
  const { columns, lines } = contourGrid;
  const heights = new Float64Array(columns * lines);
  const terms = new Float64Array(density.parts);
  let most = 0;
  for (let j = 0; j < lines; j++)
    for (let i = 0; i < columns; i++) {
      const x = frame.x[0] + (i / (columns - 1)) * (frame.x[1] - frame.x[0]);
      const y = frame.y[0] + (j / (lines - 1)) * (frame.y[1] - frame.y[0]);
      const height = Math.exp(toResponsibilities(density.logTerms([x, y], terms)));
      heights[j * columns + i] = height;
      if (height > most) most = height;
    }
  return contourShares.map((share) => contourLines(heights, columns, lines, frame, share * most));
}

interface Naming {
  shown: IdentifiedMixture | null;
  nameOf: (id: number) => string;
  isolated: number | null;
  selected: number | null;
  locked: readonly number[];
}

function drawnComponents({ shown, nameOf, isolated, selected, locked }: Naming): DrawnComponent[] {
  return (shown?.ids ?? []).map((id, k) => ({
    id,
    name: nameOf(id),
    weight: shown!.mixture.weights[k]!,
    faint: isolated !== null && isolated !== id,
    selected: selected === id,
    locked: locked.includes(id),
  }));
}

export interface MixtureLineRequest extends Naming {
  column: string;
  kind: ValueKind;
  histogram: Histogram;
  window: Range | null;
  /** Refits drawn behind; none for none. */
  ghosts?: MixtureGhosts | null;
  room: { x: number; y: number };
}

export interface DrawnCurve extends DrawnComponent {
  curve: Curve;
  mean: number;
  sd: number;
  /** Height of the weighted density at its mean. */
  top: number;
  /** Name and weight; empty for a curve that a legend names. */
  label: string;
}

/** A mixture over one column: histogram, the components' weighted densities, and their sum. */
export interface MixtureLine {
  x: Axis;
  y: Axis;
  edges: Float64Array;
  /** Density per unit of the column, shape (bins,). */
  heights: Float64Array;
  counts: Float64Array;
  curves: DrawnCurve[];
  /** Of refits to rows drawn again, behind the curves. */
  bands: GhostBand[];
  sum: Curve | null;
  summary: string;
}

export function mixtureLine(request: MixtureLineRequest): MixtureLine {
  const { column, kind, histogram, window, shown, room } = request;
  const { edges, counts, total, width } = histogram;
  const margin = ((edges.at(-1) ?? 1) - (edges[0] ?? 0)) * 0.03 || 0.5;
  const [min, max] = window ?? [(edges[0] ?? 0) - margin, (edges.at(-1) ?? 1) + margin];
  const x =
    kind === 'date'
      ? timeAxis({ min, max, name: `${column} (UTC)`, count: room.x })
      : linearAxis({ min, max, name: column, count: room.x });
  const heights = counts.map((count) => count / (total * width));
  const components = drawnComponents(request);
  const normals = components.map((component, k) => ({
    ...component,
    mean: shown!.mixture.means[k]![0]!,
    sd: Math.sqrt(shown!.mixture.covariances[k]![0]![0]!),
  }));
  // Narrow components need points of their own, or their tops would be cut.
  const at = [...evenly(min, max, 301), ...normals.flatMap(({ mean, sd }) => evenly(mean - 4 * sd, mean + 4 * sd, 81))];
  const positions = Float64Array.from(new Set(at.filter((value) => value >= min && value <= max))).sort();
  const weighted = ({ mean, sd, weight }: (typeof normals)[number]) =>
    positions.map((value) => weight * normalDensity(value, mean, sd));
  const curves = normals.map((normal): DrawnCurve => {
    const { mean, sd, weight } = normal;
    const top = weight * normalDensity(mean, mean, sd);
    return { ...normal, curve: { x: positions, y: weighted(normal) }, top, label: labelOf(normal) };
  });
  const sum = positions.map((_, i) => curves.reduce((height, { curve }) => height + curve.y[i]!, 0));
  const bands = request.ghosts ? ghostBands(request.ghosts, [min, max]) : [];
  const most = Math.max(
    Number.MIN_VALUE,
    heights.reduce((a, b) => Math.max(a, b), 0),
  );
  // A component much narrower than the bins may rise beyond the bars, but not so far that they vanish.
  const top = Math.min(
    2.5 * most,
    Math.max(
      most,
      sum.reduce((a, b) => Math.max(a, b), 0),
      ...bands.map(({ upper }) => upper.y.reduce((a, b) => Math.max(a, b), 0)),
    ),
  );
  const perUnit = kind === 'date' ? 1 / 86_400_000 : 1;
  return {
    x,
    y: linearAxis({
      min: 0,
      max: 1.04 * top,
      name: kind === 'date' ? 'density (per day)' : `density (per unit of ${column})`,
      count: room.y,
      unit: perUnit,
      nice: true,
    }),
    edges,
    heights,
    counts,
    curves,
    bands,
    sum: curves.length > 0 ? { x: positions, y: sum } : null,
    summary: summarise(column, total, components, request.ghosts ?? null),
  };
}

function evenly(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));
}

function summarise(
  what: string,
  rows: number,
  components: readonly DrawnComponent[],
  ghosts: MixtureGhosts | null,
): string {
  const parts = components.map(({ name, weight }) => `${name} with ${formatNumber(100 * weight, 3)} %`).join(', ');
  const model = parts ? `; a mixture of ${countOf(components.length, 'component')}: ${parts}` : '';
  const behind = ghosts ? `; faint behind it ${countOf(ghosts.mixtures.length, 'refit')} to rows drawn again` : '';
  return `${countOf(rows, 'row')} of ${what}${model}${behind}.`;
}

/**
 * A frame about all points, widened by at most a fifth on each side to show the ellipses of a mixture whole.
 * @param axes  places of the two columns among the mixture's
 */
export function frameOfPoints(
  x: Float64Array,
  y: Float64Array,
  mixture: IdentifiedMixture['mixture'] | null,
  axes: readonly [number, number],
  level: number,
): { x: Range; y: Range } {
  const reach = Math.sqrt(-2 * Math.log1p(-level)) * 1.04;
  const along = (values: Float64Array, column: number): Range => {
    const [from, to] = padded(values);
    const most = 0.2 * (to - from);
    let [low, high] = [from, to];
    mixture?.means.forEach((mean, k) => {
      const half = reach * Math.sqrt(mixture.covariances[k]![column]![column]!);
      low = Math.min(low, mean[column]! - half);
      high = Math.max(high, mean[column]! + half);
    });
    return [Math.max(low, from - most), Math.min(high, to + most)];
  };
  return { x: along(x, axes[0]), y: along(y, axes[1]) };
}

function padded(values: Float64Array): Range {
  let from = Infinity;
  let to = -Infinity;
  for (const value of values) {
    if (value < from) from = value;
    if (value > to) to = value;
  }
  if (!(to >= from)) return [0, 1];
  const margin = (to - from) * 0.06 || Math.abs(from) * 0.05 || 0.5;
  return [from - margin, to + margin];
}
