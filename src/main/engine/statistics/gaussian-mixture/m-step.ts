import type { CovarianceModel } from '../../../../shared/statistics/covariance-models.ts';
import type { Moments } from './moments.ts';
import type { ScaledMixture, UniformDensity } from './scaled-mixture.ts';
import { structuredCovariances, type Scatters } from './structured-covariances.ts';

/** What is held fixed, per component; null where it is free. In the fit's coordinates. */
export interface Locks {
  weights: readonly (number | null)[];
  means: readonly (Float64Array | null)[];
  covariances: readonly (Float64Array | null)[];
}

export interface MStepOptions {
  model: CovarianceModel;
  locks: Locks | null;
  /** Added to the variances, shape (d,); null for nothing. */
  ridge: Float64Array | null;
  /** The noise component; null without one. */
  noise: UniformDensity | null;
}

/**
 * The mixture that maximises the expected complete-data log-likelihood: weights are shares of rows, means are means, and
 * covariances follow from the scatters as their model allows.
 * @returns null where a covariance model has no maximum (a volume vanishes)
 */
export function mStep(moments: Moments, options: MStepOptions, previous: ScaledMixture | null): ScaledMixture | null {
  const { components, d, rows, noiseRows } = moments;
  const { model, locks, ridge, noise: uniform } = options;
  const total = rows.reduce((a, b) => a + b, 0) + noiseRows;
  const weights = rows.map((count) => count / total);
  const noise = uniform && { ...uniform, weight: Math.max(noiseRows / total, 1e-12) };

  const means = moments.means.slice();
  let scatters: Scatters = moments;
  let held: readonly (Float64Array | null)[] = [];
  if (locks) {
    lockWeights(weights, locks);
    scatters = lockMeans(moments, means, locks);
    held = locks.covariances;
  }
  const free = Array.from({ length: components }, (_, k) => k).filter((k) => !held[k]);
  const chosen = free.length === components ? scatters : onlyComponents(scatters, free);
  const before =
    previous && (free.length === components ? previous.covariances : pick(previous.covariances, free, d * d));
  const found = free.length === 0 ? new Float64Array(0) : structuredCovariances(model, chosen, before);
  if (!found) return null;
  if (ridge) found.forEach((_, i) => (i % (d * d)) % (d + 1) === 0 && (found[i]! += ridge[(i % (d * d)) % d]!));

  if (free.length === components) return { components, d, weights, means, covariances: found, noise };
  const covariances = new Float64Array(components * d * d);
  held.forEach((covariance, k) => covariance && covariances.set(covariance, k * d * d));
  free.forEach((k, i) => covariances.set(found.subarray(i * d * d, (i + 1) * d * d), k * d * d));
  return { components, d, weights, means, covariances, noise };
}

/** Locked weights stay; the others share what remains in proportion to their rows. */
function lockWeights(weights: Float64Array, locks: Locks): void {
  const held = locks.weights.reduce<number>((sum, weight) => sum + (weight ?? 0), 0);
  const free = weights.reduce((sum, weight, k) => sum + (locks.weights[k] == null ? weight : 0), 0);
  weights.forEach((weight, k) => (weights[k] = locks.weights[k] ?? (weight / free) * (1 - held)));
}

/** A locked mean stays, and the scatter is taken about it. */
function lockMeans(moments: Moments, means: Float64Array, locks: Locks): Scatters {
  const { components, d } = moments;
  const covariances = moments.covariances.slice();
  for (let k = 0; k < components; k++) {
    const mean = locks.means[k];
    if (!mean) continue;
    for (let i = 0; i < d; i++)
      for (let j = 0; j < d; j++)
        covariances[(k * d + i) * d + j]! +=
          (moments.means[k * d + i]! - mean[i]!) * (moments.means[k * d + j]! - mean[j]!);
    means.set(mean, k * d);
  }
  return { ...moments, covariances };
}

function onlyComponents(scatters: Scatters, kept: readonly number[]): Scatters {
  const { d } = scatters;
  return {
    components: kept.length,
    d,
    rows: pick(scatters.rows, kept, 1),
    covariances: pick(scatters.covariances, kept, d * d),
  };
}

function pick(values: Float64Array, kept: readonly number[], size: number): Float64Array {
  const picked = new Float64Array(kept.length * size);
  kept.forEach((from, to) => picked.set(values.subarray(from * size, (from + 1) * size), to * size));
  return picked;
}
