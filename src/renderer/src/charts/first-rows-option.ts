import type { EChartsOption, LineSeriesOption, ScatterSeriesOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { FirstRowsView, GrowingCurve } from '../view-models/first-rows-view.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';

/** Profiles of μ over one another: thin for fewer rows, thick for those looked at, dashed for all. */
export function firstRowsOption(view: FirstRowsView, look: ChartLook): EChartsOption {
  const { x, y, before, current, all, interval, threshold } = view;
  const { colours } = look;
  const line = (name: string, data: [number, number][], lineStyle: LineSeriesOption['lineStyle'], z = 3) => ({
    type: 'line' as const,
    name,
    data,
    lineStyle,
    showSymbol: false,
    clip: true,
    silent: true,
    emphasis: { disabled: true },
    z,
  });
  const points = ({ curve }: GrowingCurve): [number, number][] =>
    Array.from(curve.x, (mu, i) => [drawn(x, mu), drawn(y, Math.max(2 * y.min, curve.y[i] ?? NaN))]);
  const ends: ScatterSeriesOption[] = interval
    ? [
        {
          type: 'scatter',
          name: 'interval',
          symbolSize: 7,
          silent: true,
          itemStyle: { color: colours.model },
          data: interval
            .filter((end) => end >= x.min && end <= x.max)
            .map((end) => [drawn(x, end), drawn(y, threshold)]),
          z: 6,
        },
      ]
    : [];
  return {
    ...frameOf(look),
    grid: gridOf(look),
    xAxis: xAxisOf(x, look),
    yAxis: yAxisOf(y, look),
    series: [
      ...before.map((curve, i) =>
        line(`${curve.n} values`, points(curve), {
          color: colours.mutedText,
          width: 1,
          opacity: 0.25 + (0.5 * (i + 1)) / before.length,
        }),
      ),
      ...(current && current.n !== all.n
        ? [line('all values', points(all), { color: colours.interval, width: 1.5, type: [5, 4] }, 4)]
        : []),
      ...(current ? [line(`${current.n} values`, points(current), { color: colours.model, width: 2.5 }, 5)] : []),
      ...(interval
        ? [
            line(
              'interval',
              interval.map((end) => [drawn(x, Math.min(x.max, Math.max(x.min, end))), drawn(y, threshold)]),
              { color: colours.model, width: 1, type: [2, 3] },
            ),
          ]
        : []),
      ...ends,
    ],
  };
}
