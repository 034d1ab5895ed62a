import { componentDistance } from '../../../shared/statistics/component-distance.ts';
import { FitError } from '../../../shared/statistics/fit-error.ts';
import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';
import { mixtureDensity, toResponsibilities } from '../../../shared/statistics/mixture-density.ts';

/**
 * Where a component is missed most: at the row, of those drawn, that the mixture finds least likely, with a quarter of the
 * spread of all rows.
 * @param values  one array per column, shape (points,)
 * @returns null without rows
 */
export function newComponent(
  mixture: GaussianMixture,
  values: readonly Float64Array[],
): { mean: number[]; covariance: number[][] } | null {
  const n = values[0]?.length ?? 0;
  const d = mixture.means[0]?.length ?? 0;
  if (n === 0 || values.length !== d) return null;
  let density;
  try {
    density = mixtureDensity(mixture);
  } catch (thrown) {
    if (thrown instanceof FitError) return null;
    throw thrown;
  }
  const terms = new Float64Array(density.parts);
  const x = new Float64Array(d);
  let least = Infinity;
  let at = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) x[j] = values[j]![i]!;
    const height = toResponsibilities(density.logTerms(x, terms));
    if (height < least) {
      least = height;
      at = i;
    }
  }
  const variance = values.map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / n;
    return column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
  });
  return {
    mean: values.map((column) => column[at]!),
    covariance: variance.map((value, i) => variance.map((_, j) => (i === j ? value / 16 : 0))),
  };
}

/** The component most like component k. */
export function nearestComponent({ weights, means, covariances }: GaussianMixture, k: number): number {
  const part = (l: number) => ({ mean: means[l]!, covariance: covariances[l]! });
  let best = k === 0 ? 1 : 0;
  for (let l = 0; l < weights.length; l++)
    if (l !== k && componentDistance(part(k), part(l)) < componentDistance(part(k), part(best))) best = l;
  return best;
}
