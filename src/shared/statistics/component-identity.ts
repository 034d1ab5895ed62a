import { componentDistance } from './component-distance.ts';
import type { GaussianMixture } from './gaussian-mixture.ts';
import { optimalAssignment } from './optimal-assignment.ts';

/** A mixture whose components are known by numbers that follow them from fit to fit: colours and names hang on these. */
export interface IdentifiedMixture {
  mixture: GaussianMixture;
  /** One per component, all different, from 0. */
  ids: number[];
}

/** Beyond this distance (overlap below e⁻⁴, 2 %) two components are strangers, and how far does not matter. */
const strangers = 4;

/**
 * Numbers for the components of a mixture: the earlier mixture's numbers go to the new components so that the distances
 * add up to the least; components beyond its number get the lowest numbers that are free. So as many components as before
 * have the same numbers as before. Without an earlier mixture of the same columns: 0, 1, 2 … in the order of the
 * components.
 * @see componentDistance
 */
export function identify(mixture: GaussianMixture, earlier: IdentifiedMixture | null): number[] {
  const { means, covariances, weights } = mixture;
  const d = means[0]?.length ?? 0;
  if (!earlier || earlier.mixture.means[0]?.length !== d) return weights.map((_, k) => k);
  const old = earlier.mixture;
  const parts = weights.map((_, k) => ({ mean: means[k]!, covariance: covariances[k]! }));
  const known = old.weights.map((_, k) => ({ mean: old.means[k]!, covariance: old.covariances[k]! }));
  // Distances count up to the border: how far a stranger is does not matter. Weights decide between equals.
  const cost = parts.map((part, k) =>
    known.map(
      (other, l) =>
        Math.min(componentDistance(part, other), strangers) + 0.01 * Math.abs(weights[k]! - old.weights[l]!),
    ),
  );
  const ids = new Array<number>(parts.length).fill(-1);
  const pairs: [number, number][] =
    parts.length <= known.length
      ? optimalAssignment(cost).map((l, k) => [k, l])
      : optimalAssignment(known.map((_, l) => cost.map((row) => row[l]!))).map((k, l) => [k, l]);
  for (const [k, l] of pairs) ids[k] = earlier.ids[l]!;
  const taken = new Set(ids);
  for (let k = 0, next = 0; k < ids.length; k++) {
    if (ids[k]! >= 0) continue;
    while (taken.has(next)) next++;
    ids[k] = next;
    taken.add(next);
  }
  return ids;
}
