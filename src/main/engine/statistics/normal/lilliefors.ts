import type { NormalityTest } from '../../../../shared/statistics/goodness-of-fit.ts';
import { largestGap } from './largest-gap.ts';
import { lillieforsQuantiles, lillieforsTails } from './simulated-tables.ts';
import { interpolate, interpolateBetweenSizes } from './interpolate.ts';

/** Fewest values that the simulated distribution was made for. */
export const lillieforsNeeds = 4;

/**
 * Lilliefors' test of normality: the largest gap between the empirical distribution function and that of the normal
 * with the values' own mean and standard deviation. Kolmogorov's tables do not hold for it, because both were estimated;
 * its distribution was simulated (scripts/simulate-normality-tables.mjs, 400 000 samples for each n to 500), as a
 * function of D (√n − 0.01 + 0.85/√n), which hardly depends on n [Stephens1974].
 * @param sorted  values, ascending, shape (n,), n ≥ 4
 * @param mean    their mean, and `sd` their standard deviation ÷ (n − 1), above 0
 */
export function lilliefors(sorted: Float64Array, mean: number, sd: number): NormalityTest {
  const n = sorted.length;
  const statistic = largestGap(sorted, mean, sd).gap;
  const pValue = lillieforsPValue(statistic, n);
  return {
    test: 'lilliefors',
    statistic,
    pValue,
    pValueIsBound: pValue <= smallestPValue,
    method: 'Simulated distribution for estimated mean and standard deviation',
  };
}

const smallestPValue = lillieforsTails.at(-1)!;

/** P(D ≥ gap) for normal samples of n values, no smaller than the 0.0001 where the simulation ends. */
export function lillieforsPValue(gap: number, n: number): number {
  const modified = gap * (Math.sqrt(n) - 0.01 + 0.85 / Math.sqrt(n));
  const quantiles = interpolateBetweenSizes(lillieforsQuantiles, n);
  if (modified >= quantiles.at(-1)!) return smallestPValue;
  // Probabilities fall nearly as exp(−K²): straight in ln p over the upper tail, in p over the rest.
  if (modified >= quantiles[halfAt]!) return Math.exp(interpolate(modified, quantiles, logTails));
  return modified <= quantiles[0]!
    ? 1 - (1 - lillieforsTails[0]!) * (modified / quantiles[0]!)
    : interpolate(modified, quantiles, lillieforsTails);
}

const logTails = lillieforsTails.map(Math.log);
const halfAt = lillieforsTails.indexOf(0.5);
