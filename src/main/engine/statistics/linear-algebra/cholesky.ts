/**
 * Lower triangular L with L·Lᵀ = A, row by row in a d × d array whose upper triangle is 0. Reads the lower triangle of A.
 * @returns L, or null where A is not positive definite
 */
export function cholesky(a: ArrayLike<number>, d: number): Float64Array | null {
  const l = new Float64Array(d * d);
  for (let i = 0; i < d; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a[i * d + j]!;
      for (let m = 0; m < j; m++) sum -= l[i * d + m]! * l[j * d + m]!;
      if (i === j) {
        if (!(sum > 0)) return null;
        l[i * d + i] = Math.sqrt(sum);
      } else l[i * d + j] = sum / l[j * d + j]!;
    }
  return l;
}

/** Inverse of a lower triangular matrix, lower triangular itself; d × d, row by row. */
export function invertLower(l: Float64Array, d: number): Float64Array {
  const w = new Float64Array(d * d);
  for (let j = 0; j < d; j++) {
    w[j * d + j] = 1 / l[j * d + j]!;
    for (let i = j + 1; i < d; i++) {
      let sum = 0;
      for (let m = j; m < i; m++) sum -= l[i * d + m]! * w[m * d + j]!;
      w[i * d + j] = sum / l[i * d + i]!;
    }
  }
  return w;
}

/** ln det A from A's Cholesky factor. */
export function logDeterminant(l: Float64Array, d: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++) sum += Math.log(l[i * d + i]!);
  return 2 * sum;
}

/** W·A·Wᵀ for a symmetric A and a lower triangular W; with W = L⁻¹, A seen in coordinates in which L·Lᵀ is a sphere. */
export function congruence(w: Float64Array, a: ArrayLike<number>, d: number): Float64Array {
  const half = new Float64Array(d * d);
  const whole = new Float64Array(d * d);
  for (let i = 0; i < d; i++)
    for (let j = 0; j < d; j++) {
      let sum = 0;
      for (let m = 0; m <= i; m++) sum += w[i * d + m]! * a[m * d + j]!;
      half[i * d + j] = sum;
    }
  for (let i = 0; i < d; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let m = 0; m <= j; m++) sum += half[i * d + m]! * w[j * d + m]!;
      whole[i * d + j] = whole[j * d + i] = sum;
    }
  return whole;
}
