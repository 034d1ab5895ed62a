import { normalDensity } from '../../../shared/statistics/normal.ts';

/** The parameters of a normal, fitted or set by hand, in the column's units; sd > 0. */
export interface NormalParameters {
  mean: number;
  sd: number;
}

/** Points of a line, x ascending. */
export interface Curve {
  x: Float64Array;
  y: Float64Array;
}

/**
 * The normal density times `scale`, over [from, to]. Points lie evenly over the range and evenly again over μ ± 6σ, so
 * that a curve much narrower than the range keeps its shape.
 */
export function normalCurve({ mean, sd }: NormalParameters, from: number, to: number, scale: number): Curve {
  const positions = [...evenly(from, to, 161), ...evenly(mean - 6 * sd, mean + 6 * sd, 161)];
  const x = Float64Array.from(new Set(positions.filter((value) => value >= from && value <= to))).sort();
  return { x, y: x.map((value) => scale * normalDensity(value, mean, sd)) };
}

function evenly(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));
}
