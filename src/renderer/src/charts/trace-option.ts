import type { EChartsOption, LineSeriesOption, ScatterSeriesOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { TraceView } from '../view-models/trace-view.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';

/** The log-likelihood rising with the half-steps of EM, the bound below it, and the half-step that is looked at. */
export function traceOption({ x, y, logLikelihood, bound, at }: TraceView, look: ChartLook): EChartsOption {
  const { colours } = look;
  const place = ([a, b]: readonly [number, number]): [number, number] => [drawn(x, a), drawn(y, b)];
  const few = (x.max - x.min) * 2 <= 60;
  const line = (
    name: string,
    data: readonly [number, number][],
    colour: string,
    dashed: boolean,
  ): LineSeriesOption => ({
    type: 'line',
    name,
    data: data.map(place),
    clip: true,
    showSymbol: few,
    symbol: dashed ? 'triangle' : 'circle',
    symbolSize: dashed ? 6 : 5,
    silent: true,
    lineStyle: { color: colour, width: 1.75, type: dashed ? 'dashed' : 'solid' },
    itemStyle: { color: colour },
  });
  const mark = (name: string, height: number, colour: string, symbol: string): ScatterSeriesOption => ({
    type: 'scatter',
    name,
    data: [place([at.iteration, height])],
    symbol,
    symbolSize: 12,
    silent: true,
    z: 5,
    itemStyle: { color: colour, borderColor: colours.background, borderWidth: 2 },
  });
  return {
    ...frameOf(look),
    grid: gridOf(look),
    xAxis: xAxisOf(x, look),
    yAxis: yAxisOf(y, look),
    series: [
      line('log-likelihood ℓ', logLikelihood, colours.spread, false),
      line('lower bound', bound, colours.interval, true),
      mark('bound shown', at.bound, colours.interval, 'triangle'),
      mark('log-likelihood shown', at.logLikelihood, colours.spread, 'circle'),
    ],
  };
}
