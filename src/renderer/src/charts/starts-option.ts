import type { EChartsOption, ScatterSeriesOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { DrawnStart, StartsView } from '../view-models/starts-view.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';

/** The restart landscape: one mark per start, its shape telling what became of it. */
export function startsOption({ x, y, starts }: StartsView, look: ChartLook): EChartsOption {
  const { colours } = look;
  const series = (kind: DrawnStart['kind'], name: string, symbol: string, own: object): ScatterSeriesOption => ({
    type: 'scatter',
    name,
    symbol,
    symbolSize: 9,
    silent: true,
    clip: true,
    data: starts.filter((start) => start.kind === kind).map((start) => [drawn(x, start.x), drawn(y, start.y)]),
    ...own,
  });
  return {
    ...frameOf(look),
    grid: gridOf(look),
    xAxis: xAxisOf(x, look),
    yAxis: yAxisOf(y, look),
    series: [
      series('short', 'given up early', 'circle', { itemStyle: { color: colours.axis, opacity: 0.35 }, symbolSize: 6 }),
      series('other', 'another solution', 'circle', { itemStyle: { color: colours.groups[0], opacity: 0.55 } }),
      series('degenerate', 'degenerate', 'path://M0,0L10,10M10,0L0,10', {
        itemStyle: { color: 'transparent', borderColor: colours.model, borderWidth: 1.75 },
      }),
      series('best', 'the solution shown', 'diamond', {
        itemStyle: { color: colours.spread, opacity: 0.85 },
        symbolSize: 12,
      }),
    ],
  };
}
