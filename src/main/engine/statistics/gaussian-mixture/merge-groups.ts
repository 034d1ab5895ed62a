import type { GroupingStep } from '../../../../shared/statistics/component-groups.ts';
import type { GaussianMixture } from '../../../../shared/statistics/gaussian-mixture.ts';
import { rowsPerChunk } from '../../kernels/chunks.ts';
import { allRowsOf } from './own-rows.ts';
import type { PreparedRows } from './prepare-rows.ts';
import { createRowDensity } from './responsibilities.ts';
import { toScaled } from './units.ts';

/** Sums over a chunk of rows. */
export interface GroupEntropy {
  /** −Σ over rows and groups of τ ln τ. */
  entropy: number;
  /** By how much it falls where groups a < b are merged, at place a·G + b; shape (G, G). */
  gain: Float64Array;
}

/** One pass over the rows for a division of the components into groups. */
export interface GroupPass {
  prepared: Pick<PreparedRows, 'rows'>;
  mixture: GaussianMixture;
  groups: readonly (readonly number[])[];
  from: number;
  to: number;
}

/**
 * Entropy of the memberships in groups, and by how much it falls for every pair that is merged, chunk by chunk: added up
 * in the order of the chunks they have the same bits however many threads made them. Rows with a label belong to their
 * component for certain. The noise is not looked at: memberships are those among the components.
 */
export function groupEntropyOfRange(
  { prepared, mixture, groups, from, to }: GroupPass,
  checkpoint?: () => void,
): GroupEntropy[] {
  const density = createRowDensity(toScaled({ ...mixture, noise: null }, prepared.rows));
  const G = groups.length;
  const share = new Float64Array(G);
  const own = new Float64Array(G);
  const term = (p: number): number => (p > 0 ? -p * Math.log(p) : 0);
  const chunks: GroupEntropy[] = [];
  for (let first = from; first < to; first += rowsPerChunk) {
    checkpoint?.();
    const chunk: GroupEntropy = { entropy: 0, gain: new Float64Array(G * G) };
    const { gain } = chunk;
    allRowsOf(
      prepared,
      first,
      Math.min(to, first + rowsPerChunk),
    )((y, at, weight, label) => {
      const { responsibilities } = density(y, at, label);
      for (let g = 0; g < G; g++) {
        share[g] = groups[g]!.reduce((sum, k) => sum + responsibilities[k]!, 0);
        own[g] = term(share[g]!);
        chunk.entropy += weight * own[g]!;
      }
      for (let a = 0; a < G; a++)
        for (let b = a + 1; b < G; b++) {
          if (own[a] === 0 && own[b] === 0) continue; // shares of 0 and 1 gain nothing from company
          gain[a * G + b]! += weight * (own[a]! + own[b]! - term(share[a]! + share[b]!));
        }
    });
    chunks.push(chunk);
  }
  return chunks;
}

/** Chunks added up in their order. */
export function addGroupEntropies(chunks: readonly GroupEntropy[]): GroupEntropy {
  const sum = { entropy: 0, gain: new Float64Array(chunks[0]?.gain.length ?? 0) };
  for (const { entropy, gain } of chunks) {
    sum.entropy += entropy;
    for (let i = 0; i < gain.length; i++) sum.gain[i]! += gain[i]!;
  }
  return sum;
}

/** The groups after the two whose union lowers the entropy most have become one; the first such two where several do. */
export function joinGroups(groups: readonly number[][], { gain }: GroupEntropy): number[][] {
  const G = groups.length;
  let best: [number, number] = [0, 1];
  for (let a = 0; a < G; a++)
    for (let b = a + 1; b < G; b++) if (gain[a * G + b]! > gain[best[0] * G + best[1]]!) best = [a, b];
  const [a, b] = best;
  const joined = [...groups[a]!, ...groups[b]!].sort((x, y) => x - y);
  return groups.flatMap((group, i) => (i === a ? [joined] : i === b ? [] : [group]));
}

/**
 * Merges components into groups, at each step the two groups whose union lowers the entropy of the memberships most: what
 * cannot be told apart is one group. The mixture itself stays as it is.
 * @param pass  entropies of one division, over all rows
 * @returns K steps, K groups first
 * @see [BaudryEtAl2010]
 */
export async function groupingPath(
  components: number,
  pass: (groups: number[][]) => GroupEntropy | Promise<GroupEntropy>,
): Promise<GroupingStep[]> {
  let groups = Array.from({ length: components }, (_, k) => [k]);
  const path: GroupingStep[] = [];
  while (groups.length > 1) {
    const found = await pass(groups);
    path.push({ groups, entropy: found.entropy });
    groups = joinGroups(groups, found);
  }
  return [...path, { groups, entropy: 0 }]; // in one group every row is for certain
}

/** The path on this thread. */
export function mergeGroups(prepared: PreparedRows, mixture: GaussianMixture): Promise<GroupingStep[]> {
  const to = prepared.rows.columns[0]!.length;
  return groupingPath(mixture.weights.length, (groups) =>
    addGroupEntropies(groupEntropyOfRange({ prepared, mixture, groups, from: 0, to })),
  );
}
