import type { IdentifiedMixture } from './component-identity.ts';
import type { GaussianMixture } from './gaussian-mixture.ts';
import { inverseOfLower, lowerFactor } from './lower-factor.ts';

// Changes a person makes to a mixture by hand. Each returns a new mixture whose weights add up to 1; a change that would
// leave a covariance without extent returns the mixture as it was.

/** Moves μ of component k. */
export function moveMean({ mixture, ids }: IdentifiedMixture, k: number, mean: readonly number[]): IdentifiedMixture {
  return { mixture: { ...mixture, means: mixture.means.with(k, [...mean]) }, ids };
}

/** Puts another Σ in the place of component k's. */
export function changeCovariance(
  { mixture, ids }: IdentifiedMixture,
  k: number,
  covariance: readonly (readonly number[])[],
): IdentifiedMixture {
  if (!lowerFactor(covariance)) return { mixture, ids };
  const own = covariance.map((row) => [...row]);
  return { mixture: { ...mixture, covariances: mixture.covariances.with(k, own) }, ids };
}

/**
 * Σ with another covariance of two of its columns: the plane of the two is stretched so that they have it, and what they
 * share with the other columns is stretched along. Positive definite stays positive definite.
 * @param plane  places of the two columns
 * @param block  their new covariance, shape (2, 2)
 */
export function reshapePlane(
  covariance: readonly (readonly number[])[],
  plane: readonly [number, number],
  block: readonly (readonly number[])[],
): number[][] {
  const same = covariance.map((row) => [...row]);
  const old = lowerFactor(plane.map((i) => plane.map((j) => covariance[i]![j]!)));
  const wanted = lowerFactor(block);
  if (!old || !wanted) return same;
  const inverse = inverseOfLower(old);
  // T = L' L⁻¹ takes the old covariance of the plane to the new one.
  const t = wanted.map((row) => [0, 1].map((j) => row.reduce((sum, value, i) => sum + value * inverse[i]![j]!, 0)));
  const d = covariance.length;
  const m = same.map((_, i) => Array.from({ length: d }, (_, j): number => (i === j ? 1 : 0)));
  plane.forEach((i, a) => plane.forEach((j, b) => (m[i]![j] = t[a]![b]!)));
  const half = m.map((row) => same.map((_, j) => row.reduce((sum, value, i) => sum + value * same[i]![j]!, 0)));
  const full = half.map((row) => m.map((other) => row.reduce((sum, value, j) => sum + value * other[j]!, 0)));
  return full.map((row, i) => row.map((value, j) => (value + full[j]![i]!) / 2));
}

/** Gives component k a weight; the others and the noise share the rest as they did. */
export function changeWeight({ mixture, ids }: IdentifiedMixture, k: number, weight: number): IdentifiedMixture {
  const own = Math.min(0.999, Math.max(0.001, weight));
  const others = 1 - mixture.weights[k]!;
  const count = mixture.weights.length - 1 + (mixture.noise ? 1 : 0);
  if (count === 0) return { mixture, ids };
  const scale = (value: number): number => (others > 0 ? (value * (1 - own)) / others : (1 - own) / count);
  return {
    mixture: {
      ...mixture,
      weights: mixture.weights.map((value, l) => (l === k ? own : scale(value))),
      noise: mixture.noise && { ...mixture.noise, weight: scale(mixture.noise.weight) },
    },
    ids,
  };
}

/** Takes a component away; a mixture keeps at least one. */
export function removeComponent({ mixture, ids }: IdentifiedMixture, k: number): IdentifiedMixture {
  if (mixture.weights.length < 2) return { mixture, ids };
  const others = <T>(list: readonly T[]): T[] => list.filter((_, l) => l !== k);
  return {
    mixture: normalised({
      weights: others(mixture.weights),
      means: others(mixture.means),
      covariances: others(mixture.covariances),
      noise: mixture.noise,
    }),
    ids: others(ids),
  };
}

/** Adds a component that takes its share from all others alike. */
export function addComponent(
  { mixture, ids }: IdentifiedMixture,
  mean: readonly number[],
  covariance: readonly (readonly number[])[],
): IdentifiedMixture {
  const share = 1 / (mixture.weights.length + 1);
  return {
    mixture: {
      weights: [...mixture.weights.map((weight) => weight * (1 - share)), share],
      means: [...mixture.means, [...mean]],
      covariances: [...mixture.covariances, covariance.map((row) => [...row])],
      noise: mixture.noise && { ...mixture.noise, weight: mixture.noise.weight * (1 - share) },
    },
    ids: [...ids, freeId(ids)],
  };
}

/** How far apart the halves of a split lie: ± this many standard deviations along the longest axis. */
const splitReach = 0.8;

/** Two components in the place of one, apart along its longest axis; together they have its weight, mean and covariance. */
export function splitComponent({ mixture, ids }: IdentifiedMixture, k: number): IdentifiedMixture {
  const { weights, means, covariances } = mixture;
  const covariance = covariances[k]!;
  const { variance, direction } = longestAxis(covariance);
  const step = splitReach * Math.sqrt(variance);
  const narrowed = covariance.map((row, i) =>
    row.map((value, j) => value - splitReach ** 2 * variance * direction[i]! * direction[j]!),
  );
  const mean = (sign: number): number[] => means[k]!.map((value, i) => value + sign * step * direction[i]!);
  const half = weights[k]! / 2;
  return {
    mixture: {
      weights: [...weights.with(k, half), half],
      means: [...means.with(k, mean(-1)), mean(1)],
      covariances: [...covariances.with(k, narrowed), narrowed.map((row) => [...row])],
      noise: mixture.noise,
    },
    ids: [...ids, freeId(ids)],
  };
}

/** One component in the place of two, with their weight, mean and covariance; it keeps k's number. */
export function mergeComponents({ mixture, ids }: IdentifiedMixture, k: number, l: number): IdentifiedMixture {
  const { weights, means, covariances } = mixture;
  const weight = weights[k]! + weights[l]!;
  const [a, b] = [weights[k]! / weight, weights[l]! / weight];
  const mean = means[k]!.map((value, i) => a * value + b * means[l]![i]!);
  const covariance = covariances[k]!.map((row, i) =>
    row.map((value, j) => {
      const between = (means[k]![i]! - means[l]![i]!) * (means[k]![j]! - means[l]![j]!);
      return a * value + b * covariances[l]![i]![j]! + a * b * between;
    }),
  );
  const merged: IdentifiedMixture = {
    mixture: {
      ...mixture,
      weights: weights.with(k, weight),
      means: means.with(k, mean),
      covariances: covariances.with(k, covariance),
    },
    ids,
  };
  const kept = <T>(list: readonly T[]): T[] => list.filter((_, at) => at !== l);
  return {
    mixture: {
      ...merged.mixture,
      weights: kept(merged.mixture.weights),
      means: kept(merged.mixture.means),
      covariances: kept(merged.mixture.covariances),
    },
    ids: kept(ids),
  };
}

/** The largest eigenvalue and its unit vector, by repeated squaring of the matrix: no two eigenvalues are too close for it. */
export function longestAxis(covariance: readonly (readonly number[])[]): { variance: number; direction: number[] } {
  let power = covariance.map((row) => [...row]);
  for (let round = 0; round < 40; round++) {
    const trace = power.reduce((sum, row, i) => sum + row[i]!, 0);
    if (!(trace > 0)) break;
    const scaled = power.map((row) => row.map((value) => value / trace));
    power = scaled.map((row) => scaled.map((_, j) => row.reduce((sum, value, m) => sum + value * scaled[m]![j]!, 0)));
  }
  // All columns of the power are the axis now, up to length: the longest one is the most exact.
  const lengths = power.map((row) => Math.hypot(...row));
  const row = power[lengths.indexOf(Math.max(...lengths))]!;
  const length = Math.hypot(...row);
  const direction = row.map((value) => value / length);
  const variance = direction.reduce(
    (sum, value, i) => sum + value * direction.reduce((inner, other, j) => inner + covariance[i]![j]! * other, 0),
    0,
  );
  return { variance, direction };
}

function normalised(mixture: GaussianMixture): GaussianMixture {
  const total = mixture.weights.reduce((a, b) => a + b, mixture.noise?.weight ?? 0);
  return {
    ...mixture,
    weights: mixture.weights.map((weight) => weight / total),
    noise: mixture.noise && { ...mixture.noise, weight: mixture.noise.weight / total },
  };
}

/** The lowest number not in use. */
const freeId = (ids: readonly number[]): number => {
  let id = 0;
  while (ids.includes(id)) id++;
  return id;
};
