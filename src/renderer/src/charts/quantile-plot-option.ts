import type { EChartsOption, LineSeriesOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { QuantilePlotView } from '../view-models/quantile-plot-view.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';

/** Points, the line on which a perfect normal lies, and the band that holds all points of a normal sample. */
export function quantilePlotOption(view: QuantilePlotView, look: ChartLook, dataColour?: string): EChartsOption {
  const { colours } = look;
  const { theoretical, sample, bandLower, bandUpper } = view.plot;
  const points = (values: Float64Array): [number, number][] =>
    Array.from(theoretical, (x, index) => [drawn(view.x, x), drawn(view.y, values[index] ?? NaN)]);
  const edge = { color: colours.bandEdge, width: 1 };
  return {
    ...frameOf(look),
    grid: gridOf(look),
    xAxis: xAxisOf(view.x, look),
    yAxis: yAxisOf(view.y, look),
    series: [
      {
        type: 'custom',
        name: 'band',
        silent: true,
        clip: true,
        z: 1,
        data: [[drawn(view.x, theoretical[0] ?? 0), drawn(view.x, theoretical.at(-1) ?? 0)]],
        renderItem: (_, api) => ({
          type: 'polygon',
          shape: { points: [...points(bandLower), ...points(bandUpper).reverse()].map((point) => api.coord(point)) },
          style: { fill: colours.band },
        }),
      },
      { ...lineOf('band, lower end', points(bandLower)), lineStyle: edge },
      { ...lineOf('band, upper end', points(bandUpper)), lineStyle: edge },
      {
        ...lineOf('normal', [
          [drawn(view.x, view.x.min), drawn(view.y, view.line.from)],
          [drawn(view.x, view.x.max), drawn(view.y, view.line.to)],
        ]),
        lineStyle: { color: colours.model, width: 1.75 },
      },
      {
        type: 'scatter',
        name: 'values',
        silent: true,
        clip: true,
        z: 4,
        symbolSize: theoretical.length > 1500 ? 3 : 4.5,
        itemStyle: { color: dataColour ?? colours.groups[0] ?? colours.data, opacity: 0.75 },
        data: points(sample),
      },
    ],
  };
}

function lineOf(name: string, data: [number, number][]): LineSeriesOption {
  return { type: 'line', name, data, showSymbol: false, clip: true, silent: true, emphasis: { disabled: true }, z: 3 };
}
