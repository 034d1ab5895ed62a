import type { CustomSeriesOption, EChartsOption, LineSeriesOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { FactorCurve, GeneratorLine } from '../view-models/generator-line.ts';
import { groupColour, groupDash, type ChartColours } from './options/chart-colours.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';
import { modeMarks } from './options/mode-marks.ts';

type Render = NonNullable<CustomSeriesOption['renderItem']>;

/** One of a mixture's distributions over one column: bars of the draw, curves of the model, its modes. */
export function generatorLineOption(line: GeneratorLine, look: ChartLook): EChartsOption {
  const { x, y } = line;
  return {
    ...frameOf(look),
    grid: gridOf(look),
    xAxis: xAxisOf(x, look),
    yAxis: yAxisOf(y, look),
    series: [
      bars(line, look.colours),
      ...line.curves.map((part) => curve(part, line, look.colours)),
      ...modeMarks(
        line.modes.map(({ at, height, label }) => ({ at: [drawn(x, at), drawn(y, height)], label })),
        look,
      ),
    ],
  };
}

function bars({ bars, x, y }: GeneratorLine, colours: ChartColours): CustomSeriesOption {
  const renderItem: Render = (_, api) => {
    const [left = 0, top = 0] = api.coord([api.value(0), api.value(3)]);
    const [right = 0, bottom = 0] = api.coord([api.value(1), api.value(2)]);
    const gap = right - left > 4 ? 0.5 : 0;
    const id = Number(api.value(4));
    return {
      type: 'rect',
      shape: { x: left + gap, y: top, width: Math.max(right - left - 2 * gap, 0.5), height: bottom - top },
      style: { fill: id < 0 ? colours.data : groupColour(colours, id), opacity: id < 0 ? 0.9 : 0.38 },
    };
  };
  return {
    type: 'custom',
    name: 'rows drawn',
    data: bars.map(({ from, to, bottom, top, id }) => [
      drawn(x, from),
      drawn(x, to),
      drawn(y, bottom),
      drawn(y, top),
      id ?? -1,
    ]),
    renderItem,
    clip: true,
    silent: true,
    z: 2,
  };
}

function curve({ curve: { x, y }, id, name, faint }: FactorCurve, axes: GeneratorLine, colours: ChartColours) {
  const series: LineSeriesOption = {
    type: 'line',
    name,
    data: Array.from(x, (at, i): [number, number | '-'] => [
      drawn(axes.x, at),
      Number.isFinite(y[i]) ? drawn(axes.y, y[i]!) : '-',
    ]),
    showSymbol: false,
    clip: true,
    silent: true,
    emphasis: { disabled: true },
    lineStyle: {
      color: id === null ? colours.text : groupColour(colours, id),
      width: id === null ? 2.25 : faint ? 1.25 : 2,
      type: id === null ? 'solid' : groupDash(id),
      opacity: faint ? 0.55 : 1,
    },
    z: id === null ? 5 : 4,
  };
  return series;
}
