import { linearAxis, type Axis } from './axis.ts';
import { formatNumber } from './number-format.ts';

/** Log-likelihood after each iteration, and where one is looked at. */
export interface TraceView {
  x: Axis;
  y: Axis;
  points: [number, number][];
  /** The iteration shown; halves are M-steps under way. */
  at: [number, number];
  summary: string;
}

/** @param at  iteration shown, from 0; may lie between two */
export function traceView(trace: readonly number[], at: number, room: { x: number; y: number }): TraceView {
  const last = trace.length - 1;
  const [low = 0, high = 0] = [Math.min(...trace), Math.max(...trace)];
  const margin = Math.max(0.06 * (high - low), 1e-7 * Math.abs(high), 1e-9); // an EM that begins at its end moves by roundings
  const place = Math.min(last, Math.max(0, at));
  const [before, after] = [Math.floor(place), Math.ceil(place)];
  const height = trace[before]! + (place - before) * (trace[after]! - trace[before]!);
  return {
    x: linearAxis({ min: 0, max: Math.max(1, last), name: 'iteration', count: Math.min(room.x, Math.max(1, last)) }),
    y: linearAxis({
      min: low - margin,
      max: high + margin,
      name: 'log-likelihood',
      count: Math.min(4, room.y),
      longest: 999_999,
    }),
    points: trace.map((value, iteration) => [iteration, value]),
    at: [place, height],
    summary: `Log-likelihood over ${last} iterations, from ${formatNumber(trace[0] ?? NaN)} to ${formatNumber(trace.at(-1) ?? NaN)}.`,
  };
}
