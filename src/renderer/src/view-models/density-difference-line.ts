import { FitError } from '../../../shared/statistics/fit-error.ts';
import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';
import { mixtureDensity, toResponsibilities } from '../../../shared/statistics/mixture-density.ts';
import { linearAxis, type Axis } from './axis.ts';
import type { ChartTable } from './chart-table.ts';
import type { MixtureLine } from './mixture-view.ts';
import type { Curve } from './normal-curve.ts';
import { formatNumber } from './number-format.ts';

/** p₁(x) − p₂(x) of two mixtures of one column, ready to draw. */
export interface DensityDifference {
  x: Axis;
  y: Axis;
  curve: Curve;
  /** p₁ and p₂ at the same places, each of shape (points,). */
  densities: readonly [Float64Array, Float64Array];
  summary: string;
}

/**
 * @param drawn  the two mixtures as they are drawn over the histogram: they bring the axis, and points where they bend
 * @returns null where a variance is 0
 */
export function densityDifference(
  [first, second]: readonly [GaussianMixture, GaussianMixture],
  drawn: readonly [MixtureLine, MixtureLine],
  names: readonly [string, string],
  ticks: number,
): DensityDifference | null {
  const positions = Float64Array.from(new Set(drawn.flatMap(({ sum }) => [...(sum?.x ?? [])]))).sort();
  const a = densitiesAt(first, positions);
  const b = densitiesAt(second, positions);
  if (!a || !b || positions.length === 0) return null;
  const y = positions.map((_, i) => a[i]! - b[i]!);
  const most = y.reduce((high, value) => Math.max(high, Math.abs(value)), Number.MIN_VALUE);
  const at = y.reduce((best, value, i) => (Math.abs(value) > Math.abs(y[best]!) ? i : best), 0);
  const { x, y: density } = drawn[0];
  const denser = names[y[at]! >= 0 ? 0 : 1];
  return {
    x,
    y: linearAxis({
      min: -1.06 * most,
      max: 1.06 * most,
      name: density.name.replace('density', 'difference'),
      count: ticks,
      unit: perDay(density),
      nice: true,
    }),
    curve: { x: positions, y },
    densities: [a, b],
    summary: `Density of ${names[0]} minus that of ${names[1]}; they differ most where ${denser} is denser by ${formatNumber(most, 3)}.`,
  };
}

/** One row per place of the curve. */
export const differenceLineTable = (
  { curve, densities: [first, second] }: DensityDifference,
  column: string,
  names: readonly [string, string],
): ChartTable => ({
  columns: [column, `density of ${names[0]}`, `density of ${names[1]}`, 'difference'],
  rows: Array.from(curve.x, (x, i) => [x, first[i] ?? 0, second[i] ?? 0, curve.y[i] ?? 0]),
});

/** Dates are counted in milliseconds, and their densities written per day. */
const perDay = ({ name }: Axis): number => (name.includes('per day') ? 1 / 86_400_000 : 1);

function densitiesAt(mixture: GaussianMixture, positions: Float64Array): Float64Array | null {
  try {
    const { logTerms, parts } = mixtureDensity(mixture);
    const terms = new Float64Array(parts);
    return positions.map((x) => Math.exp(toResponsibilities(logTerms([x], terms))));
  } catch (thrown) {
    if (thrown instanceof FitError) return null;
    throw thrown;
  }
}
