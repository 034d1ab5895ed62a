import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { QuantilePlot } from '../../../../shared/statistics/quantile-plot.ts';
import { moments } from '../descriptive/moments.ts';
import { sortedValues } from '../descriptive/sorted-values.ts';
import { normalCumulative } from '../../../../shared/statistics/normal.ts';
import { bandMethod, boundsInBand, expectedQuantile, quantileBand, type QuantileBand } from './quantile-band.ts';

/**
 * Normal quantile-quantile plot of a column around the line μ̂ + σ̂ z of its maximum-likelihood normal.
 * @param sorted      values, ascending, shape (n,)
 * @param mean        their mean, and `sdMle` their standard deviation ÷ n
 * @param confidence  that all points of a normal sample lie inside the band, 0.5 ≤ confidence ≤ 0.99
 * @param mostPoints  largest number of points to return
 * @throws {FitError} `too-few-rows` for n < 2; `zero-variance`; `invalid-parameter` for another confidence
 */
export function quantilePlotOf(
  sorted: Float64Array,
  mean: number,
  sdMle: number,
  confidence = 0.95,
  mostPoints = 2000,
): QuantilePlot {
  const n = sorted.length;
  if (n < 2) throw new FitError('too-few-rows', { n, needed: 2 }, 'A quantile plot needs at least two values.');
  if (!(sdMle > 0))
    throw new FitError(
      'zero-variance',
      { n, value: mean },
      `All ${n} values are ${mean}: there is no line to compare them with.`,
    );
  const band = quantileBand(n, confidence);
  const ranks = plottedRanks(n, mostPoints);
  const bandLower = new Float64Array(ranks.length);
  const bandUpper = new Float64Array(ranks.length);
  ranks.forEach((rank, i) => {
    const inner = Math.min(rank, n - 1 - rank);
    const [lower, upper] = boundsInBand(band, inner, expectedQuantile(inner, n));
    bandLower[i] = mean + sdMle * (inner === rank ? lower : -upper);
    bandUpper[i] = mean + sdMle * (inner === rank ? upper : -lower);
  });
  return {
    theoretical: ranks.map((rank) => expectedQuantile(rank, n)),
    sample: ranks.map((rank) => sorted[rank]!),
    bandLower,
    bandUpper,
    confidence,
    bandMethod,
    ...wholeSample(sorted, mean, sdMle, band),
    n,
  };
}

/**
 * Points outside the band and the correlation of expected and observed quantiles, over all n values, from both ends at
 * once: expected quantiles are symmetric, so half of them need computing.
 */
function wholeSample(sorted: Float64Array, mean: number, sd: number, band: QuantileBand) {
  const n = sorted.length;
  let outside = 0;
  let products = 0;
  let squares = 0;
  for (let rank = 0; rank <= n - 1 - rank; rank++) {
    const expected = expectedQuantile(rank, n);
    const [lower, upper] = boundsInBand(band, rank, expected);
    const low = (sorted[rank]! - mean) / sd;
    const high = (sorted[n - 1 - rank]! - mean) / sd;
    if (low < lower || low > upper) outside++;
    if (rank === n - 1 - rank) continue; // the middle value: expected quantile 0, counted once
    if (high > -lower || high < -upper) outside++;
    products += expected * (low - high);
    squares += 2 * expected * expected;
  }
  return { outside, correlation: Math.min(1, products / Math.sqrt(squares * n)) };
}

/** Quantile plot of a column's finite values, on one thread. */
export function quantilePlot(values: Float64Array, confidence = 0.95, mostPoints = 2000): QuantilePlot {
  const { mean, sdMle } = moments(values);
  return quantilePlotOf(sortedValues(values), mean ?? NaN, sdMle ?? NaN, confidence, mostPoints);
}

/** Ranks at even distances along the axis of expected quantiles, both ends among them: all of the tails, few of the middle. */
export function plottedRanks(n: number, most: number): Float64Array {
  if (n <= most) return Float64Array.from({ length: n }, (_, rank) => rank);
  const end = -expectedQuantile(0, n);
  const ranks = new Set<number>();
  for (let i = 0; i < most; i++) {
    const share = normalCumulative(((2 * i) / (most - 1) - 1) * end, 0, 1);
    ranks.add(Math.min(n - 1, Math.max(0, Math.round(share * (n + 0.25) - 0.625))));
  }
  return Float64Array.from(ranks).sort();
}
