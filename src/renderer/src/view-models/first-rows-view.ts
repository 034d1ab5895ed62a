import { profileOfMean } from '../../../shared/statistics/normal-profile.ts';
import { normalProfileIntervals, type SufficientStatistics } from '../../../shared/statistics/normal.ts';
import { linearAxis, type Axis } from './axis.ts';
import type { ChartTable } from './chart-table.ts';
import type { ValueKind } from './histogram-view.ts';
import type { Curve } from './normal-curve.ts';
import { formatCount, formatDate, formatNumber } from './number-format.ts';
import { timeAxis } from './time-axis.ts';

/** One profile of μ, its maximum at 0. */
export interface GrowingCurve {
  n: number;
  curve: Curve;
  mean: number;
}

/** The profile log-likelihood of μ of more and more rows: the same axis throughout, so that the peak is seen to narrow. */
export interface FirstRowsView {
  x: Axis;
  y: Axis;
  /** The first 4, 8, 16, … values, fewest first, up to the ones looked at. */
  before: GrowingCurve[];
  current: GrowingCurve | null;
  all: GrowingCurve;
  /** Ends of the likelihood interval of μ of the rows looked at. */
  interval: [lower: number, upper: number] | null;
  threshold: number;
  /** What the rows looked at say, in a sentence. */
  story: string;
}

export interface FirstRowsRequest {
  data: SufficientStatistics;
  first: SufficientStatistics | null;
  /** Of several numbers of first values, ascending. */
  path: readonly SufficientStatistics[];
  column: string;
  kind: ValueKind;
  confidence: number;
  room: { x: number; y: number };
}

/** How far down the profiles are drawn. */
const depth = 6;

export function firstRowsView(request: FirstRowsRequest): FirstRowsView {
  const { data, path, column, kind, confidence, room } = request;
  const shown = request.first ?? data;
  const usable = shown.sdMle > 0 ? shown : null;
  const [from, to] = [data.mean - 2.5 * data.sdMle, data.mean + 2.5 * data.sdMle];
  const name = `μ of ${column}`;
  const x =
    kind === 'date'
      ? timeAxis({ min: from, max: to, name, count: room.x })
      : linearAxis({ min: from, max: to, name, count: room.x });
  const interval = usable && normalProfileIntervals(usable, confidence).mean;
  const steps = path.filter(({ n, sdMle }, i) => sdMle > 0 && n < shown.n && doubles(path, i));
  return {
    x,
    y: linearAxis({ min: -depth, max: 0, name: 'ℓ − maximum', count: room.y }),
    before: steps.map((data) => growing(data, x)),
    current: usable && growing(usable, x),
    all: growing(data, x),
    interval,
    threshold: usable && interval ? profileOfMean(usable, interval[0]) : 0,
    story: usable && interval ? storyOf(usable, interval, request) : flat(shown),
  };
}

/** Thins the path to about one step per doubling. */
function doubles(path: readonly SufficientStatistics[], place: number): boolean {
  const power = Math.floor(Math.log2(path[place]!.n));
  return power >= 2 && power > Math.floor(Math.log2(path[place - 1]?.n ?? 1));
}

function growing(data: SufficientStatistics, { min, max }: Axis): GrowingCurve {
  // Half of the points lie about the peak, which may be a thousand times narrower than the axis.
  const reach = data.sdMle * Math.sqrt(Math.expm1((2 * (depth + 1)) / data.n));
  const [from, to] = [Math.max(min, data.mean - reach), Math.min(max, data.mean + reach)];
  const evenly = (a: number, b: number): number[] => Array.from({ length: 61 }, (_, i) => a + ((b - a) * i) / 60);
  const x = Float64Array.from(new Set([...evenly(min, max), ...(to > from ? evenly(from, to) : [])])).sort();
  return { n: data.n, mean: data.mean, curve: { x, y: x.map((mu) => profileOfMean(data, mu)) } };
}

function storyOf(shown: SufficientStatistics, [lower, upper]: [number, number], request: FirstRowsRequest): string {
  const { data, kind, confidence } = request;
  const which = shown.n === data.n ? `All ${formatCount(shown.n)} values` : `The first ${formatCount(shown.n)} values`;
  const write = (value: number): string => (kind === 'date' ? dateText(value, upper - lower) : formatNumber(value, 5));
  const width =
    kind === 'date' ? `${formatNumber((upper - lower) / 86_400_000, 3)} days` : formatNumber(upper - lower, 4);
  return `${which}: μ̂ = ${write(shown.mean)}, ${Math.round(100 * confidence)}\u202f% of μ from ${write(lower)} to ${write(upper)}, ${width} wide.`;
}

/** To the day, or to the second where days are too coarse for the interval. */
function dateText(value: number, width: number): string {
  const grain = width > 5 * 86_400_000 ? 86_400_000 : 1000;
  return formatDate(Math.round(value / grain) * grain);
}

const flat = ({ n }: SufficientStatistics): string =>
  `The first ${formatCount(n)} values are equal: σ̂ = 0, and their likelihood has no maximum.`;

export function firstRowsTable({ before, current, all }: FirstRowsView): ChartTable {
  const curves = [...before, ...(current ? [current] : []), ...(current?.n === all.n ? [] : [all])];
  return {
    columns: ['first values', 'μ', 'profile log-likelihood − maximum'],
    rows: curves.flatMap(({ n, curve }) => Array.from(curve.x, (mu, i) => [n, mu, curve.y[i] ?? null])),
  };
}
