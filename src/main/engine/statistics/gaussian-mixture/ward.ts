import type { WeightedPoints } from './k-means.ts';

/** Two clusters joined: each is named by one of its points. */
export interface Join {
  into: number;
  from: number;
  cost: number;
}

/**
 * Ward's hierarchical grouping: the pair whose union adds least to the sum of squares is joined first. Nearest-neighbour
 * chains find the tree in time count². [Murtagh1983]
 * @returns count − 1 joins, in no particular order
 */
export function wardTree({ points, weights, count, d }: WeightedPoints): Join[] {
  const centres = points.slice(0, count * d);
  const mass = weights.slice(0, count);
  const alive = Int32Array.from({ length: count }, (_, i) => i); // the first `living` are clusters still to be joined
  let living = count;
  const joins: Join[] = [];
  const chain: number[] = [];
  while (living > 1) {
    if (chain.length === 0) chain.push(alive[0]!);
    const tip = chain[chain.length - 1]!;
    const before = chain[chain.length - 2] ?? -1;
    let nearest = -1;
    let least = Infinity;
    for (let a = 0; a < living; a++) {
      const i = alive[a]!;
      if (i === tip) continue;
      let sum = 0;
      for (let j = 0; j < d; j++) {
        const difference = centres[tip * d + j]! - centres[i * d + j]!;
        sum += difference * difference;
      }
      const cost = (sum * mass[tip]! * mass[i]!) / (mass[tip]! + mass[i]!);
      if (cost < least || (cost === least && i === before)) [nearest, least] = [i, cost];
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
    alive[alive.indexOf(tip)] = alive[--living]!;
  }
  return joins;
}

/**
 * The groups of a tree: the cheapest count − k joins are made, the rest left undone.
 * @returns the group of each point
 */
export function wardGroups(joins: readonly Join[], k: number): Int32Array {
  const count = joins.length + 1;
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
