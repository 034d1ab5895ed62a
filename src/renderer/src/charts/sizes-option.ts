import type { EChartsOption, LineSeriesOption } from 'echarts';
import type { SizesView } from '../view-models/sizes-view.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';

/** What was measured at several N as points, what is expected as a line; the N looked at and a level as thin lines. */
export function sizesOption(view: SizesView, look: ChartLook): EChartsOption {
  const { colours } = look;
  const { x, y, points, line, size, level } = view;
  const logarithm = (at: { size: number; value: number }): [number, number] => [
    Math.log10(at.size),
    Math.log10(at.value),
  ];
  return {
    ...frameOf(look),
    grid: gridOf(look),
    xAxis: xAxisOf(x, look),
    yAxis: yAxisOf(y, look),
    series: [
      straight(
        'N',
        [
          [Math.log10(size), y.min],
          [Math.log10(size), y.max],
        ],
        { color: colours.interval, width: 1.25, type: 'solid' },
      ),
      ...(level
        ? [
            straight(
              level.label,
              [
                [x.min, Math.log10(level.value)],
                [x.max, Math.log10(level.value)],
              ],
              { color: colours.axis, width: 1, type: [3, 3] },
            ),
          ]
        : []),
      ...(line.length > 0
        ? [straight('expected', line.map(logarithm), { color: colours.model, width: 1.75, type: 'solid' })]
        : []),
      {
        type: 'scatter',
        name: 'measured',
        silent: true,
        clip: true,
        z: 4,
        symbolSize: 7,
        itemStyle: { color: colours.groups[0] ?? colours.data },
        data: points.map(logarithm),
      },
    ],
  };
}

function straight(name: string, data: [number, number][], lineStyle: LineSeriesOption['lineStyle']): LineSeriesOption {
  return {
    type: 'line',
    name,
    data,
    showSymbol: false,
    clip: true,
    silent: true,
    emphasis: { disabled: true },
    lineStyle: lineStyle ?? {},
    z: 3,
  };
}
