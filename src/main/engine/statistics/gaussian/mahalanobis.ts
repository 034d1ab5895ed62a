import { invertLower, cholesky } from '../linear-algebra/cholesky.ts';
import { symmetricEigen } from '../linear-algebra/symmetric-eigen.ts';
import { isComplete } from './centred-moments.ts';

/** A mean and a covariance, as fits and mixtures have them. */
export interface GaussianParameters {
  mean: readonly number[];
  covariance: readonly (readonly number[])[];
}

/**
 * A function from a row to D² = (x − μ)ᵀ Σ⁻¹ (x − μ). Where Σ is singular, distances count within the plane of the rows,
 * and a row off that plane is infinitely far away.
 * @returns takes the columns and a row; NaN where a cell is missing
 */
export function createSquaredDistance({
  mean,
  covariance,
}: GaussianParameters): (columns: readonly Float64Array[], row: number) => number {
  const d = mean.length;
  // In units of the standard deviations, so that units decide nothing about rank.
  const sd = covariance.map((line, i) => Math.sqrt(line[i]!) || 1);
  const scaled = Float64Array.from({ length: d * d }, (_, cell) => {
    const [i, j] = [Math.floor(cell / d), cell % d];
    return covariance[i]![j]! / (sd[i]! * sd[j]!);
  });
  const whiten = whitening(scaled, d);
  const x = new Float64Array(d);
  return (columns, row) => {
    for (let j = 0; j < d; j++) x[j] = (columns[j]![row]! - mean[j]!) / sd[j]!;
    if (!x.every((value) => Number.isFinite(value))) return NaN;
    let square = 0;
    for (let i = 0; i < whiten.rows; i++) {
      let z = 0;
      for (let j = 0; j < d; j++) z += whiten.matrix[i * d + j]! * x[j]!;
      square += z * z;
    }
    for (const normal of whiten.normals) {
      const off = normal.reduce((sum, value, j) => sum + value * x[j]!, 0);
      if (Math.abs(off) > 1e-6 * (1 + Math.sqrt(square))) return Infinity;
    }
    return square;
  };
}

/** W with WᵀW = C⁻¹, or of C's own plane and the normals of that plane. */
function whitening(c: Float64Array, d: number): { matrix: Float64Array; rows: number; normals: Float64Array[] } {
  const l = cholesky(c, d);
  if (l && Math.min(...Array.from({ length: d }, (_, i) => l[i * d + i]!)) > 3e-7)
    return { matrix: invertLower(l, d), rows: d, normals: [] };
  const { values, vectors } = symmetricEigen(c, d);
  const rank = values.filter((value) => value > 1e-13 * values[0]!).length;
  const axis = (j: number): Float64Array => Float64Array.from({ length: d }, (_, i) => vectors[i * d + j]!);
  const matrix = new Float64Array(rank * d);
  for (let j = 0; j < rank; j++)
    matrix.set(
      axis(j).map((value) => value / Math.sqrt(values[j]!)),
      j * d,
    );
  return { matrix, rows: rank, normals: Array.from({ length: d - rank }, (_, j) => axis(rank + j)) };
}

/**
 * D² of every row; NaN for a row left out or with a missing cell, Infinity off the plane of collinear columns.
 * @returns shape (n,)
 */
export function mahalanobis(
  columns: readonly Float64Array[],
  parameters: GaussianParameters,
  included: Uint8Array | null = null,
): Float64Array {
  const squaredDistance = createSquaredDistance(parameters);
  return Float64Array.from({ length: columns[0]?.length ?? 0 }, (_, row) =>
    isComplete(columns, row, included) ? squaredDistance(columns, row) : NaN,
  );
}
