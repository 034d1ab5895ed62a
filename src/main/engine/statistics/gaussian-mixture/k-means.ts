import type { Generator } from '../random/generator.ts';

/** Points to divide: rows of `points`, shape (count, d), each counting as often as its weight says. */
export interface WeightedPoints {
  points: Float64Array;
  weights: Float64Array;
  count: number;
  d: number;
}

/**
 * Centres drawn by k-means++: each next one with a probability proportional to weight × squared distance from those
 * drawn, the best of `tries` draws. [ArthurVassilvitskii2007]
 * @returns numbers of the points drawn
 */
export function drawCentres(
  { points, weights, count, d }: WeightedPoints,
  k: number,
  generator: Generator,
  tries: number,
): number[] {
  const nearest = new Float64Array(count).fill(Infinity);
  const draw = (mass: (i: number) => number): number => {
    let total = 0;
    for (let i = 0; i < count; i++) total += mass(i);
    let left = generator.uniform() * total;
    for (let i = 0; i < count; i++) {
      left -= mass(i);
      if (left < 0) return i;
    }
    return count - 1;
  };
  const centres = [draw((i) => weights[i]!)];
  for (;;) {
    const latest = centres[centres.length - 1]!;
    for (let i = 0; i < count; i++) nearest[i] = Math.min(nearest[i]!, squaredDistance(points, i, points, latest, d));
    if (centres.length === k) return centres;
    let best = 0;
    let least = Infinity;
    for (let t = 0; t < tries; t++) {
      const candidate = draw((i) => weights[i]! * nearest[i]!);
      let spread = 0;
      for (let i = 0; i < count; i++)
        spread += weights[i]! * Math.min(nearest[i]!, squaredDistance(points, i, points, candidate, d));
      if (spread < least) [best, least] = [candidate, spread];
    }
    centres.push(best);
  }
}

/**
 * Lloyd's iterations from given centres until no point moves or `rounds` are over.
 * @returns the centre each point belongs to
 */
export function kMeans(
  { points, weights, count, d }: WeightedPoints,
  from: readonly number[],
  rounds: number,
): Int32Array {
  const k = from.length;
  const centres = new Float64Array(k * d);
  from.forEach((point, c) => centres.set(points.subarray(point * d, (point + 1) * d), c * d));
  const owner = new Int32Array(count).fill(-1);
  for (let round = 0; round <= rounds; round++) {
    let moved = false;
    for (let i = 0; i < count; i++) {
      let nearest = 0;
      let least = Infinity;
      for (let c = 0; c < k; c++) {
        const distance = squaredDistance(points, i, centres, c, d);
        if (distance < least) [nearest, least] = [c, distance];
      }
      if (owner[i] !== nearest) moved = true;
      owner[i] = nearest;
    }
    if (!moved || round === rounds) break;
    const mass = new Float64Array(k);
    const sums = new Float64Array(k * d);
    for (let i = 0; i < count; i++) {
      mass[owner[i]!]! += weights[i]!;
      for (let j = 0; j < d; j++) sums[owner[i]! * d + j]! += weights[i]! * points[i * d + j]!;
    }
    for (let c = 0; c < k; c++)
      // a centre that lost all its points stays where it was
      if (mass[c]! > 0) for (let j = 0; j < d; j++) centres[c * d + j] = sums[c * d + j]! / mass[c]!;
  }
  return owner;
}

function squaredDistance(a: Float64Array, i: number, b: Float64Array, j: number, d: number): number {
  let sum = 0;
  for (let m = 0; m < d; m++) {
    const difference = a[i * d + m]! - b[j * d + m]!;
    sum += difference * difference;
  }
  return sum;
}
