import type { NormalLimit } from '../../../shared/statistics/sampling-limit.ts';
import { linearAxis, type Axis } from './axis.ts';
import type { ChartTable } from './chart-table.ts';
import { formatCount, formatNumber } from './number-format.ts';

export interface SamplingQuantilesRequest {
  /** `means of 10 values` */
  name: string;
  /** Expected standard normal quantiles, and order statistics, ascending, of one shape. */
  theoretical: Float64Array;
  sample: Float64Array;
  /** The line that is expected; null for the line of the statistics' own mean and spread. */
  limit: NormalLimit | null;
  measured: { mean: number | null; sd: number | null };
  at: number;
  room: { x: number; y: number };
}

export interface SamplingQuantilesView {
  x: Axis;
  y: Axis;
  points: { x: Float64Array; y: Float64Array };
  /** y = mean + sd · x; null where no normal is near. */
  line: { mean: number; sd: number; expected: boolean } | null;
  /** Points that the axis leaves out. */
  beyond: number;
  summary: string;
}

/** Statistics against normal quantiles: on the line where they are normal, bent where they are skewed, off it in the tails. */
export function samplingQuantilesView(request: SamplingQuantilesRequest): SamplingQuantilesView {
  const { name, theoretical, sample, limit, measured, at, room } = request;
  const widest = Math.max(Math.abs(theoretical[0] ?? -1), theoretical.at(-1) ?? 1, 0.5) * 1.05;
  const middle = (share: number): number => sample[Math.round(share * (sample.length - 1))] ?? 0;
  // Tails as long as a Cauchy's would press everything else onto one line.
  const reach = 12 * (quantileAt(theoretical, sample, 0.6745) - quantileAt(theoretical, sample, -0.6745));
  const [first, last] = [sample[0] ?? 0, sample.at(-1) ?? 1];
  const low = reach > 0 ? Math.max(first, middle(0.5) - reach) : first;
  const high = reach > 0 ? Math.min(last, middle(0.5) + reach) : last;
  const margin = (high - low) * 0.04;
  const own = measured.mean !== null && measured.sd !== null && measured.sd > 0 ? (measured as NormalLimit) : null;
  const drawn = limit ?? (low > first || high < last ? null : own);
  const beyond = sample.reduce((count, value) => count + (value < low || value > high ? 1 : 0), 0);
  return {
    x: linearAxis({ min: -widest, max: widest, name: 'standard normal quantile', count: room.x }),
    y: linearAxis({ min: low - margin, max: high + margin, name, count: room.y }),
    points: { x: theoretical, y: sample },
    line: drawn && { mean: drawn.mean, sd: drawn.sd, expected: limit !== null },
    beyond,
    summary:
      `Quantile-quantile plot of ${formatCount(at)} ${name} against ` +
      (drawn
        ? `a normal of mean ${formatNumber(drawn.mean)} and standard deviation ${formatNumber(drawn.sd)}.`
        : 'the normal.'),
  };
}

/** The order statistic beside a normal quantile. */
function quantileAt(theoretical: Float64Array, sample: Float64Array, z: number): number {
  const place = theoretical.findIndex((value) => value >= z);
  return sample[place < 0 ? sample.length - 1 : place] ?? 0;
}

export function samplingQuantilesTable({ points, line }: SamplingQuantilesView): ChartTable {
  return {
    columns: ['standard normal quantile', 'statistic', 'expected'],
    rows: Array.from(points.x, (x, i) => [x, points.y[i] ?? null, line ? line.mean + line.sd * x : null]),
  };
}
