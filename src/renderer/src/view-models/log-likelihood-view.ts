import { normalLogLikelihood, type SufficientStatistics } from '../../../shared/statistics/normal.ts';
import { linearAxis, type Axis } from './axis.ts';
import type { ValueKind } from './histogram-view.ts';
import type { Curve, NormalParameters } from './normal-curve.ts';
import { formatNumber } from './number-format.ts';
import { timeAxis } from './time-axis.ts';

/** One slice through the log-likelihood surface: one parameter moves, the other stays where it is. */
export interface LogLikelihoodSlice {
  parameter: 'mean' | 'sd';
  x: Axis;
  /** ℓ along the slice; cut below the y axis. */
  curve: Curve;
  /** The slice through the maximum, while the current one lies elsewhere. */
  best: Curve | null;
  current: { x: number; y: number };
  estimate: number;
}

export interface LogLikelihoodView {
  y: Axis;
  slices: [mean: LogLikelihoodSlice, sd: LogLikelihoodSlice];
  /** ℓ(μ, σ). */
  value: number;
  /** ℓ(μ̂, σ̂), the maximum. */
  maximum: number;
  summary: string;
}

/**
 * The log-likelihood of the current parameters and its fall along either. The axes keep still while parameters are
 * dragged: μ̂ ± 2.5 σ̂, σ̂/3 to 3 σ̂, and from the maximum down to two per value, which is what a mean off by 2 σ̂ costs.
 * @param data  with sdMle > 0
 */
export function logLikelihoodView(
  data: SufficientStatistics,
  current: NormalParameters,
  column: string,
  room: { x: number; y: number },
  kind: ValueKind = 'number',
): LogLikelihoodView {
  const maximum = normalLogLikelihood(data, data.mean, data.sdMle);
  const value = normalLogLikelihood(data, current.mean, current.sd);
  const y = linearAxis({
    min: maximum - 2 * data.n,
    max: maximum + 0.12 * data.n,
    name: 'log-likelihood',
    count: room.y,
  });
  const estimate = { mean: data.mean, sd: data.sdMle };
  const moved = current.mean !== estimate.mean || current.sd !== estimate.sd;
  const ranges = {
    mean: [data.mean - 2.5 * data.sdMle, data.mean + 2.5 * data.sdMle],
    sd: [data.sdMle / 3, 3 * data.sdMle],
  } as const;
  const axisOf = (parameter: 'mean' | 'sd', min: number, max: number): Axis => {
    const name = `${parameter === 'mean' ? 'μ' : 'σ'} of ${column}`;
    if (kind === 'number') return linearAxis({ min, max, name, count: room.x });
    if (parameter === 'mean') return timeAxis({ min, max, name, count: room.x });
    return linearAxis({ min, max, name: `${name}, in days`, count: room.x, unit: millisecondsPerDay });
  };
  const slice = (parameter: 'mean' | 'sd'): LogLikelihoodSlice => {
    const [from, to] = ranges[parameter];
    const along = (fixed: NormalParameters): Curve => sliceOf(data, fixed, parameter, from, to);
    return {
      parameter,
      x: axisOf(parameter, from, to),
      curve: along(current),
      best: moved ? along(estimate) : null,
      current: { x: current[parameter], y: value },
      estimate: estimate[parameter],
    };
  };
  return {
    y,
    slices: [slice('mean'), slice('sd')],
    value,
    maximum,
    summary: `Log-likelihood ${formatNumber(value, 8)}, ${formatNumber(maximum - value, 4)} below its maximum ${formatNumber(maximum, 8)}.`,
  };
}

const millisecondsPerDay = 86_400_000;

function sliceOf(
  data: SufficientStatistics,
  fixed: NormalParameters,
  parameter: 'mean' | 'sd',
  from: number,
  to: number,
): Curve {
  const x = Float64Array.from({ length: 121 }, (_, index) => from + ((to - from) * index) / 120);
  const at = (value: number): number =>
    parameter === 'mean' ? normalLogLikelihood(data, value, fixed.sd) : normalLogLikelihood(data, fixed.mean, value);
  return { x, y: x.map(at) };
}
