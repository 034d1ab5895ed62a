/**
 * Lower triangular L with L·Lᵀ = A, shape (d, d) row by row, its upper triangle 0.
 * @param a  symmetric; the lower triangle is read
 * @returns null where A is not positive definite
 */
export function lowerFactor(a: readonly (readonly number[])[]): number[][] | null {
  const d = a.length;
  const l = a.map(() => new Array<number>(d).fill(0));
  for (let i = 0; i < d; i++)
    for (let j = 0; j <= i; j++) {
      let rest = a[i]![j]!;
      for (let m = 0; m < j; m++) rest -= l[i]![m]! * l[j]![m]!;
      if (i !== j) l[i]![j] = rest / l[j]![j]!;
      else if (rest > 0) l[i]![i] = Math.sqrt(rest);
      else return null;
    }
  return l;
}

/** Inverse of a lower triangular matrix, lower triangular itself. */
export function inverseOfLower(l: readonly (readonly number[])[]): number[][] {
  const d = l.length;
  const w = l.map(() => new Array<number>(d).fill(0));
  for (let j = 0; j < d; j++) {
    w[j]![j] = 1 / l[j]![j]!;
    for (let i = j + 1; i < d; i++) {
      let sum = 0;
      for (let m = j; m < i; m++) sum -= l[i]![m]! * w[m]![j]!;
      w[i]![j] = sum / l[i]![i]!;
    }
  }
  return w;
}

/** ln det A from A's lower factor. */
export const logDeterminantOf = (l: readonly (readonly number[])[]): number =>
  2 * l.reduce((sum, row, i) => sum + Math.log(row[i]!), 0);
