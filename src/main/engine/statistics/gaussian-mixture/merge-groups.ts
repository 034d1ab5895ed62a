import type { GaussianMixture } from '../../../../shared/statistics/gaussian-mixture.ts';
import { allRowsOf } from './own-rows.ts';
import type { PreparedRows } from './prepare-rows.ts';
import { createRowDensity } from './responsibilities.ts';
import { toScaled } from './units.ts';

/** One step of the path from components to groups. */
export interface GroupingStep {
  /** Components of each group, from single components down to one group of all. */
  groups: number[][];
  /** −Σ over rows and groups of τ ln τ. */
  entropy: number;
}

/**
 * Merges components into groups, at each step the two groups whose union lowers the entropy of the memberships most: what
 * cannot be told apart is one group. The mixture itself stays as it is.
 * @returns K steps, K groups first
 * @see [BaudryEtAl2010]
 */
export function mergeGroups(prepared: PreparedRows, mixture: GaussianMixture): GroupingStep[] {
  const K = mixture.weights.length;
  const scaled = toScaled({ ...mixture, noise: null }, prepared.rows);
  let groups = Array.from({ length: K }, (_, k) => [k]);
  const path: GroupingStep[] = [];
  for (;;) {
    const { entropy, gain } = entropyOf(prepared, createRowDensity(scaled), groups);
    path.push({ groups, entropy });
    if (groups.length === 1) return path;
    let best: [number, number] = [0, 1];
    for (let a = 0; a < groups.length; a++)
      for (let b = a + 1; b < groups.length; b++) if (gain[a]![b]! > gain[best[0]]![best[1]]!) best = [a, b];
    const [a, b] = best;
    const joined = [...groups[a]!, ...groups[b]!].sort((x, y) => x - y);
    groups = groups.flatMap((group, i) => (i === a ? [joined] : i === b ? [] : [group]));
  }
}

/** Entropy of the memberships in groups, and by how much it falls for every pair that is merged. One pass over the rows. */
function entropyOf(prepared: PreparedRows, density: ReturnType<typeof createRowDensity>, groups: readonly number[][]) {
  const G = groups.length;
  const gain = Array.from({ length: G }, () => new Float64Array(G));
  const share = new Float64Array(G);
  const own = new Float64Array(G);
  const term = (p: number): number => (p > 0 ? -p * Math.log(p) : 0);
  let entropy = 0;
  allRowsOf(prepared)((y, at, weight, label) => {
    const { responsibilities } = density(y, at, label);
    for (let g = 0; g < G; g++) {
      share[g] = groups[g]!.reduce((sum, k) => sum + responsibilities[k]!, 0);
      own[g] = term(share[g]!);
      entropy += weight * own[g]!;
    }
    for (let a = 0; a < G; a++) {
      if (own[a] === 0) continue; // a share of 0 or 1 gains nothing from company
      for (let b = a + 1; b < G; b++) gain[a]![b]! += weight * (own[a]! + own[b]! - term(share[a]! + share[b]!));
      for (let b = 0; b < a; b++) if (own[b] === 0) gain[b]![a]! += weight * (own[a]! - term(share[a]! + share[b]!));
    }
  });
  return { entropy, gain };
}
