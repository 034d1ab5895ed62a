import type { EChartsOption, LineSeriesOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { DensityDifference } from '../view-models/density-difference-line.ts';
import { groupColour, groupDash } from './options/chart-colours.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';

/** The difference of two densities: above zero in the colour of the first model, below in that of the second. */
export function densityDifferenceOption({ x, y, curve }: DensityDifference, look: ChartLook): EChartsOption {
  const { colours } = look;
  const part = (name: string, model: 0 | 1, keep: (value: number) => boolean): LineSeriesOption => ({
    type: 'line',
    name,
    data: Array.from(curve.x, (at, i): [number, number | string] => {
      const value = curve.y[i] ?? 0;
      return [drawn(x, at), keep(value) ? drawn(y, value) : '-']; // a dash is nothing: the other part is there
    }),
    showSymbol: false,
    clip: true,
    silent: true,
    emphasis: { disabled: true },
    lineStyle: { color: groupColour(colours, model), width: 2, type: groupDash(model) },
    areaStyle: { color: groupColour(colours, model), opacity: 0.16, origin: drawn(y, 0) },
    z: 4,
  });
  const zero: LineSeriesOption = {
    type: 'line',
    name: 'no difference',
    data: [x.min, x.max].map((at): [number, number] => [drawn(x, at), drawn(y, 0)]),
    showSymbol: false,
    silent: true,
    lineStyle: { color: colours.axis, width: 1 },
    z: 5,
  };
  return {
    ...frameOf(look),
    grid: gridOf(look),
    xAxis: xAxisOf(x, look),
    yAxis: yAxisOf(y, look),
    series: [
      part('the first is denser', 0, (value) => value >= 0),
      part('the second is denser', 1, (value) => value < 0),
      zero,
    ],
  };
}
