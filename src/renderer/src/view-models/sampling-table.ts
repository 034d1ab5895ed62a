import type { ChartTable } from './chart-table.ts';
import type { SamplingView } from './sampling-view.ts';

/** One row per bar, panel after panel: where it stands, what it counts, and its height. */
export function samplingTable({ panels }: SamplingView): ChartTable {
  return {
    columns: ['panel', 'from', 'to', 'count', 'height', 'height is'],
    rows: panels.flatMap(({ id, edges, heights, counts, discrete, area }) => {
      const is = discrete ? 'probability' : 'density';
      if (area)
        return Array.from(area.x, (x, i) => [id, x, x, null, area.y[i] ?? null, is] as (string | number | null)[]);
      return Array.from(heights, (height, bin): (string | number | null)[] => [
        id,
        edges[bin] ?? null,
        edges[bin + 1] ?? null,
        counts?.[bin] ?? null,
        height,
        is,
      ]);
    }),
  };
}
