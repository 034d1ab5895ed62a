import type { NormalLimit } from '../../../shared/statistics/sampling-limit.ts';
import type { SamplingStatistic } from '../../../shared/statistics/sampling-statistic.ts';
import { univariateDensity } from '../../../shared/statistics/univariate-density.ts';
import type { UnivariateDistribution } from '../../../shared/statistics/univariate-distribution.ts';
import type { PopulationMoments } from '../../../shared/statistics/univariate-moments.ts';
import { linearAxis, type Axis } from './axis.ts';
import { normalCurve, type Curve } from './normal-curve.ts';
import { countOf, formatCount, formatNumber, formatShare } from './number-format.ts';
import { isPlace, statisticText } from './statistic-text.ts';

/** The population, as the engine describes it. */
export interface PopulationShape {
  moments: PopulationMoments;
  edges: Float64Array;
  /** Null for a distribution. */
  counts: Float64Array | null;
  outside: number;
  discrete: boolean;
}

export interface SamplingViewRequest {
  /** Name of the column or distribution. */
  name: string;
  /** Of its values. */
  axisName: string;
  /** Null for a column. */
  distribution: UnivariateDistribution | null;
  population: PopulationShape;
  size: number;
  statistic: SamplingStatistic;
  repeats: number;
  /** Where statistics are counted. */
  run: { edges: Float64Array; discrete: boolean };
  /** The first `at` samples, and the last of them. */
  frame: {
    at: number;
    sample: { values: Float64Array; counts: Float64Array; outside: number; statistic: number };
    counts: Float64Array;
    outside: number;
  };
  /** The normal that is laid over; null for none. */
  limit: NormalLimit | null;
  /** The statistics have the population's axis. */
  shared: boolean;
  room: { x: number; y: number };
}

/** A vertical line through a panel, and what is written beside it. */
export interface PanelLine {
  at: number;
  label: string;
  role: 'mean' | 'statistic';
}

export interface SamplingPanel {
  id: 'population' | 'sample' | 'statistics';
  title: string;
  /** What stands outside the axis, and other things to know. */
  note: string;
  x: Axis;
  y: Axis;
  /** Shape (bins + 1,) and (bins,): bars with these heights on the y axis; no bars for a density given by formula. */
  edges: Float64Array;
  heights: Float64Array;
  /** Values per bin; null where heights are closed forms. */
  counts: Float64Array | null;
  /** Bars stand apart: their heights are probabilities of single values. Else they touch, and areas are shares. */
  discrete: boolean;
  /** A density given by formula, filled; or a line over the bars. */
  area: Curve | null;
  curve: { points: Curve; kind: 'normal' | 'exact' } | null;
  marks: Float64Array | null;
  lines: PanelLine[];
}

/** Population, one sample and all statistics, one above the other. */
export interface SamplingView {
  panels: [population: SamplingPanel, sample: SamplingPanel, statistics: SamplingPanel];
  /** Both, for those who do not see the chart. */
  summary: string;
}

/** Marks of single values below the bars: more would run together. */
const mostMarks = 300;

/** @see SamplingViewRequest */
export function samplingView(request: SamplingViewRequest): SamplingView {
  const { population, name, axisName, room, size, statistic, frame, limit } = request;
  const populationX = axisOver(population.edges, axisName, ticksFor(population, room.x));
  const ownAxis = !request.shared || !isPlace(statistic);
  const label =
    size === 1
      ? `${statisticText(statistic)} of one value`
      : `${statisticText(statistic)} of ${formatCount(size)} values`;
  const statisticsX = ownAxis ? axisOver(request.run.edges, label, room.x, limit) : { ...populationX, name: label };
  const all = frame.at === request.repeats;
  const summary =
    `${countOf(frame.at, 'sample')} of ${countOf(size, 'value')} from ${name}: ${statisticText(statistic, true)}` +
    (limit
      ? ` beside a normal of mean ${formatNumber(limit.mean)} and standard deviation ${formatNumber(limit.sd)}`
      : '') +
    (all ? '.' : `, the first of ${formatCount(request.repeats)}.`);
  return {
    panels: [
      populationPanel(request, populationX),
      samplePanel(request, populationX),
      statisticsPanel(request, statisticsX),
    ],
    summary,
  };
}

function populationPanel({ name, population, distribution, room }: SamplingViewRequest, x: Axis): SamplingPanel {
  const { edges, counts, discrete, moments, outside } = population;
  const density = distribution && univariateDensity(distribution);
  const heights = counts
    ? heightsOf(edges, counts, sumOf(counts) + outside, discrete)
    : discrete && density
      ? Float64Array.from(middlesOf(edges), (value) => density(Math.round(value)))
      : new Float64Array(0);
  const area = density && !discrete ? densityCurve(density, x, jumpsOf(distribution)) : null;
  const top = Math.max(highest(heights), area ? highestShown(area) : 0);
  const total = counts ? sumOf(counts) + outside : 0;
  return {
    id: 'population',
    title: counts ? `Population: ${countOf(total, 'value')} of ${name}` : `Population: ${name}`,
    note: '',
    x,
    y: verticalAxis(top, discrete, room.y),
    edges,
    heights,
    counts,
    discrete,
    area,
    curve: null,
    marks: null,
    lines:
      moments.mean === null ? [] : [{ at: moments.mean, label: `μ = ${formatNumber(moments.mean, 5)}`, role: 'mean' }],
  };
}

function samplePanel({ population, frame, size, statistic, room }: SamplingViewRequest, x: Axis): SamplingPanel {
  const { edges, discrete } = population;
  const { values, counts, outside, statistic: value } = frame.sample;
  const heights = heightsOf(edges, counts, size, discrete);
  const text = `${statisticText(statistic)} = ${formatNumber(value, 5)}`;
  return {
    id: 'sample',
    title: `Sample ${formatCount(frame.at)}: ${countOf(size, 'value')}${isPlace(statistic) ? '' : `, ${text}`}`,
    note: outside > 0 ? `${countOf(outside, 'value')} outside` : '',
    x,
    y: verticalAxis(highest(heights), discrete, room.y),
    edges,
    heights,
    counts,
    discrete,
    area: null,
    curve: null,
    marks: values.length <= mostMarks ? values : null,
    lines: isPlace(statistic) ? [{ at: value, label: text, role: 'statistic' }] : [],
  };
}

function statisticsPanel(request: SamplingViewRequest, x: Axis): SamplingPanel {
  const { frame, run, statistic, limit, room } = request;
  const { edges, discrete } = run;
  const heights = heightsOf(edges, frame.counts, frame.at, discrete);
  const perBin = discrete ? (edges[1] ?? 1) - (edges[0] ?? 0) : 1;
  const exact = exactDensity(request);
  const curve = limit
    ? { points: normalCurve(limit, x.min, x.max, perBin), kind: 'normal' as const }
    : exact
      ? { points: densityCurve(exact, x), kind: 'exact' as const }
      : null;
  // A few statistics make high bars: the axis follows the curve that they are going to fill, not the first of them.
  const peak = curve ? highest(curve.points.y) : 0;
  const bars = highest(heights);
  const top = peak > 0 ? Math.max(1.15 * peak, Math.min(bars, 2.5 * peak)) : bars;
  const beyond = frame.outside + hiddenIn(edges, frame.counts, x);
  const value = frame.sample.statistic;
  const many = frame.at === 1 ? statisticText(statistic) : statisticText(statistic, true);
  return {
    id: 'statistics',
    title: `Sampling distribution: ${formatCount(frame.at)} ${many}`,
    note: beyond > 0 ? `${formatShare(beyond / frame.at)} outside` : '',
    x,
    y: verticalAxis(top, discrete, room.y),
    edges,
    heights,
    counts: frame.counts,
    discrete,
    area: null,
    curve,
    marks: null,
    lines: [{ at: value, label: '', role: 'statistic' }],
  };
}

/** Of a mean or sum of Cauchys, which are Cauchys again. */
function exactDensity({ distribution, statistic, size }: SamplingViewRequest): ((x: number) => number) | null {
  if (distribution?.kind !== 'cauchy') return null;
  if (statistic.kind === 'mean') return univariateDensity(distribution);
  if (statistic.kind !== 'sum') return null;
  return univariateDensity({
    kind: 'cauchy',
    location: size * distribution.location,
    scale: size * distribution.scale,
  });
}

/** Ticks between the values of a discrete population would stand where nothing can. */
function ticksFor({ edges, discrete }: PopulationShape, room: number): number {
  return discrete ? Math.min(room, Math.max(1, edges.length - 1)) : room;
}

function axisOver(edges: Float64Array, name: string, count: number, limit: NormalLimit | null = null): Axis {
  const [from, to] = [edges[0] ?? 0, edges.at(-1) ?? 1];
  const margin = (to - from) * 0.03;
  // The bell's sides are seen even where few statistics have reached them.
  const sides = limit ? [limit.mean - 3.2 * limit.sd, limit.mean + 3.2 * limit.sd] : [from, to];
  const room = (to - from) / 2;
  return linearAxis({
    min: Math.max(from - room, Math.min(from - margin, sides[0]!)),
    max: Math.min(to + room, Math.max(to + margin, sides[1]!)),
    name,
    count,
  });
}

function verticalAxis(top: number, discrete: boolean, count: number): Axis {
  const name = discrete ? 'probability' : 'density';
  return linearAxis({ min: 0, max: Math.max(top * 1.06, Number.MIN_VALUE), name, count });
}

/** Probabilities of single values, or densities: shares per unit of x. */
function heightsOf(edges: Float64Array, counts: Float64Array, total: number, discrete: boolean): Float64Array {
  return counts.map((count, bin) => count / total / (discrete ? 1 : (edges[bin + 1] ?? 0) - (edges[bin] ?? 0)));
}

const sumOf = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0);
const highest = (heights: Float64Array): number => heights.reduce((most, height) => Math.max(most, height), 0);

/** A density that climbs without end is cut where a fiftieth of the axis would hold a quarter of all values. */
function highestShown({ x, y }: Curve): number {
  const span = (x.at(-1) ?? 1) - (x[0] ?? 0);
  return Math.min(highest(y), 12.5 / span);
}

const middlesOf = (edges: Float64Array): number[] =>
  Array.from({ length: Math.max(0, edges.length - 1) }, (_, bin) => ((edges[bin] ?? 0) + (edges[bin + 1] ?? 0)) / 2);

/** Values in bins that the axis leaves out. */
function hiddenIn(edges: Float64Array, counts: Float64Array, { min, max }: Axis): number {
  return counts.reduce(
    (sum, count, bin) => sum + ((edges[bin + 1] ?? 0) <= min || (edges[bin] ?? 0) >= max ? count : 0),
    0,
  );
}

/** Points so close that a step looks like one; at a jump one point on either side. */
function densityCurve(density: (x: number) => number, { min, max }: Axis, jumps: readonly number[] = []): Curve {
  const count = 801;
  const points = Array.from({ length: count }, (_, i) => min + ((max - min) * i) / (count - 1));
  const sides = jumps.flatMap((at) => [at - (max - min) * 1e-9, at]);
  const x = Float64Array.from([...points, ...sides.filter((at) => at > min && at < max)]).sort();
  return { x, y: x.map(density) };
}

/** Where a density jumps. */
function jumpsOf(distribution: UnivariateDistribution | null): number[] {
  if (distribution?.kind === 'uniform') {
    const { from, to } = distribution;
    return [from, to + (to - from) * 1e-9]; // both ends belong to it
  }
  return distribution?.kind === 'exponential' ? [0] : [];
}
