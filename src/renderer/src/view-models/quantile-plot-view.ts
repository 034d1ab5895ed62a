import type { QuantilePlot } from '../../../shared/statistics/quantile-plot.ts';
import { linearAxis, type Axis } from './axis.ts';
import type { ValueKind } from './histogram-view.ts';
import type { NormalParameters } from './normal-curve.ts';
import { formatCount, formatNumber } from './number-format.ts';
import { timeAxis } from './time-axis.ts';

export interface QuantilePlotRequest {
  column: string;
  kind: ValueKind;
  plot: QuantilePlot;
  /** The model whose quantiles are the line. */
  model: NormalParameters;
  room: { x: number; y: number };
}

export interface QuantilePlotView {
  /** Quantile of the standard normal. */
  x: Axis;
  /** Value of the column. */
  y: Axis;
  plot: QuantilePlot;
  /** The line on which a perfect normal lies: y = μ + σ x over the whole axis. */
  line: { from: number; to: number };
  summary: string;
  /** What the band says, in one sentence. */
  verdict: string;
}

/** Ordered values against the quantiles of the standard normal: a straight line, up to chance, when the column is normal. */
export function quantilePlotView({ column, kind, plot, model, room }: QuantilePlotRequest): QuantilePlotView {
  const widest = Math.max(...[plot.theoretical[0] ?? -1, plot.theoretical.at(-1) ?? 1].map(Math.abs), 0.5) * 1.06;
  const values = [
    plot.sample[0] ?? 0,
    plot.sample.at(-1) ?? 1,
    ...endsOf(plot.bandLower),
    ...endsOf(plot.bandUpper),
  ].filter(Number.isFinite);
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const margin = (max - min) * 0.04;
  const range = { min: min - margin, max: max + margin, name: column, count: room.y };
  return {
    x: linearAxis({ min: -widest, max: widest, name: 'standard normal quantile', count: room.x }),
    y: kind === 'date' ? timeAxis(range) : linearAxis(range),
    plot,
    line: { from: model.mean - widest * model.sd, to: model.mean + widest * model.sd },
    summary: `Quantile-quantile plot of ${column} against the normal: correlation ${formatNumber(plot.correlation, 4)}.`,
    verdict: verdictOf(plot),
  };
}

function endsOf(values: Float64Array): number[] {
  return [values[0] ?? NaN, values.at(-1) ?? NaN];
}

function verdictOf({ outside, n }: QuantilePlot): string {
  if (outside === 0) return 'all inside the band';
  return `${formatCount(outside)} of ${formatCount(n)} outside the band`;
}
