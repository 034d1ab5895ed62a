import type { CustomSeriesOption, EChartsOption, LineSeriesOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { MixtureLine } from '../view-models/mixture-view.ts';
import type { Curve } from '../view-models/normal-curve.ts';
import { groupColour, groupDash } from './options/chart-colours.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';

type Render = NonNullable<CustomSeriesOption['renderItem']>;

/** Colour of a bar by the components' shares at its middle; null where bars have one colour. */
export type BarColour = (x: number) => string;

/** A mixture over one column: bars, the components' weighted densities, and their sum. */
export function mixtureLineOption(line: MixtureLine, look: ChartLook, barColour: BarColour | null): EChartsOption {
  const { colours } = look;
  return {
    ...frameOf(look),
    grid: gridOf(look),
    xAxis: xAxisOf(line.x, look),
    yAxis: yAxisOf(line.y, look),
    series: [
      bars(line, look, barColour),
      ...line.curves.map((component) => ({
        ...curve(component.curve, line, component.name),
        lineStyle: {
          color: groupColour(colours, component.id),
          width: component.selected ? 3 : 1.75,
          type: groupDash(component.id),
          opacity: component.faint ? 0.2 : 1,
        },
        areaStyle: { color: groupColour(colours, component.id), opacity: component.faint ? 0.02 : 0.1 },
        z: 4,
      })),
      ...(line.sum
        ? [{ ...curve(line.sum, line, 'weighted sum'), lineStyle: { color: colours.text, width: 2 }, z: 5 }]
        : []),
    ],
  };
}

function bars({ edges, heights, x, y }: MixtureLine, { colours }: ChartLook, barColour: BarColour | null) {
  const data: number[][] = [];
  heights.forEach((height, bin) => {
    if (height > 0) data.push([drawn(x, edges[bin] ?? 0), drawn(x, edges[bin + 1] ?? 0), drawn(y, height)]);
  });
  const renderItem: Render = (_, api) => {
    const [left = 0, top = 0] = api.coord([api.value(0), api.value(2)]);
    const [right = 0, bottom = 0] = api.coord([api.value(1), 0]);
    const gap = right - left > 4 ? 0.5 : 0;
    const middle = ((Number(api.value(0)) + Number(api.value(1))) / 2) * x.divisor + x.origin;
    return {
      type: 'rect',
      shape: { x: left + gap, y: top, width: Math.max(right - left - 2 * gap, 0.5), height: bottom - top },
      style: { fill: barColour ? barColour(middle) : colours.data, opacity: barColour ? 0.55 : 1 },
    };
  };
  const series: CustomSeriesOption = {
    type: 'custom',
    name: 'values',
    data,
    renderItem,
    clip: true,
    silent: true,
    z: 2,
  };
  return series;
}

function curve({ x, y }: Curve, axes: MixtureLine, name: string): LineSeriesOption {
  const data = Array.from(x, (at, index): [number, number] => [drawn(axes.x, at), drawn(axes.y, y[index] ?? 0)]);
  return { type: 'line', name, data, showSymbol: false, clip: true, silent: true, emphasis: { disabled: true } };
}
