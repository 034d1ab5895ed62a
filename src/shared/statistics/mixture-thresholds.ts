import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { FitError } from './fit-error.ts';

/** A component of one column: its share, mean and variance. */
export interface NormalComponent {
  weight: number;
  mean: number;
  variance: number;
}

/** Where two components change places. */
export interface MixtureThresholds {
  /** Ascending: 0, 1 or 2 places where both are equally probable, weights (and costs) included. */
  crossings: number[];
  /** Which of the two, 0 or 1, is the more probable below the first crossing, between crossings and above the last. */
  winners: number[];
  /** Share of the two components' rows that the crossings assign to the wrong one. */
  misclassified: number;
}

/**
 * All places where a·φ(x) of one component equals that of another: the roots of a quadratic in x, one where the variances
 * are equal, none where one component is nowhere the more probable. With unequal variances the wider component wins on
 * both far sides, so one threshold is not enough.
 * @param costs  of taking a row of the first component for the second, and the other way round
 * @throws {FitError} `invalid-parameter` where a weight, variance or cost is not above 0
 */
export function mixtureThresholds(
  first: NormalComponent,
  second: NormalComponent,
  costs: readonly [number, number] = [1, 1],
): MixtureThresholds {
  for (const value of [first.weight, second.weight, first.variance, second.variance, ...costs])
    if (!(value > 0 && Number.isFinite(value))) throw new FitError('invalid-parameter', { value });

  // About the first mean, in units of its standard deviation: ln(w₁φ₁) − ln(w₂φ₂) = a·t² + b·t + c.
  const unit = Math.sqrt(first.variance);
  const ratio = first.variance / second.variance;
  const shift = (second.mean - first.mean) / unit;
  const a = (ratio - 1) / 2;
  const b = -ratio * shift;
  const c =
    (ratio * shift * shift) / 2 +
    Math.log((first.weight * costs[0]) / (second.weight * costs[1])) -
    Math.log(ratio) / 2;
  const roots = quadraticRoots(a, b, c);
  const crossings = roots.map((t) => first.mean + unit * t);

  // One point inside every interval says who wins there.
  const probes =
    roots.length === 0
      ? [0]
      : [roots[0]! - 1, ...roots.slice(1).map((t, i) => (t + roots[i]!) / 2), roots[roots.length - 1]! + 1];
  const winners = probes.map((t) => (a * t * t + b * t + c >= 0 ? 0 : 1));
  const edges = [-Infinity, ...crossings, Infinity];
  const wrong = winners.reduce<number>((sum, winner, i) => {
    const loser = winner === 0 ? second : first;
    return sum + loser.weight * shareBetween(loser, edges[i]!, edges[i + 1]!);
  }, 0);
  return { crossings, winners, misclassified: wrong / (first.weight + second.weight) };
}

/** Real roots of a·t² + b·t + c, ascending; a double root counts as none, because nothing changes places there. */
function quadraticRoots(a: number, b: number, c: number): number[] {
  if (a === 0) return b === 0 ? [] : [-c / b];
  const discriminant = b * b - 4 * a * c;
  if (!(discriminant > 0)) return [];
  // The larger root first: subtracting what is nearly equal would lose the smaller one's digits.
  const q = -(b + (b < 0 ? -1 : 1) * Math.sqrt(discriminant)) / 2;
  return (q === 0 ? [-Math.sqrt(-c / a), Math.sqrt(-c / a)] : [q / a, c / q]).sort((x, y) => x - y);
}

/** Probability of the interval under one component, its weight left out. */
export function shareBetween({ mean, variance }: NormalComponent, from: number, to: number): number {
  const sd = Math.sqrt(variance);
  // The upper tail is taken from the other side, where it does not cancel.
  return from > mean
    ? normalCdf(-from, -mean, sd) - normalCdf(-to, -mean, sd)
    : normalCdf(to, mean, sd) - normalCdf(from, mean, sd);
}
