import type { GaussianMixture } from '../../../../shared/statistics/gaussian-mixture.ts';
import { cholesky } from '../linear-algebra/cholesky.ts';

/**
 * Which component of `other` is which of `reference`: the assignment with the least total distance, where a distance is
 * (μ − μ′)ᵀ((Σ + Σ′)/2)⁻¹(μ − μ′) plus the squared difference of the weights' logarithms.
 * @returns for each component of `reference` its place in `other`, or −1 where `other` has fewer
 */
export function matchComponents(reference: GaussianMixture, other: GaussianMixture): number[] {
  const rows = reference.weights.length;
  const size = Math.max(rows, other.weights.length);
  const cost = Array.from({ length: size }, (_, a) =>
    Array.from({ length: size }, (_, b) =>
      a < rows && b < other.weights.length ? componentDistance(reference, a, other, b) : 1e9,
    ),
  );
  return leastCostAssignment(cost)
    .slice(0, rows)
    .map((b) => (b < other.weights.length ? b : -1));
}

function componentDistance(one: GaussianMixture, a: number, other: GaussianMixture, b: number): number {
  const d = one.means[0]!.length;
  const average = one.covariances[a]!.flatMap((row, i) =>
    row.map((value, j) => (value + other.covariances[b]![i]![j]!) / 2),
  );
  const l = cholesky(average, d);
  if (!l) return 1e8;
  let square = 0;
  const z = new Float64Array(d);
  for (let i = 0; i < d; i++) {
    let sum = one.means[a]![i]! - other.means[b]![i]!;
    for (let m = 0; m < i; m++) sum -= l[i * d + m]! * z[m]!;
    z[i] = sum / l[i * d + i]!;
    square += z[i]! * z[i]!;
  }
  return Math.min(1e7, square + Math.log(one.weights[a]! / other.weights[b]!) ** 2);
}

/**
 * The assignment of rows to columns with the least total cost (the Hungarian method, shortest augmenting paths).
 * @param cost  square
 * @returns the column of each row
 * @see [Kuhn1955], [JonkerVolgenant1987]
 */
export function leastCostAssignment(cost: readonly (readonly number[])[]): number[] {
  const n = cost.length;
  const rowPrice = new Float64Array(n + 1);
  const columnPrice = new Float64Array(n + 1);
  const rowOf = new Int32Array(n + 1); // of each column, 1-based; 0 for none
  for (let row = 1; row <= n; row++) {
    const least = new Float64Array(n + 1).fill(Infinity);
    const way = new Int32Array(n + 1);
    const used = new Uint8Array(n + 1);
    let column = 0;
    rowOf[0] = row;
    do {
      used[column] = 1;
      let delta = Infinity;
      let next = 0;
      for (let j = 1; j <= n; j++) {
        if (used[j]) continue;
        const reduced = cost[rowOf[column]! - 1]![j - 1]! - rowPrice[rowOf[column]!]! - columnPrice[j]!;
        if (reduced < least[j]!) {
          least[j] = reduced;
          way[j] = column;
        }
        if (least[j]! < delta) {
          delta = least[j]!;
          next = j;
        }
      }
      for (let j = 0; j <= n; j++) {
        if (used[j]) {
          rowPrice[rowOf[j]!]! += delta;
          columnPrice[j]! -= delta;
        } else least[j]! -= delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    for (; column !== 0; column = way[column]!) rowOf[column] = rowOf[way[column]!]!;
  }
  const columnOf = new Array<number>(n).fill(0);
  for (let j = 1; j <= n; j++) columnOf[rowOf[j]! - 1] = j - 1;
  return columnOf;
}
