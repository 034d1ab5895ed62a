import type { CustomSeriesOption, EChartsOption, LineSeriesOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { FactorCurve, GeneratorLine } from '../view-models/generator-line.ts';
import { barsOf } from './options/bars.ts';
import { groupColour, groupDash, type ChartColours } from './options/chart-colours.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';
import { modeMarks } from './options/mode-marks.ts';

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
  const drawnBars = bars.map(({ from, to, bottom, top, id }) => ({
    from: drawn(x, from),
    to: drawn(x, to),
    bottom: drawn(y, bottom),
    top: drawn(y, top),
    fill: id === null ? colours.data : groupColour(colours, id),
  }));
  // Bars of the components lie over one another.
  return barsOf('rows drawn', drawnBars, { opacity: bars.some(({ id }) => id !== null) ? 0.38 : 0.9 });
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
