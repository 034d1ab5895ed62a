import { formatCount, formatFixed, formatNumber, superscript } from './number-format.ts';

/**
 * One axis of a chart, ready to draw. What is drawn is (value − origin) / divisor, a number of ordinary size, so that
 * axes of 1e-20 or 1e9 ± 0.1 are drawn with full precision and short labels; `name` says what the labels leave out.
 */
export interface Axis {
  /** Ends, in the column's units. */
  min: number;
  max: number;
  origin: number;
  divisor: number;
  /** `at` in the column's units, ascending, inside [min, max]. */
  ticks: { at: number; label: string }[];
  name: string;
}

export interface AxisRequest {
  min: number;
  max: number;
  name: string;
  /** About how many ticks there is room for. */
  count: number;
  /** Labels count in this many of the column's units: 60 shows seconds as minutes. */
  unit?: number;
  /** Widens the axis to the next ticks. */
  nice?: boolean;
  /** The highest number whose label is written in full, without a power of ten in the name. */
  longest?: number;
}

/** The value as a number to draw. */
export function drawn(axis: Pick<Axis, 'origin' | 'divisor'>, value: number): number {
  return (value - axis.origin) / axis.divisor;
}

/** Where a value lies on the axis: 0 at its lower end, 1 at its upper one. */
export function fractionOf(axis: Pick<Axis, 'min' | 'max'>, value: number): number {
  return (value - axis.min) / (axis.max - axis.min);
}

/** The inverse of `fractionOf`. */
export function valueAt(axis: Pick<Axis, 'min' | 'max'>, fraction: number): number {
  return axis.min + fraction * (axis.max - axis.min);
}

/** 1, 2 or 5 times a power of ten, so that about `count` steps fill the span. */
export function niceStep(span: number, count: number): number {
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10) * power;
}

/**
 * A linear axis with readable ticks.
 * @param request  min < max, both finite; an axis without width is widened around its value
 */
export function linearAxis(request: AxisRequest): Axis {
  const { name, count, unit = 1, nice = false } = request;
  const [from, to] = withWidth(request.min / unit, request.max / unit);
  // A minus takes the place of a digit.
  const { longest = from < 0 ? 9_999 : 99_999 } = request;
  let step = niceStep(to - from, count);
  const ticksInside = (): number => Math.floor(to / step + 1e-9) - Math.ceil(from / step - 1e-9) + 1;
  // One number alone does not make an axis.
  for (let more = count + 1; !nice && ticksInside() < 2 && more < count + 8; more++) step = niceStep(to - from, more);
  const first = nice ? Math.floor(from / step + 1e-9) : Math.ceil(from / step - 1e-9);
  const last = nice ? Math.ceil(to / step - 1e-9) : Math.floor(to / step + 1e-9);
  const min = nice ? first * step : from;
  const max = nice ? last * step : to;
  const { offset, power } = shorten(min, max, step, longest);
  const divisor = 10 ** power;
  const decimals = Math.max(0, -Math.floor(Math.log10(step / divisor) + 1e-9));
  const ticks = [];
  for (let index = first; index <= last; index++) {
    const at = index * step;
    ticks.push({ at: at * unit, label: formatFixed((at - offset) / divisor, decimals) });
  }
  return {
    min: min * unit,
    max: max * unit,
    origin: offset * unit,
    divisor: divisor * unit,
    ticks,
    name: fullName(name, offset, power),
  };
}

function withWidth(min: number, max: number): [number, number] {
  // Ends that differ by roundings alone have no ticks between them that a double could tell apart.
  if (max - min > 1e-14 * Math.max(Math.abs(min), Math.abs(max))) return [min, max];
  const half = Math.abs(min) * 0.05 || 0.5;
  return [min - half, min + half];
}

/** Labels of more than seven digits lose what all of them share: an offset, or else a power of ten. */
function shorten(min: number, max: number, step: number, longest: number): { offset: number; power: number } {
  const largest = Math.max(Math.abs(min), Math.abs(max));
  if (min * max > 0 && largest / step > 1e6) {
    const grain = 10 ** Math.ceil(Math.log10(max - min) + 1);
    return { offset: Math.round((min + max) / 2 / grain) * grain, power: tidyPower(max - min, longest) };
  }
  return { offset: 0, power: tidyPower(largest, longest) };
}

function tidyPower(largest: number, longest: number): number {
  return largest > longest || largest < 1e-3 ? 3 * Math.floor(Math.log10(largest) / 3 + 1e-9) : 0;
}

function fullName(name: string, offset: number, power: number): string {
  const shift = Math.abs(offset);
  const written = Number.isInteger(shift) && shift < 1e15 ? formatCount(shift) : formatNumber(shift, 15);
  const shifted = offset === 0 ? name : `${name} ${offset > 0 ? '−' : '+'} ${written}`;
  return power === 0 ? shifted : `${shifted} (×10${superscript(power)})`;
}
