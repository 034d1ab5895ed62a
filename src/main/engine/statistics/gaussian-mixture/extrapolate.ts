import type { CovarianceShape } from '../../kernels/em.ts';
import { cholesky } from '../linear-algebra/cholesky.ts';
import { createMoments, type Moments } from './moments.ts';

/**
 * Squared extrapolation of an EM sequence (SQUAREM, steplength S3, [VaradhanRoland2008]) in the space of moments:
 * logarithms of the rows, means, Cholesky factors with logarithms on the diagonal. Whatever comes out has positive rows
 * and positive definite covariances, and the M-step turns it into a mixture of the model, locks and all.
 * @param longest  limit of the step in multiples of EM's own, at least 1
 * @returns the moments reached and the step taken; null where a covariance has no Cholesky factor
 */
export function extrapolate(
  from: Moments,
  once: Moments,
  twice: Moments,
  shape: CovarianceShape,
  longest: number,
): { moments: Moments; step: number; rate: number } | null {
  const a = toCoordinates(from, shape);
  const b = toCoordinates(once, shape);
  const c = toCoordinates(twice, shape);
  if (!a || !b || !c) return null;
  let rr = 0;
  let vv = 0;
  let second = 0;
  for (let i = 0; i < a.length; i++) {
    const r = b[i]! - a[i]!;
    const next = c[i]! - b[i]!;
    rr += r * r;
    second += next * next;
    vv += (next - r) * (next - r);
  }
  const rate = rr > 0 ? Math.sqrt(second / rr) : 0; // how much an EM step shrinks from one to the next
  const step = vv > 0 ? Math.min(longest, Math.max(1, Math.sqrt(rr / vv))) : 1;
  if (step === 1) return { moments: twice, step, rate };
  for (let i = 0; i < a.length; i++) {
    const r = b[i]! - a[i]!;
    const v = c[i]! - b[i]! - r;
    a[i] = a[i]! + 2 * step * r + step * step * v;
  }
  return { moments: toMoments(a, from, shape), step, rate };
}

/** Per component: ln rows, mean, factor; at the end ln noise rows where there are any. */
function toCoordinates(moments: Moments, shape: CovarianceShape): Float64Array | null {
  const { components: K, d, rows, means, covariances, noiseRows } = moments;
  const cells = shape === 'full' ? (d * (d + 1)) / 2 : d;
  const coordinates = new Float64Array(K * (1 + d + cells) + 1);
  let at = 0;
  for (let k = 0; k < K; k++) {
    coordinates[at++] = Math.log(rows[k]!);
    for (let i = 0; i < d; i++) coordinates[at++] = means[k * d + i]!;
    const l = cholesky(covariances.subarray(k * d * d, (k + 1) * d * d), d);
    if (!l) return null;
    for (let i = 0; i < d; i++)
      for (let j = shape === 'full' ? 0 : i; j <= i; j++)
        coordinates[at++] = i === j ? Math.log(l[i * d + i]!) : l[i * d + j]!;
  }
  coordinates[at] = noiseRows > 0 ? Math.log(noiseRows) : 0;
  return coordinates.every((value) => Number.isFinite(value)) ? coordinates : null;
}

function toMoments(coordinates: Float64Array, like: Moments, shape: CovarianceShape): Moments {
  const { components: K, d } = like;
  const moments = createMoments(K, d);
  const l = new Float64Array(d * d);
  let at = 0;
  for (let k = 0; k < K; k++) {
    moments.rows[k] = Math.exp(coordinates[at++]!);
    for (let i = 0; i < d; i++) moments.means[k * d + i] = coordinates[at++]!;
    for (let i = 0; i < d; i++)
      for (let j = shape === 'full' ? 0 : i; j <= i; j++)
        l[i * d + j] = i === j ? Math.exp(coordinates[at++]!) : coordinates[at++]!;
    for (let i = 0; i < d; i++)
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let m = 0; m <= j; m++) sum += l[i * d + m]! * l[j * d + m]!;
        moments.covariances[(k * d + i) * d + j] = moments.covariances[(k * d + j) * d + i] = sum;
      }
  }
  moments.noiseRows = like.noiseRows > 0 ? Math.exp(coordinates[at]!) : 0;
  return moments;
}
