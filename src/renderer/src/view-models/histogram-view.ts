import type { Histogram } from '../../../shared/statistics/histogram.ts';
import { normalDensity } from '../../../shared/statistics/normal.ts';
import { linearAxis, type Axis } from './axis.ts';
import { normalCurve, type Curve, type NormalParameters } from './normal-curve.ts';
import { countOf, formatNumber } from './number-format.ts';
import { timeAxis } from './time-axis.ts';

/** Numbers in a column: the axis of a date column counts epoch milliseconds. */
export type ValueKind = 'number' | 'date';
export type VerticalAxis = 'count' | 'density';
export type Range = readonly [from: number, to: number];

export interface HistogramGroup {
  /** Null without a split. */
  name: string | null;
  histogram: Histogram;
  /** The model drawn over it; null where there is none. */
  model: NormalParameters | null;
  /** The fit, while another model is drawn in its place. */
  fitted?: NormalParameters | null;
  /** Some of the values, each a mark below the axis. */
  rug?: Float64Array;
}

export interface HistogramRequest {
  column: string;
  kind: ValueKind;
  groups: readonly HistogramGroup[];
  vertical: VerticalAxis;
  /** The part of the x axis to show; null for all of it. */
  window: Range | null;
  /** Axes count x in this many of the column's units. */
  unit: number;
  interval: Range | null;
  /** About how many ticks there is room for, across and upwards. */
  room: { x: number; y: number };
}

export interface HistogramView {
  x: Axis;
  y: Axis;
  groups: DrawnGroup[];
  interval: Range | null;
  /** What the chart shows, in one sentence for those who do not see it. */
  summary: string;
  /** The drawn density exceeds 1 somewhere, in the unit of the axis. */
  densityAboveOne: boolean;
}

export interface DrawnGroup {
  name: string | null;
  /** Shape (bins + 1,), in the column's units. */
  edges: Float64Array;
  /** Height of each bar on the y axis: a count, or a density per column unit; shape (bins,). */
  heights: Float64Array;
  counts: Float64Array;
  total: number;
  model: NormalParameters | null;
  /** The fit: the model itself, unless that was set by hand. */
  fitted: NormalParameters | null;
  curve: Curve | null;
  /** The fit, drawn thin beside a model set by hand. */
  reference: Curve | null;
  /** The part of the curve over the interval: the area below it is the model's probability. */
  area: Curve | null;
  rug: Float64Array | null;
  /** Height of a curve of density d on this axis is d times this: n · bin width on a count axis, 1 on a density axis. */
  scale: number;
}

/** A group's histogram as counts or densities, with its normal scaled to either: bars and curve enclose the same area. */
export function histogramView(request: HistogramRequest): HistogramView {
  const { column, kind, vertical, unit } = request;
  const perUnit = kind === 'date' ? millisecondsPerDay : unit;
  const x = horizontalAxis(request);
  const groups = request.groups.map((group) => drawGroup(group, request, x));
  const top = Math.max(...groups.map((group) => tallest(group, x)), Number.MIN_VALUE);
  const y =
    vertical === 'count'
      ? linearAxis({ min: 0, max: top, name: 'count', count: request.room.y, nice: true, longest: 9_999_999 })
      : linearAxis({
          min: 0,
          max: top,
          name: densityName(column, kind, unit),
          count: request.room.y,
          unit: 1 / perUnit,
          nice: true,
        });
  return {
    x,
    y,
    groups,
    interval: request.interval,
    summary: summarise(request),
    densityAboveOne: vertical === 'density' && kind === 'number' && (top / headroom) * unit > 1,
  };
}

/** The y axis reaches this much higher than what is drawn. */
const headroom = 1.04;
const millisecondsPerDay = 86_400_000;

function horizontalAxis({ column, kind, groups, window, unit, room }: HistogramRequest): Axis {
  const [min, max] =
    window ??
    fullRange(groups.map(({ histogram, model, fitted }) => ({ edges: histogram.edges, fitted: fitted ?? model })));
  if (kind === 'date') return timeAxis({ min, max, name: `${column} (UTC)`, count: room.x });
  const name = unit === 1 ? column : `${column} (in units of ${formatNumber(unit)})`;
  return linearAxis({ min, max, name, count: room.x, unit });
}

/**
 * All bins and, of the fitted normals, μ ± 3σ as far as that widens the axis by no more than a quarter at either end: a bell
 * is only known as one when its sides are seen.
 */
export function fullRange(groups: readonly { edges: Float64Array; fitted: NormalParameters | null }[]): Range {
  const from = Math.min(...groups.map(({ edges }) => edges[0] ?? 0));
  const to = Math.max(...groups.map(({ edges }) => edges.at(-1) ?? 1));
  const margin = (to - from) * 0.03 || 0.5;
  const widest = (to - from) * 0.25;
  const sides = groups.flatMap(({ fitted }) =>
    fitted ? [fitted.mean - 3 * fitted.sd, fitted.mean + 3 * fitted.sd] : [],
  );
  return [
    Math.max(Math.min(from - margin, ...sides), from - Math.max(margin, widest)),
    Math.min(Math.max(to + margin, ...sides), to + Math.max(margin, widest)),
  ];
}

function densityName(column: string, kind: ValueKind, unit: number): string {
  if (kind === 'date') return 'density (per day)';
  return unit === 1 ? `density (per unit of ${column})` : `density (per ${formatNumber(unit)} of ${column})`;
}

function drawGroup(group: HistogramGroup, request: HistogramRequest, x: Axis): DrawnGroup {
  const { histogram, model, fitted = null } = group;
  const { edges, counts, total, width } = histogram;
  const onCounts = request.vertical === 'count';
  const scale = onCounts ? total * width : 1;
  const heights = onCounts ? counts : counts.map((count) => count / (total * width));
  const over = (parameters: NormalParameters | null, from = x.min, to = x.max): Curve | null =>
    parameters && parameters.sd > 0 && to > from ? normalCurve(parameters, from, to, scale) : null;
  const { interval } = request;
  return {
    name: group.name,
    edges,
    heights,
    counts,
    total,
    model,
    fitted: fitted ?? model,
    curve: over(model),
    reference: over(fitted),
    area: interval && over(model, Math.max(x.min, interval[0]), Math.min(x.max, interval[1])),
    rug: group.rug ?? null,
    scale,
  };
}

/** Of bars and fit; a model set by hand may grow to half as much again before it is cut, so that the axis keeps still while it is dragged. */
function tallest(group: DrawnGroup, x: Axis): number {
  let bars = 0;
  for (let bin = 0; bin < group.heights.length; bin++) {
    const visible = (group.edges[bin + 1] ?? 0) > x.min && (group.edges[bin] ?? 0) < x.max;
    if (visible) bars = Math.max(bars, group.heights[bin] ?? 0);
  }
  const still = Math.max(bars, highest(group.reference ?? group.curve));
  const whole = group.reference ? Math.min(highest(group.curve), 1.5 * still) : 0;
  return headroom * Math.max(still, whole);
}

function highest(curve: Curve | null): number {
  return curve ? curve.y.reduce((most, height) => Math.max(most, height), 0) : 0;
}

/** The height of a group's curve above x, on the view's y axis. */
export function curveHeight(group: Pick<DrawnGroup, 'model' | 'scale'>, x: number): number {
  return group.model ? group.scale * normalDensity(x, group.model.mean, group.model.sd) : 0;
}

function summarise({ column, groups }: HistogramRequest): string {
  const total = groups.reduce((sum, { histogram }) => sum + histogram.total, 0);
  const bins = groups[0]?.histogram.counts.length ?? 0;
  const split = groups.length > 1 ? ` in ${groups.length} groups` : '';
  const model = groups.length === 1 ? groups[0]?.model : null;
  const curve = model
    ? `, with a normal of mean ${formatNumber(model.mean)} and standard deviation ${formatNumber(model.sd)}`
    : '';
  return `Histogram of ${column}: ${countOf(total, 'value')}${split} in ${countOf(bins, 'bin')}${curve}.`;
}
