import { FitError } from './fit-error.ts';
import type { GaussianMixture } from './gaussian-mixture.ts';
import { mixtureThresholds, shareBetween, type NormalComponent } from './mixture-thresholds.ts';

/** How a mixture of one column divides the axis. */
export interface MixtureRegions {
  /** Ascending: every place where the most probable component changes. */
  crossings: number[];
  /** The most probable component, counted from 0, below the first crossing, between crossings and above the last. */
  winners: number[];
  /**
   * By component: the probability that a value drawn from it lies where another one is more probable. 1 for a component
   * that is nowhere the most probable.
   */
  misclassifiedByComponent: number[];
  /** The same for a value drawn from any component (not the noise): their average, weighted by the weights. */
  misclassified: number;
}

/**
 * Where the most probable component of a mixture of one column changes: of the crossings of all pairs, those at which the
 * largest weighted density passes from one component to another. A component may win in several regions. Noise is not
 * looked at.
 * @throws {FitError} `invalid-parameter` where the mixture has more columns than one, or a weight or variance is not above 0
 */
export function mixtureRegions({ weights, means, covariances }: GaussianMixture): MixtureRegions {
  const columns = means[0]?.length ?? 0;
  if (columns !== 1) throw new FitError('invalid-parameter', { columns }, 'Thresholds are for mixtures of one column.');
  const parts = weights.map((weight, k): NormalComponent => ({
    weight,
    mean: means[k]![0]!,
    variance: covariances[k]![0]![0]!,
  }));
  const candidates = parts
    .flatMap((part, k) => parts.slice(k + 1).flatMap((other) => mixtureThresholds(part, other).crossings))
    .sort((a, b) => a - b);
  const crossings: number[] = [];
  const winners: number[] = [mostProbable(parts, candidates.length === 0 ? means[0]![0]! : -Infinity)];
  candidates.forEach((x, i) => {
    const next = candidates[i + 1];
    const winner = mostProbable(parts, next === undefined ? Infinity : (x + next) / 2);
    if (winner === winners[winners.length - 1]) return;
    crossings.push(x);
    winners.push(winner);
  });
  const edges = [-Infinity, ...crossings, Infinity];
  const misclassifiedByComponent = parts.map((part, k) =>
    winners.reduce((sum, winner, i) => (winner === k ? sum : sum + shareBetween(part, edges[i]!, edges[i + 1]!)), 0),
  );
  const total = weights.reduce((a, b) => a + b, 0);
  const wrong = misclassifiedByComponent.reduce((sum, share, k) => sum + weights[k]! * share, 0);
  return { crossings, winners, misclassifiedByComponent, misclassified: wrong / total };
}

/** Far out on either side the widest wins; of equally wide ones the outermost, and of those in one place the heaviest. */
function mostProbable(parts: readonly NormalComponent[], x: number): number {
  const order = (a: NormalComponent, b: NormalComponent): number => {
    if (Number.isFinite(x)) return heightAt(a, x) - heightAt(b, x);
    return a.variance - b.variance || Math.sign(x) * (a.mean - b.mean) || a.weight - b.weight;
  };
  return parts.reduce((best, part, k) => (order(part, parts[best]!) > 0 ? k : best), 0);
}

/** ln of the weighted density, but for a constant. */
const heightAt = ({ weight, mean, variance }: NormalComponent, x: number): number =>
  Math.log(weight) - (Math.log(variance) + (x - mean) ** 2 / variance) / 2;
