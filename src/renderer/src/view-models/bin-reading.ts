import { normalIntervalProbability } from '../../../shared/statistics/normal.ts';
import { curveHeight, type HistogramView } from './histogram-view.ts';
import { formatCount, formatDate, formatNumber, formatShare } from './number-format.ts';

/** What stands below the pointer, exactly. */
export interface BinReading {
  from: number;
  to: number;
  /** The bin's edges and which of them it holds. */
  range: string;
  groups: GroupReading[];
}

export interface GroupReading {
  name: string | null;
  count: string;
  /** Of the group's values: the bin's probability. */
  share: string;
  /** A height, per unit of the axis. */
  density: string;
  model: { density: string; probability: string } | null;
}

/**
 * The bin that holds x, with its count, its share of the values and its density, for each group.
 * @returns null where there is no bin
 */
export function binReading(view: HistogramView, x: number, unit: number, kind: 'number' | 'date'): BinReading | null {
  const edges = view.groups[0]?.edges;
  const bin = edges ? binAt(edges, x) : -1;
  if (!edges || bin < 0) return null;
  const [from, to] = [edges[bin] ?? 0, edges[bin + 1] ?? 0];
  const last = bin === edges.length - 2;
  const write = (value: number): string => (kind === 'date' ? formatDate(value) : formatNumber(value / unit, 6));
  const perUnit = kind === 'date' ? 86_400_000 : unit;
  return {
    from,
    to,
    range: `${write(from)} ≤ x ${last ? '≤' : '<'} ${write(to)}`,
    groups: view.groups.map((group) => {
      const count = group.counts[bin] ?? 0;
      const { model } = group;
      return {
        name: group.name,
        count: `${formatCount(count)} of ${formatCount(group.total)}`,
        share: formatShare(count / group.total),
        density: formatNumber((count / group.total / (to - from)) * perUnit, 4),
        model: model && {
          density: formatNumber((curveHeight(group, x) / group.scale) * perUnit, 4),
          probability: formatShare(normalIntervalProbability(from, to, model.mean, model.sd)),
        },
      };
    }),
  };
}

/** Index of the bin that holds x; −1 outside. The last bin holds its upper edge too. */
export function binAt(edges: Float64Array, x: number): number {
  const bins = edges.length - 1;
  if (bins < 1 || !(x >= (edges[0] ?? NaN)) || !(x <= (edges[bins] ?? NaN))) return -1;
  let low = 0;
  let high = bins;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) <= x) low = middle;
    else high = middle;
  }
  return low;
}
