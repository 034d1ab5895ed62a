import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import { FitError } from '../../../../shared/statistics/fit-error.ts';
import { standardNormalQuantile } from '../../../../shared/statistics/standard-normal-quantile.ts';
import { interpolate } from './interpolate.ts';
import { bandConfidences, bandLevels } from './simulated-tables.ts';

/** How the band was made, to be shown. */
export const bandMethod =
  'Equal local levels: each order statistic is tested at the same level, chosen by simulation so that all points of a normal sample lie inside with the stated probability, mean and standard deviation estimated';

/**
 * Band of the standardised order statistics (x₍ᵢ₎ − μ̂) / σ̂ of n normal values, at some ranks of the lower half. The
 * upper half is its mirror image: rank n − 1 − i has the bounds −upper and −lower.
 */
export interface QuantileBand {
  n: number;
  /** Level γ of each order statistic's own interval. */
  level: number;
  /** Ranks, ascending from 0 to the middle one; with their expected quantiles and bounds. */
  ranks: number[];
  expected: number[];
  lower: number[];
  upper: number[];
}

/**
 * Simultaneous band of a normal quantile plot with estimated parameters: rank i lies between the γ/2 and 1 − γ/2
 * quantiles of its Beta(i, n + 1 − i) distribution, carried over by Φ⁻¹ [AldorNoimanEtAl2013]; γ comes from the
 * simulation in scripts/simulate-normality-tables.mjs.
 * Bounds are computed at ranks that lie close in the tails and interpolated between them along the expected quantile.
 * @param n           number of values, at least 2
 * @param confidence  probability that all points lie inside, 0.5 ≤ confidence ≤ 0.99
 * @throws {FitError} `invalid-parameter` for another confidence: the simulation does not reach there
 */
export function quantileBand(n: number, confidence: number): QuantileBand {
  const level = localLevel(n, confidence);
  const ranks = knotRanks(n);
  return {
    n,
    level,
    ranks,
    expected: ranks.map((rank) => expectedQuantile(rank, n)),
    lower: ranks.map((rank) => standardNormalQuantile(orderStatisticQuantile(level / 2, rank, n))),
    upper: ranks.map((rank) => standardNormalQuantile(orderStatisticQuantile(1 - level / 2, rank, n))),
  };
}

/**
 * Bounds of any rank of the lower half, 0 ≤ i ≤ (n − 1) / 2.
 * @param expected  its expected quantile
 */
export function boundsInBand(band: QuantileBand, rank: number, expected: number): [lower: number, upper: number] {
  let before = 0;
  let after = band.ranks.length - 1;
  while (after - before > 1) {
    const middle = (before + after) >> 1;
    if (band.ranks[middle]! <= rank) before = middle;
    else after = middle;
  }
  if (band.ranks[after] === rank) before = after;
  if (band.ranks[before] === rank) return [band.lower[before]!, band.upper[before]!];
  const share = (expected - band.expected[before]!) / (band.expected[after]! - band.expected[before]!);
  return [
    band.lower[before]! + share * (band.lower[after]! - band.lower[before]!),
    band.upper[before]! + share * (band.upper[after]! - band.upper[before]!),
  ];
}

/** Quantile of the order statistic of rank i, 0 ≤ i < n, of n uniform values: Beta(i + 1, n − i). */
export function orderStatisticQuantile(probability: number, rank: number, n: number): number {
  return betaQuantile(probability, rank + 1, n - rank);
}

/** Expected standard normal quantile of rank i, 0 ≤ i < n: Φ⁻¹ of the plotting position (i + 1 − 3/8) / (n + 1/4) [Blom1958]. */
export function expectedQuantile(rank: number, n: number): number {
  const fromBelow = rank < n / 2;
  const position = ((fromBelow ? rank : n - 1 - rank) + 0.625) / (n + 0.25);
  return fromBelow ? standardNormalQuantile(position) : -standardNormalQuantile(position);
}

/** γ for n values, from the simulated sizes: straight in its logarithm over ln ln n, to which it falls off at large n. */
function localLevel(n: number, confidence: number): number {
  const [least, most] = [bandConfidences[0]!, bandConfidences.at(-1)!];
  if (!(confidence >= least && confidence <= most))
    throw new FitError('invalid-parameter', { confidence, least, most });
  const sizes = bandLevels.map((size) => Math.log(Math.log(size.n)));
  const odds = bandConfidences.map((given) => Math.log1p(-given));
  const atSizes = bandLevels.map(({ values }) =>
    interpolate(
      -Math.log1p(-confidence),
      odds.map((x) => -x),
      values.map(Math.log),
    ),
  );
  return Math.exp(interpolate(Math.log(Math.log(Math.max(n, bandLevels[0]!.n))), sizes, atSizes));
}

/** The lower half's ranks: all of a small sample, of a large one the first thirty and then ranks 4 % apart. */
function knotRanks(n: number): number[] {
  const middle = Math.floor((n - 1) / 2);
  const ranks: number[] = [];
  for (let rank = 0; rank < middle; rank = n <= 400 ? rank + 1 : Math.max(rank + 1, Math.round(rank * 1.04)))
    ranks.push(rank);
  return [...ranks, middle];
}
