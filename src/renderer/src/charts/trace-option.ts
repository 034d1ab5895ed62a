import type { EChartsOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { TraceView } from '../view-models/trace-view.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';

/** The log-likelihood rising with the iterations, and the one that is looked at. */
export function traceOption({ x, y, points, at }: TraceView, look: ChartLook): EChartsOption {
  const { colours } = look;
  const place = ([a, b]: readonly [number, number]): [number, number] => [drawn(x, a), drawn(y, b)];
  return {
    ...frameOf(look),
    grid: gridOf(look),
    xAxis: xAxisOf(x, look),
    yAxis: yAxisOf(y, look),
    series: [
      {
        type: 'line',
        name: 'log-likelihood',
        data: points.map(place),
        showSymbol: points.length <= 60,
        symbol: 'circle',
        symbolSize: 4,
        silent: true,
        lineStyle: { color: colours.spread, width: 1.75 },
        itemStyle: { color: colours.spread },
      },
      {
        type: 'scatter',
        name: 'shown',
        data: [place(at)],
        symbolSize: 11,
        silent: true,
        z: 5,
        itemStyle: { color: colours.model, borderColor: colours.background, borderWidth: 2 },
      },
    ],
  };
}
