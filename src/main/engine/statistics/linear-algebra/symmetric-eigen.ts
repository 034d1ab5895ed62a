/** A = Q·Λ·Qᵀ: eigenvalues in descending order; column j of `vectors` (d × d, row by row) belongs to value j. */
export interface SymmetricEigen {
  values: Float64Array;
  vectors: Float64Array;
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations, which keep small eigenvalues accurate where
 * the matrix is graded. Each vector's largest entry is positive.
 * @param a  d × d, row by row; the lower triangle is read
 * @see [GolubVanLoan2013] section 8.5
 */
export function symmetricEigen(a: ArrayLike<number>, d: number): SymmetricEigen {
  const m = new Float64Array(d * d);
  for (let i = 0; i < d; i++) for (let j = 0; j <= i; j++) m[i * d + j] = m[j * d + i] = a[i * d + j]!;
  const q = new Float64Array(d * d);
  for (let i = 0; i < d; i++) q[i * d + i] = 1;

  for (let sweep = 0; sweep < 60; sweep++) {
    let turned = false;
    for (let p = 0; p < d; p++)
      for (let r = p + 1; r < d; r++) {
        const off = m[p * d + r]!;
        // Nothing to turn once the entry is below the rounding of the diagonal entries it couples.
        if (Math.abs(off) <= 1e-17 * Math.sqrt(Math.abs(m[p * d + p]! * m[r * d + r]!)) || off === 0) continue;
        turned = true;
        const theta = (m[r * d + r]! - m[p * d + p]!) / (2 * off);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(1 + theta * theta));
        const c = 1 / Math.sqrt(1 + t * t);
        rotate(m, q, d, p, r, c, t * c, t * off);
      }
    if (!turned) break;
  }
  return sorted(m, q, d);
}

/** One rotation in the plane of p and r; `shift` is what the two diagonal entries exchange. */
function rotate(
  m: Float64Array,
  q: Float64Array,
  d: number,
  p: number,
  r: number,
  c: number,
  s: number,
  shift: number,
) {
  m[p * d + p]! -= shift;
  m[r * d + r]! += shift;
  m[p * d + r] = m[r * d + p] = 0;
  for (let i = 0; i < d; i++) {
    if (i !== p && i !== r) {
      const x = m[i * d + p]!;
      const y = m[i * d + r]!;
      m[i * d + p] = m[p * d + i] = c * x - s * y;
      m[i * d + r] = m[r * d + i] = s * x + c * y;
    }
    const x = q[i * d + p]!;
    const y = q[i * d + r]!;
    q[i * d + p] = c * x - s * y;
    q[i * d + r] = s * x + c * y;
  }
}

function sorted(m: Float64Array, q: Float64Array, d: number): SymmetricEigen {
  const order = Array.from({ length: d }, (_, i) => i).sort((x, y) => m[y * d + y]! - m[x * d + x]! || x - y);
  const values = Float64Array.from(order, (j) => m[j * d + j]!);
  const vectors = new Float64Array(d * d);
  order.forEach((from, to) => {
    let largest = 0;
    for (let i = 0; i < d; i++) if (Math.abs(q[i * d + from]!) > Math.abs(largest) + 1e-12) largest = q[i * d + from]!;
    const sign = largest < 0 ? -1 : 1;
    for (let i = 0; i < d; i++) vectors[i * d + to] = sign * q[i * d + from]!;
  });
  return { values, vectors };
}
