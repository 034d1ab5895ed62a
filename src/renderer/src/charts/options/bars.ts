import type { CustomSeriesOption } from 'echarts';

/** A bar, in the units the axes draw in. */
export interface Bar {
  from: number;
  to: number;
  bottom: number;
  top: number;
  fill: string;
}

/** Pixels left free at either side of a bar of a width: the pixel between two bars is their common edge. */
export const edgeGap = (width: number): number => (width > 4 ? 0.5 : 0);

/**
 * Bars of a histogram, as one outline per fill: hundreds of bars with an element each took most of the time of a repaint.
 * @param gapOf  pixels free at either side of a bar, of its width in pixels; bars too narrow for a gap touch
 */
export function barsOf(
  name: string,
  bars: readonly Bar[],
  { opacity = 1, gapOf = edgeGap }: { opacity?: number; gapOf?: (width: number) => number } = {},
): CustomSeriesOption {
  const byFill = new Map<string, Bar[]>();
  for (const bar of bars) {
    const own = byFill.get(bar.fill);
    if (own) own.push(bar);
    else byFill.set(bar.fill, [bar]);
  }
  return {
    type: 'custom',
    name,
    clip: true,
    silent: true,
    z: 2,
    // One item stands for all: the extent of a single one is what ECharts needs to know.
    data: bars.length > 0 ? [[0]] : [],
    renderItem: (_, api) => ({
      type: 'group',
      children: [...byFill].map(([fill, own]) => ({
        type: 'path',
        shape: { pathData: own.map((bar) => rectangle(bar, (at) => api.coord(at), gapOf)).join('') },
        style: { fill, opacity },
      })),
    }),
  };
}

function rectangle(
  { from, to, bottom, top }: Bar,
  coord: (at: number[]) => number[],
  gapOf: (width: number) => number,
) {
  const [left = 0, upper = 0] = coord([from, top]);
  const [right = 0, lower = 0] = coord([to, bottom]);
  const gap = gapOf(right - left);
  // A bar far narrower than a pixel is still seen.
  const width = Math.max(right - left - 2 * gap, 0.5);
  return `M${left + gap} ${upper}h${width}V${lower}h${-width}Z`;
}
