import type { WeightedPoints } from './k-means.ts';

/**
 * Ward's hierarchical grouping, cut at k groups: the pair whose union adds least to the sum of squares is joined first.
 * Nearest-neighbour chains find the same tree in time count². [Murtagh1983]
 * @returns the group of each point
 */
export function wardGroups({ points, weights, count, d }: WeightedPoints, k: number): Int32Array {
  const centres = points.slice(0, count * d);
  const mass = weights.slice(0, count);
  const alive = Array.from({ length: count }, () => true);
  const cost = (a: number, b: number): number => {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += (centres[a * d + j]! - centres[b * d + j]!) ** 2;
    return (sum * mass[a]! * mass[b]!) / (mass[a]! + mass[b]!);
  };
  const joins: { into: number; from: number; cost: number }[] = [];
  const chain: number[] = [];
  while (joins.length < count - 1) {
    if (chain.length === 0) chain.push(alive.indexOf(true));
    const tip = chain[chain.length - 1]!;
    const before = chain[chain.length - 2] ?? -1;
    let nearest = before;
    let least = before < 0 ? Infinity : cost(tip, before);
    for (let i = 0; i < count; i++) {
      if (!alive[i] || i === tip || i === before) continue;
      const c = cost(tip, i);
      if (c < least) [nearest, least] = [i, c];
    }
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    joins.push({ into: before, from: tip, cost: least });
    const total = mass[before]! + mass[tip]!;
    for (let j = 0; j < d; j++)
      centres[before * d + j] = (centres[before * d + j]! * mass[before]! + centres[tip * d + j]! * mass[tip]!) / total;
    mass[before] = total;
    alive[tip] = false;
  }
  return cut(joins, count, k);
}

/** The cheapest count − k joins are made, the rest left undone. */
function cut(joins: { into: number; from: number; cost: number }[], count: number, k: number): Int32Array {
  const parent = Int32Array.from({ length: count }, (_, i) => i);
  const root = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!;
    return i;
  };
  const cheapest = [...joins].sort((a, b) => a.cost - b.cost).slice(0, Math.max(0, count - k));
  for (const { into, from } of cheapest) parent[root(from)] = root(into);
  const names = new Map<number, number>();
  return Int32Array.from({ length: count }, (_, i) => {
    const r = root(i);
    if (!names.has(r)) names.set(r, names.size);
    return names.get(r)!;
  });
}
