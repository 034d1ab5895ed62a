import type { CovarianceModel } from '../../../../shared/statistics/covariance-models.ts';
import { cholesky, logDeterminant } from '../linear-algebra/cholesky.ts';
import { symmetricEigen } from '../linear-algebra/symmetric-eigen.ts';
import { alignOrientation, inOrientation, outOfOrientation } from './orientation.ts';

/** Scatters of the components, as an M-step has them. */
export interface Scatters {
  components: number;
  d: number;
  /** Rows per component, shape (K,). */
  rows: Float64Array;
  /** Covariances ÷ rows about the component's mean, shape (K, d, d). */
  covariances: Float64Array;
}

/** Inner iterations end when no volume, shape or angle moves by more than this share. */
const innerTolerance = 1e-9;
const innerLimit = 100;

/**
 * Covariances Σₖ that maximise the likelihood of a model given the components' scatters: [CeleuxGovaert1995] for all but
 * EVE and VVE, whose common orientation is found by rotating pairs of axes [FluryGautschi1986].
 * @param previous  covariances of the step before, from which inner iterations go on; null at the start
 * @returns shape (K, d, d); not positive definite where a scatter is not. Null where a volume vanishes.
 */
export function structuredCovariances(
  model: CovarianceModel,
  scatters: Scatters,
  previous: Float64Array | null,
): Float64Array | null {
  const { components: K, d, rows, covariances } = scatters;
  if (model === 'VVV') return covariances.slice();
  const total = rows.reduce((a, b) => a + b, 0);
  const [volume, shape, orientation] = model;

  // Seen along their axes: for I and E one orientation for all, for V each component's own.
  const own = orientation === 'V' && shape !== 'V';
  const eigen = own ? Array.from({ length: K }, (_, k) => symmetricEigen(matrix(covariances, k, d), d)) : [];
  if (own) {
    const diagonals = Float64Array.from({ length: K * d }, (_, i) =>
      Math.max(0, eigen[Math.floor(i / d)]!.values[i % d]!),
    );
    const fitted = fitDiagonals(volume === 'V', false, diagonals, rows, d);
    return fitted && outOfOrientation(fitted, (k) => eigen[k]!.vectors, K, d);
  }
  if (shape === 'V' && orientation === 'V') return equalDeterminants(scatters, total); // EVV
  if (orientation === 'I') {
    const diagonals = Float64Array.from({ length: K * d }, (_, i) => covariances[i * d + (i % d)]!);
    const fitted =
      shape === 'I'
        ? fitSpheres(volume === 'V', diagonals, rows, d)
        : fitDiagonals(volume === 'V', shape === 'V', diagonals, rows, d);
    return fitted && outOfOrientation(fitted, null, K, d);
  }
  if (shape === 'E') return proportional(volume === 'V', scatters, total); // EEE, VEE

  // EVE, VVE: shapes given the common orientation, orientation given the shapes, in turn.
  const common = previous ? blend(previous, K, d) : pooled(scatters, total);
  let axes = symmetricEigen(common, d).vectors;
  for (let turn = 0; turn < 10; turn++) {
    const fitted = fitDiagonals(volume === 'V', true, inOrientation(covariances, axes, K, d), rows, d);
    if (!fitted) return null;
    const { vectors, turned } = alignOrientation(scatters, fitted, axes);
    axes = vectors;
    if (turned < innerTolerance) break;
  }
  const fitted = fitDiagonals(volume === 'V', true, inOrientation(covariances, axes, K, d), rows, d);
  return fitted && outOfOrientation(fitted, () => axes, K, d);
}

const matrix = (all: Float64Array, k: number, d: number): Float64Array => all.subarray(k * d * d, (k + 1) * d * d);

function pooled({ components, d, rows, covariances }: Scatters, total: number): Float64Array {
  const sum = new Float64Array(d * d);
  for (let k = 0; k < components; k++)
    for (let cell = 0; cell < d * d; cell++) sum[cell]! += (rows[k]! / total) * covariances[k * d * d + cell]!;
  return sum;
}

/** A sum of covariances that share their axes, with unequal shares so that it is a circle in no plane by accident. */
function blend(covariances: Float64Array, K: number, d: number): Float64Array {
  const sum = new Float64Array(d * d);
  for (let k = 0; k < K; k++)
    for (let cell = 0; cell < d * d; cell++) sum[cell]! += covariances[k * d * d + cell]! / (k + 1);
  return sum;
}

const geometricMean = (values: Float64Array): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

/** EII, VII: one variance for all columns. diagonals: (K, d) */
function fitSpheres(varying: boolean, diagonals: Float64Array, rows: Float64Array, d: number): Float64Array {
  const variances = rows.map((_, k) => diagonals.subarray(k * d, (k + 1) * d).reduce((a, b) => a + b, 0) / d);
  const total = rows.reduce((a, b) => a + b, 0);
  const shared = variances.reduce((sum, v, k) => sum + (v * rows[k]!) / total, 0);
  return diagonals.map((_, i) => (varying ? variances[Math.floor(i / d)]! : shared));
}

/** λₖ·Aₖ from variances along given axes: volumes and shapes each equal or varying. diagonals: (K, d) */
function fitDiagonals(
  varyingVolume: boolean,
  varyingShape: boolean,
  diagonals: Float64Array,
  rows: Float64Array,
  d: number,
): Float64Array | null {
  if (varyingVolume && varyingShape) return diagonals.slice();
  const K = rows.length;
  const total = rows.reduce((a, b) => a + b, 0);
  if (varyingShape) {
    const volumes = rows.map((_, k) => geometricMean(diagonals.subarray(k * d, (k + 1) * d)));
    const shared = volumes.reduce((sum, v, k) => sum + (v * rows[k]!) / total, 0);
    return diagonals.map((v, i) => (v / volumes[Math.floor(i / d)]!) * shared);
  }
  const shape = (volumes: Float64Array): Float64Array => {
    const sum = new Float64Array(d);
    for (let i = 0; i < K * d; i++)
      sum[i % d]! += ((rows[Math.floor(i / d)]! / total) * diagonals[i]!) / volumes[Math.floor(i / d)]!;
    return sum;
  };
  let volumes = new Float64Array(K).fill(1);
  if (!varyingVolume) {
    const shared = shape(volumes);
    return diagonals.map((_, i) => shared[i % d]!);
  }
  for (let turn = 0; turn < innerLimit; turn++) {
    const sum = shape(volumes);
    const size = geometricMean(sum);
    const next = rows.map((_, k) => {
      let trace = 0;
      for (let j = 0; j < d; j++) trace += (diagonals[k * d + j]! * size) / sum[j]!;
      return trace / d;
    });
    const moved = next.reduce((most, v, k) => Math.max(most, Math.abs(v / volumes[k]! - 1)), 0);
    volumes = next;
    if (!(volumes.every((v) => v > 0) && Number.isFinite(size))) return null;
    if (moved < innerTolerance) break;
  }
  const sum = shape(volumes);
  const size = geometricMean(sum);
  return diagonals.map((_, i) => (volumes[Math.floor(i / d)]! * sum[i % d]!) / size);
}

/** EEE: one covariance for all. VEE: one up to a factor each. */
function proportional(varying: boolean, scatters: Scatters, total: number): Float64Array | null {
  const { components: K, d, rows, covariances } = scatters;
  const weighted = (volumes: Float64Array): Float64Array => {
    const scaled = { ...scatters, covariances: covariances.map((v, i) => v / volumes[Math.floor(i / (d * d))]!) };
    return pooled(scaled, total);
  };
  let volumes = new Float64Array(K).fill(1);
  let shared = weighted(volumes);
  for (let turn = 0; varying && turn < innerLimit; turn++) {
    const l = cholesky(shared, d);
    if (!l) return null;
    const size = Math.exp(logDeterminant(l, d) / d);
    const next = rows.map((_, k) => (traceOfSolved(l, matrix(covariances, k, d), d) * size) / d);
    const moved = next.reduce((most, v, k) => Math.max(most, Math.abs(v / volumes[k]! - 1)), 0);
    volumes = next;
    if (!volumes.every((v) => v > 0)) return null;
    shared = weighted(volumes);
    if (moved < innerTolerance) break;
  }
  if (!varying) return covariances.map((_, i) => shared[i % (d * d)]!);
  const l = cholesky(shared, d);
  if (!l) return null;
  const size = Math.exp(logDeterminant(l, d) / d);
  return covariances.map((_, i) => (volumes[Math.floor(i / (d * d))]! * shared[i % (d * d)]!) / size);
}

/** tr(C⁻¹·S) for C = L·Lᵀ. */
function traceOfSolved(l: Float64Array, s: Float64Array, d: number): number {
  let trace = 0;
  const x = new Float64Array(d);
  for (let column = 0; column < d; column++) {
    for (let i = 0; i < d; i++) {
      let sum = s[i * d + column]!;
      for (let m = 0; m < i; m++) sum -= l[i * d + m]! * x[m]!;
      x[i] = sum / l[i * d + i]!;
    }
    for (let i = d - 1; i >= column; i--) {
      let sum = x[i]!;
      for (let m = i + 1; m < d; m++) sum -= l[m * d + i]! * x[m]!;
      x[i] = sum / l[i * d + i]!;
    }
    trace += x[column]!;
  }
  return trace;
}

/** EVV: each component's own shape and orientation, one volume. */
function equalDeterminants({ components: K, d, rows, covariances }: Scatters, total: number): Float64Array | null {
  const volumes = new Float64Array(K);
  for (let k = 0; k < K; k++) {
    const l = cholesky(matrix(covariances, k, d), d);
    if (!l) return null;
    volumes[k] = Math.exp(logDeterminant(l, d) / d);
  }
  const shared = volumes.reduce((sum, v, k) => sum + (v * rows[k]!) / total, 0);
  return covariances.map((v, i) => (v / volumes[Math.floor(i / (d * d))]!) * shared);
}
