import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { createGenerator } from '../random/generator.ts';
import { cholesky, congruence, invertLower, logDeterminant } from './cholesky.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** A covariance of 2d made-up rows: positive definite, symmetric. */
function covariance(d: number, seed: number): Float64Array {
  const { normal } = createGenerator(seed);
  const rows = Array.from({ length: 2 * d }, () => Array.from({ length: d }, normal));
  const a = new Float64Array(d * d);
  for (let i = 0; i < d; i++)
    for (let j = 0; j < d; j++) a[i * d + j] = rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0) / rows.length;
  return a;
}
const product = (a: Float64Array, b: Float64Array, d: number): Float64Array =>
  Float64Array.from({ length: d * d }, (_, cell) => {
    let sum = 0;
    for (let m = 0; m < d; m++) sum += a[Math.floor(cell / d) * d + m]! * b[m * d + (cell % d)]!;
    return sum;
  });
const transpose = (a: Float64Array, d: number): Float64Array =>
  a.map((_, cell) => a[(cell % d) * d + Math.floor(cell / d)]!);
const gap = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i]!)), 0);
const identity = (d: number): Float64Array =>
  Float64Array.from({ length: d * d }, (_, i) => (i % (d + 1) === 0 ? 1 : 0));

// Entries are of order 1 and sums have at most 12 terms: a few hundred roundings, 1e-13, with room for the inverse.
const tolerance = 1e-12;

for (const d of [1, 2, 3, 5, 8, 12]) {
  const a = covariance(d, d);
  test(`d = ${d}: L·Lᵀ = A, L·L⁻¹ = 1, and A seen through L⁻¹ is the identity`, () => {
    const l = cholesky(a, d)!;
    expect(gap(product(l, transpose(l, d), d), a)).toBeLessThan(tolerance);
    expect(gap(product(l, invertLower(l, d), d), identity(d))).toBeLessThan(tolerance);
    expect(gap(congruence(invertLower(l, d), a, d), identity(d))).toBeLessThan(1e-10); // times the condition of A
  });
  test(`d = ${d}: A·Q = Q·Λ, QᵀQ = 1, ln det A = Σ ln λ, and the values are those of ml-matrix`, () => {
    const { values, vectors } = symmetricEigen(a, d);
    const scaled = vectors.map((v, cell) => v * values[cell % d]!);
    expect(gap(product(a, vectors, d), scaled)).toBeLessThan(tolerance);
    expect(gap(product(transpose(vectors, d), vectors, d), identity(d))).toBeLessThan(tolerance);
    expect(logDeterminant(cholesky(a, d)!, d)).toBeCloseTo(
      values.reduce((sum, v) => sum + Math.log(v), 0),
      10,
    );
    const oracle = new EigenvalueDecomposition(
      new Matrix(Array.from({ length: d }, (_, i) => [...a.subarray(i * d, i * d + d)])),
    );
    expect(gap(values, Float64Array.from(oracle.realEigenvalues).sort().reverse())).toBeLessThan(tolerance);
  });
}

test('a singular and an indefinite matrix have no Cholesky factor', () => {
  expect(cholesky([1, 1, 1, 1], 2)).toBeNull();
  expect(cholesky([1, 2, 2, 1], 2)).toBeNull();
  expect(cholesky([NaN], 1)).toBeNull();
});

test('the eigenvalues of [[1, .5], [.5, 1]] are 1.5 and 0.5', () => {
  const { values } = symmetricEigen([1, 0.5, 0.5, 1], 2);
  expect([...values]).toEqual([1.5, 0.5]);
});

test('a graded matrix keeps its small eigenvalue: 1e16 and 1e-16 side by side', () => {
  // Exact smaller eigenvalue of [[1e16, 0.5], [0.5, 1e-16 + 2.5e-17]]: det ÷ larger = 1e-16 up to 1e-32.
  const { values } = symmetricEigen([1e16, 0.5, 0.5, 1.25e-16], 2);
  expect(values[1]! / 1e-16).toBeCloseTo(1, 12);
});
