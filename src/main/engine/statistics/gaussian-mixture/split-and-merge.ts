import { cholesky, logDeterminant } from '../linear-algebra/cholesky.ts';
import type { EStep } from './em-step.ts';
import type { Moments } from './moments.ts';
import { mergeComponents, nestComponent, splitComponent } from './split-component.ts';

/** Pairs that are tried for merging, and components that are tried for a cut inside one another. */
const pairsTried = 6;
const nestsTried = 2;

/**
 * Rivals of a solution: two components that overlap are merged and another one is cut in two, side by side or one inside
 * the other; with two components, their union is cut across each of its axes. The pair that overlaps most comes first,
 * with every component that may be cut, the largest first. [UedaNakanoGhahramaniHinton2000]
 */
export function rivalsBySplitAndMerge({ moments }: EStep, most: number): Moments[] {
  const { components: K, d } = moments;
  const pairs: { a: number; b: number; distance: number }[] = [];
  for (let a = 0; a < K; a++) for (let b = a + 1; b < K; b++) pairs.push({ a, b, distance: distance(moments, a, b) });
  pairs.sort((x, y) => x.distance - y.distance || x.a - y.a || x.b - y.b);
  const rivals = pairs.slice(0, pairsTried).flatMap(({ a, b }) => {
    const merged = mergeComponents(moments, a, b);
    if (K === 2)
      return [nestComponent(merged, 0), ...Array.from({ length: d }, (_, axis) => splitComponent(merged, 0, axis))];
    const others = Array.from({ length: K - 1 }, (_, k) => k)
      .filter((k) => k !== a)
      .sort((x, y) => size(merged, y) - size(merged, x) || x - y);
    return [
      ...others.map((k) => splitComponent(merged, k)),
      ...others.slice(0, nestsTried).map((k) => nestComponent(merged, k)),
    ];
  });
  return rivals.slice(0, most);
}

/** Bhattacharyya's distance of two components: small where they overlap. */
function distance({ d, means, covariances }: Moments, a: number, b: number): number {
  const size = d * d;
  const average = new Float64Array(size);
  for (let cell = 0; cell < size; cell++)
    average[cell] = (covariances[a * size + cell]! + covariances[b * size + cell]!) / 2;
  const l = cholesky(average, d);
  const la = cholesky(covariances.subarray(a * size, (a + 1) * size), d);
  const lb = cholesky(covariances.subarray(b * size, (b + 1) * size), d);
  if (!l || !la || !lb) return Infinity;
  const z = new Float64Array(d);
  let square = 0;
  for (let i = 0; i < d; i++) {
    let sum = means[a * d + i]! - means[b * d + i]!;
    for (let m = 0; m < i; m++) sum -= l[i * d + m]! * z[m]!;
    z[i] = sum / l[i * d + i]!;
    square += z[i]! * z[i]!;
  }
  return square / 8 + (logDeterminant(l, d) - (logDeterminant(la, d) + logDeterminant(lb, d)) / 2) / 2;
}

/** How much there is to split: rows × ln volume would prefer empty space, so rows come first. */
function size({ rows, covariances, d }: Moments, k: number): number {
  const l = cholesky(covariances.subarray(k * d * d, (k + 1) * d * d), d);
  return l ? rows[k]! * Math.exp(logDeterminant(l, d) / (2 * d)) : 0;
}
