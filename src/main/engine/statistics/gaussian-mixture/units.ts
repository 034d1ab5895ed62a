import type { GaussianMixture } from '../../../../shared/statistics/gaussian-mixture.ts';
import type { EmRows } from '../../kernels/em.ts';
import type { Locks } from './m-step.ts';
import { permuteComponents, type ScaledMixture } from './scaled-mixture.ts';

type Scale = Pick<EmRows, 'centre' | 'factor'>;

/** What a person holds fixed, in the columns' units; per component, null where it is free. */
export interface MixtureLocks {
  weights?: readonly (number | null)[];
  means?: readonly (readonly number[] | null)[];
  covariances?: readonly (readonly (readonly number[])[] | null)[];
}

/** Canonical order: descending weight, then ascending mean of the first column. */
export function canonicalOrder({ weights, means, d }: ScaledMixture): number[] {
  return [...weights.keys()].sort((a, b) => weights[b]! - weights[a]! || means[a * d]! - means[b * d]! || a - b);
}

/** A mixture in the columns' units, components in canonical order. */
export function toColumnUnits(scaled: ScaledMixture, scale: Scale, sort = true): GaussianMixture {
  const {
    components: K,
    d,
    weights,
    means,
    covariances,
    noise,
  } = sort ? permuteComponents(scaled, canonicalOrder(scaled)) : scaled;
  const { centre, factor } = scale;
  const logVolume = factor.reduce((sum, value) => sum + Math.log(value), 0);
  const each = <T>(length: number, make: (i: number) => T): T[] => Array.from({ length }, (_, i) => make(i));
  return {
    weights: [...weights],
    means: each(K, (k) => each(d, (i) => centre[i]! + means[k * d + i]! / factor[i]!)),
    covariances: each(K, (k) =>
      each(d, (i) => each(d, (j) => covariances[(k * d + i) * d + j]! / (factor[i]! * factor[j]!))),
    ),
    noise: noise && {
      weight: noise.weight,
      density: Math.exp(noise.logDensity + logVolume),
      ...(noise.box && {
        box: each(d, (j): [number, number] => {
          const [low, high] = noise.box!.subarray(2 * j);
          return [centre[j]! + low! / factor[j]!, centre[j]! + high! / factor[j]!];
        }),
      }),
    },
  };
}

/** A mixture in the coordinates of a fit. */
export function toScaled(
  { weights, means, covariances, noise }: GaussianMixture,
  { centre, factor }: Scale,
): ScaledMixture {
  const d = centre.length;
  const logVolume = factor.reduce((sum, value) => sum + Math.log(value), 0);
  return {
    components: weights.length,
    d,
    weights: Float64Array.from(weights),
    means: Float64Array.from(means.flatMap((mean) => mean.map((value, i) => (value - centre[i]!) * factor[i]!))),
    covariances: Float64Array.from(
      covariances.flatMap((covariance) =>
        covariance.flatMap((row, i) => row.map((value, j) => value * factor[i]! * factor[j]!)),
      ),
    ),
    noise: noise && {
      weight: noise.weight,
      logDensity: Math.log(noise.density) - logVolume,
      box: noise.box
        ? Float64Array.from(noise.box.flatMap((ends, j) => ends.map((end) => (end - centre[j]!) * factor[j]!)))
        : null,
    },
  };
}

/** Locks in the coordinates of a fit. */
export function scaleLocks(locks: MixtureLocks, { centre, factor }: Scale): Locks {
  return {
    weights: locks.weights ?? [],
    means: (locks.means ?? []).map(
      (mean) => mean && Float64Array.from(mean, (value, i) => (value - centre[i]!) * factor[i]!),
    ),
    covariances: (locks.covariances ?? []).map(
      (covariance) =>
        covariance &&
        Float64Array.from(covariance.flatMap((row, i) => row.map((value, j) => value * factor[i]! * factor[j]!))),
    ),
  };
}
