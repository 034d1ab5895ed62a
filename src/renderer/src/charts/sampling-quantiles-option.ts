import type { EChartsOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { SamplingQuantilesView } from '../view-models/sampling-quantiles-view.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';

/** Statistics against normal quantiles, and the line on which they are expected: dashed where it is only their own. */
export function samplingQuantilesOption(view: SamplingQuantilesView, look: ChartLook): EChartsOption {
  const { colours } = look;
  const { x, y, points, line } = view;
  return {
    ...frameOf(look),
    grid: gridOf(look),
    xAxis: xAxisOf(x, look),
    yAxis: yAxisOf(y, look),
    series: [
      ...(line
        ? [
            {
              type: 'line' as const,
              name: 'normal',
              data: [x.min, x.max].map((at) => [drawn(x, at), drawn(y, line.mean + line.sd * at)]),
              showSymbol: false,
              clip: true,
              silent: true,
              emphasis: { disabled: true },
              lineStyle: {
                color: line.expected ? colours.model : colours.axis,
                width: 1.75,
                type: line.expected ? ('solid' as const) : [5, 4],
              },
              z: 3,
            },
          ]
        : []),
      {
        type: 'scatter',
        name: 'statistics',
        silent: true,
        clip: true,
        z: 4,
        symbolSize: points.x.length > 200 ? 3.5 : 5,
        itemStyle: { color: colours.groups[0] ?? colours.data, opacity: 0.75 },
        data: Array.from(points.x, (at, i) => [drawn(x, at), drawn(y, points.y[i] ?? NaN)]),
      },
    ],
  };
}
