import { symmetricEigen } from '../linear-algebra/symmetric-eigen.ts';
import { createMoments, type Moments } from './moments.ts';

/** Half-distance of the two halves' means in standard deviations along the axis: what is left within is 1 − 0.8². */
const apart = 0.8;

/**
 * One component more: component k is cut in two across its longest axis (or the axis given), keeping its mean and
 * covariance as a whole.
 */
export function splitComponent(moments: Moments, k: number, axis = 0): Moments {
  const { components: K, d, rows } = moments;
  const split = createMoments(K + 1, d);
  split.noiseRows = moments.noiseRows;
  split.rows.set(rows);
  split.means.set(moments.means);
  split.covariances.set(moments.covariances);
  const size = d * d;
  const { values, vectors } = symmetricEigen(moments.covariances.subarray(k * size, (k + 1) * size), d);
  const length = apart * Math.sqrt(Math.max(0, values[axis]!));
  split.rows[k] = split.rows[K] = rows[k]! / 2;
  for (let i = 0; i < d; i++) {
    const step = length * vectors[i * d + axis]!;
    split.means[k * d + i] = moments.means[k * d + i]! - step;
    split.means[K * d + i] = moments.means[k * d + i]! + step;
    for (let j = 0; j < d; j++) {
      const within = moments.covariances[k * size + i * d + j]! - step * length * vectors[j * d + axis]!;
      split.covariances[k * size + i * d + j] = split.covariances[K * size + i * d + j] = within;
    }
  }
  return split;
}

/** One component more: component k becomes a narrow and a wide one about the same mean, as a heavy-tailed group needs. */
export function nestComponent(moments: Moments, k: number): Moments {
  const nested = splitComponent(moments, k);
  const { components: K, d } = moments;
  const size = d * d;
  for (const [part, extent] of [
    [k, 0.3],
    [K, 1.7],
  ] as const) {
    for (let i = 0; i < d; i++) nested.means[part * d + i] = moments.means[k * d + i]!;
    for (let cell = 0; cell < size; cell++)
      nested.covariances[part * size + cell] = extent * moments.covariances[k * size + cell]!;
  }
  return nested;
}

/** One component fewer: component b is taken into component a, with the moments of their union. */
export function mergeComponents(moments: Moments, a: number, b: number): Moments {
  const { components: K, d, rows, means, covariances } = moments;
  const merged = createMoments(K - 1, d);
  merged.noiseRows = moments.noiseRows;
  const size = d * d;
  const total = rows[a]! + rows[b]!;
  const [shareA, shareB] = [rows[a]! / total, rows[b]! / total];
  for (let k = 0, to = 0; k < K; k++) {
    if (k === b) continue;
    merged.rows[to] = k === a ? total : rows[k]!;
    for (let i = 0; i < d; i++) {
      const gapI = means[a * d + i]! - means[b * d + i]!;
      merged.means[to * d + i] = k === a ? shareA * means[a * d + i]! + shareB * means[b * d + i]! : means[k * d + i]!;
      for (let j = 0; j < d; j++) {
        const cell = i * d + j;
        const gapJ = means[a * d + j]! - means[b * d + j]!;
        merged.covariances[to * size + cell] =
          k === a
            ? shareA * covariances[a * size + cell]! +
              shareB * covariances[b * size + cell]! +
              shareA * shareB * gapI * gapJ
            : covariances[k * size + cell]!;
      }
    }
    to++;
  }
  return merged;
}
