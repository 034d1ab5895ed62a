import type { EChartsOption, SeriesOption } from 'echarts';
import { drawn, type Axis } from '../view-models/axis.ts';
import type { LogLikelihoodSlice, LogLikelihoodView } from '../view-models/log-likelihood-view.ts';
import type { Curve } from '../view-models/normal-curve.ts';
import { frameOf, marginsOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';

/** Two slices through the log-likelihood side by side on one y axis, each with the current parameters as a dot. */
export function logLikelihoodOption(view: LogLikelihoodView, look: ChartLook): EChartsOption {
  const { left, right, top, bottom } = marginsOf(look);
  const noLabels = { axisLabel: { show: false }, name: '' };
  return {
    ...frameOf(look),
    grid: [
      { left, right: '51%', top, bottom, outerBoundsMode: 'none' },
      { left: '52.5%', right, top, bottom, outerBoundsMode: 'none' },
    ],
    xAxis: view.slices.map((slice, gridIndex) => ({ ...xAxisOf(slice.x, look), gridIndex })),
    yAxis: view.slices.map((_, gridIndex) => ({
      ...yAxisOf(view.y, look),
      ...(gridIndex === 1 && noLabels),
      gridIndex,
    })),
    series: view.slices.flatMap((slice, index) => seriesOf(slice, view.y, look, index)),
  };
}

function seriesOf(slice: LogLikelihoodSlice, y: Axis, { colours }: ChartLook, index: number): SeriesOption[] {
  const color = slice.parameter === 'mean' ? colours.model : colours.spread;
  const at = { xAxisIndex: index, yAxisIndex: index, silent: true, clip: true };
  const line = (curve: Curve, name: string, lineStyle: object): SeriesOption => ({
    ...at,
    type: 'line',
    name,
    showSymbol: false,
    emphasis: { disabled: true },
    data: Array.from(curve.x, (x, point) => [drawn(slice.x, x), drawn(y, curve.y[point] ?? NaN)]),
    lineStyle,
  });
  const floor = Math.max(slice.current.y, y.min);
  return [
    ...(slice.best ? [line(slice.best, 'through the maximum', { color, width: 1, type: [4, 4], opacity: 0.6 })] : []),
    line(slice.curve, slice.parameter, { color, width: 2 }),
    {
      ...at,
      type: 'scatter',
      name: 'current',
      clip: false,
      symbolSize: 9,
      itemStyle: { color, borderColor: colours.background, borderWidth: 1.5 },
      data: [[drawn(slice.x, slice.current.x), drawn(y, floor)]],
      z: 5,
    },
  ];
}
