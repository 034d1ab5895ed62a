import type { Scatters } from './structured-covariances.ts';

/** Variances of each component along common axes, shape (K, d): the diagonals of QᵀCₖQ. */
export function inOrientation(covariances: Float64Array, axes: Float64Array, K: number, d: number): Float64Array {
  const variances = new Float64Array(K * d);
  for (let k = 0; k < K; k++)
    for (let axis = 0; axis < d; axis++) variances[k * d + axis] = form(covariances, k, axes, axis, axis, d);
  return variances;
}

/**
 * Covariances from variances along axes: Q·diag·Qᵀ.
 * @param axesOf  the axes of a component, in columns; null where they are the columns of the data
 */
export function outOfOrientation(
  variances: Float64Array,
  axesOf: ((component: number) => Float64Array) | null,
  K: number,
  d: number,
): Float64Array {
  const covariances = new Float64Array(K * d * d);
  for (let k = 0; k < K; k++) {
    const axes = axesOf?.(k);
    for (let i = 0; i < d; i++)
      if (!axes) covariances[(k * d + i) * d + i] = variances[k * d + i]!;
      else
        for (let j = 0; j <= i; j++) {
          let sum = 0;
          for (let axis = 0; axis < d; axis++)
            sum += axes[i * d + axis]! * variances[k * d + axis]! * axes[j * d + axis]!;
          covariances[(k * d + i) * d + j] = covariances[(k * d + j) * d + i] = sum;
        }
  }
  return covariances;
}

/**
 * Turns common axes, two at a time, so that Σₖ nₖ·tr(Q·Vₖ⁻¹·Qᵀ·Cₖ) falls: in the plane of two axes the best first axis is
 * the eigenvector of Σₖ nₖ(1/vₖₗ − 1/vₖₘ)·Cₖ, seen in that plane, with the smaller eigenvalue. [FluryGautschi1986]
 * @param variances  Vₖ along the present axes, shape (K, d)
 * @returns the turned axes, and the largest sine of an angle turned
 */
export function alignOrientation(scatters: Scatters, variances: Float64Array, axes: Float64Array) {
  const { components: K, d, rows, covariances } = scatters;
  const vectors = axes.slice();
  let turned = 0;
  for (let l = 0; l < d; l++)
    for (let m = l + 1; m < d; m++) {
      let xx = 0;
      let xy = 0;
      let yy = 0;
      for (let k = 0; k < K; k++) {
        const pull = rows[k]! * (1 / variances[k * d + l]! - 1 / variances[k * d + m]!);
        xx += pull * form(covariances, k, vectors, l, l, d);
        xy += pull * form(covariances, k, vectors, l, m, d);
        yy += pull * form(covariances, k, vectors, m, m, d);
      }
      // The smaller eigenvalue's direction, at most 45° from the present axis up to relabelling.
      const angle = Math.atan2(2 * xy, xx - yy) / 2 + Math.PI / 2;
      const c = Math.cos(angle);
      const s = Math.sin(angle);
      if (!Number.isFinite(c)) continue;
      for (let i = 0; i < d; i++) {
        const x = vectors[i * d + l]!;
        const y = vectors[i * d + m]!;
        vectors[i * d + l] = c * x + s * y;
        vectors[i * d + m] = c * y - s * x;
      }
      turned = Math.max(turned, Math.abs(s));
    }
  return { vectors, turned };
}

/** qₐᵀ·Cₖ·q_b for two columns of the axes. */
function form(covariances: Float64Array, k: number, axes: Float64Array, a: number, b: number, d: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++) {
    let row = 0;
    for (let j = 0; j < d; j++) row += covariances[(k * d + i) * d + j]! * axes[j * d + b]!;
    sum += axes[i * d + a]! * row;
  }
  return sum;
}
