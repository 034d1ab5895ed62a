import type { Axis } from './axis.ts';
import type { ChartTable } from './chart-table.ts';
import { formatCount, formatNumber } from './number-format.ts';

/** What was seen at one N; null where it does not exist or is not known. */
export interface SeenAtSize {
  size: number;
  value: number | null;
}

export interface SizesRequest {
  what: string;
  seen: readonly SeenAtSize[];
  /** What is expected at N; null for no line. */
  expected: ((size: number) => number | null) | null;
  /** N that is looked at. */
  size: number;
  /** A height worth knowing, and its name. */
  level: { value: number; label: string } | null;
}

/** Spread or skewness against N, both on logarithmic axes: a power of N is a straight line. */
export interface SizesView {
  /** Both count in powers of ten. */
  x: Axis;
  y: Axis;
  points: { size: number; value: number }[];
  line: { size: number; value: number }[];
  size: number;
  level: { value: number; label: string } | null;
  summary: string;
}

export function sizesView({ what, seen, expected, size, level }: SizesRequest): SizesView | null {
  const points = seen.flatMap(({ size: at, value }) => (value !== null && value > 0 ? [{ size: at, value }] : []));
  const sizes = seen.map((one) => one.size);
  const [least, most] = [Math.min(...sizes, size), Math.max(...sizes, size)];
  const line = expected
    ? Array.from({ length: 41 }, (_, i) => least * (most / least) ** (i / 40)).flatMap((at) => {
        const value = expected(at);
        return value !== null && value > 0 ? [{ size: at, value }] : [];
      })
    : [];
  const heights = [...points, ...line].map(({ value }) => value).concat(level ? [level.value] : []);
  if (points.length === 0 || !heights.every(Number.isFinite)) return null;
  return {
    x: logarithmicAxis(least, most, 'N'),
    y: logarithmicAxis(...apart(Math.min(...heights), Math.max(...heights)), what),
    points,
    line,
    size,
    level,
    summary: `${what} against N: ${points.map((point) => `${formatNumber(point.value, 3)} at ${formatCount(point.size)}`).join(', ')}.`,
  };
}

/** At least a power of ten apart: what stays the same is to look so, and not to dance within its own chance. */
function apart(low: number, high: number): [number, number] {
  const missing = Math.max(0, (1 - Math.log10(high / low)) / 2);
  return [low / 10 ** missing, high * 10 ** missing];
}

/** Ends a little beyond the range; a tick at each power of ten, and at 2 and 5 times it where there are few. */
function logarithmicAxis(from: number, to: number, name: string): Axis {
  const [low, high] = [Math.log10(from), Math.log10(to)];
  const margin = Math.max((high - low) * 0.05, 0.04);
  const [min, max] = [low - margin, high + margin];
  const leads = max - min > 2.2 ? [1] : max - min > 1.1 ? [1, 3] : [1, 2, 5];
  const ticks = [];
  const every = Math.max(1, Math.ceil((max - min) / 6));
  for (let power = Math.floor(min); power <= Math.ceil(max); power++)
    for (const lead of leads) {
      const at = power + Math.log10(lead);
      if (at >= min && at <= max && power % every === 0) ticks.push({ at, label: formatNumber(lead * 10 ** power, 3) });
    }
  return { min, max, origin: 0, divisor: 1, ticks, name };
}

export function sizesTable(request: SizesRequest): ChartTable {
  return {
    columns: ['N', request.what, 'expected'],
    rows: request.seen.map(({ size, value }) => [size, value, request.expected?.(size) ?? null]),
  };
}

/** The first N looked at from which on the size of the skewness stays below `small`; null where it has not faded. */
export function measuredFadedSize(seen: readonly SeenAtSize[], small: number): number | null {
  const last = seen.findLastIndex(({ value }) => value === null || value > small);
  return seen[last + 1]?.size ?? null;
}
