import erfc from '@stdlib/math-base-special-erfc';
import chiSquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import standardLogCumulative from '@stdlib/stats-base-dists-normal-logcdf';
import { FitError } from './fit-error.ts';
import { standardNormalQuantile } from './standard-normal-quantile.ts';

/** What the log-likelihood of a normal needs of the data: the number of values, their mean and their standard deviation ÷ n. */
export interface SufficientStatistics {
  n: number;
  mean: number;
  sdMle: number;
}

const lnSqrtTwoPi = 0.9189385332046727;

/**
 * Density φ((x − μ) / σ) / σ, per unit of x: not a probability, and above 1 where σ < 0.4.
 * @throws {FitError} `invalid-parameter` unless μ is finite and σ positive and finite; so do all functions of this file
 */
export function normalDensity(x: number, mean: number, sd: number): number {
  return Math.exp(-0.5 * standardise(x, mean, sd) ** 2 - lnSqrtTwoPi) / sd;
}

/** Natural logarithm of the density; finite far beyond the place where the density itself underflows. */
export function normalLogDensity(x: number, mean: number, sd: number): number {
  return -0.5 * standardise(x, mean, sd) ** 2 - lnSqrtTwoPi - Math.log(sd);
}

/** P(X ≤ x), with full relative accuracy in the lower tail. */
export function normalCumulative(x: number, mean: number, sd: number): number {
  return 0.5 * erfc(-standardise(x, mean, sd) * Math.SQRT1_2);
}

/** P(X > x), with full relative accuracy in the upper tail, where 1 − P(X ≤ x) would cancel. */
export function normalUpperTail(x: number, mean: number, sd: number): number {
  return 0.5 * erfc(standardise(x, mean, sd) * Math.SQRT1_2);
}

/** ln P(X ≤ x), finite where the probability underflows. ln P(X > x) is its value at 2μ − x. */
export function normalLogCumulative(x: number, mean: number, sd: number): number {
  return standardLogCumulative(standardise(x, mean, sd), 0, 1);
}

/**
 * The x with P(X ≤ x) = probability.
 * @param probability  0 < p < 1
 * @throws {FitError} `invalid-parameter` for a probability outside (0, 1)
 */
export function normalQuantile(probability: number, mean: number, sd: number): number {
  checkParameters(mean, sd);
  if (!(probability > 0 && probability < 1)) throw new FitError('invalid-parameter', { probability });
  return mean + sd * standardNormalQuantile(probability);
}

/**
 * P(lower < X < upper) with full relative accuracy: in either tail, and for intervals so narrow that a difference of
 * two cumulative shares would lose their digits. 0 when upper ≤ lower; either end may be infinite.
 */
export function normalIntervalProbability(lower: number, upper: number, mean: number, sd: number): number {
  const from = standardise(lower, mean, sd);
  const to = standardise(upper, mean, sd);
  if (!(from < to)) return 0;
  const width = (upper - lower) / sd;
  const middle = standardise(lower / 2 + upper / 2, mean, sd);
  // Taylor series of the density about the middle; the first term left out is below 1e-16 here.
  if (width * Math.max(1, Math.abs(middle)) < 1e-3) {
    const m2 = middle * middle;
    const w2 = width * width;
    const bend = 1 + ((m2 - 1) * w2) / 24 + ((m2 * m2 - 6 * m2 + 3) * w2 * w2) / 1920;
    return width * Math.exp(-0.5 * m2 - lnSqrtTwoPi) * bend;
  }
  const below = 0.5 * erfc(-from * Math.SQRT1_2);
  const above = 0.5 * erfc(to * Math.SQRT1_2);
  if (to <= 0) return 0.5 * erfc(-to * Math.SQRT1_2) - below;
  if (from >= 0) return 0.5 * erfc(from * Math.SQRT1_2) - above;
  return 1 - below - above;
}

/**
 * Log-likelihood of n values under a normal with any mean and standard deviation, from the values' own mean and σ̂:
 * ℓ(μ, σ) = −n ln(σ √2π) − n (σ̂² + (x̄ − μ)²) / 2σ². Its maximum stands at μ = x̄, σ = σ̂.
 */
export function normalLogLikelihood(data: SufficientStatistics, mean: number, sd: number): number {
  const offset = standardise(data.mean, mean, sd);
  const spread = data.sdMle / sd;
  return -data.n * (Math.log(sd) + lnSqrtTwoPi + 0.5 * (spread * spread + offset * offset));
}

/**
 * The log-likelihood surface over a grid.
 * @param means  grid of μ, ascending, shape (columns,)
 * @param sds    grid of σ, ascending, each > 0, shape (rows,)
 * @returns ℓ(μ, σ), shape (rows, columns), row after row
 */
export function normalLogLikelihoodSurface(
  data: SufficientStatistics,
  means: ArrayLike<number>,
  sds: ArrayLike<number>,
): Float64Array {
  const surface = new Float64Array(means.length * sds.length);
  let cell = 0;
  for (let row = 0; row < sds.length; row++) {
    for (let column = 0; column < means.length; column++) {
      surface[cell++] = normalLogLikelihood(data, means[column]!, sds[row]!);
    }
  }
  return surface;
}

/**
 * Profile-likelihood intervals: the parameters whose log-likelihood, the other parameter maximised, lies less than
 * χ²₁(confidence) / 2 below the maximum. For μ a closed form, x̄ ± σ̂ √(exp(c/n) − 1); for σ the two roots of
 * u − ln u − 1 = c/n in u = σ̂²/σ².
 * @throws {FitError} `zero-variance` when σ̂ = 0: the likelihood is unbounded
 * @see [Pawitan2001] sections 3.4 and 3.5
 */
export function normalProfileIntervals(
  data: SufficientStatistics,
  confidence: number,
): { mean: [lower: number, upper: number]; sd: [lower: number, upper: number] } {
  if (!(data.sdMle > 0)) throw new FitError('zero-variance', { n: data.n, value: data.mean });
  if (!(confidence > 0 && confidence < 1)) throw new FitError('invalid-parameter', { confidence });
  const drop = chiSquareQuantile(confidence, 1) / data.n;
  const halfWidth = data.sdMle * Math.sqrt(Math.expm1(drop));
  return {
    mean: [data.mean - halfWidth, data.mean + halfWidth],
    sd: [data.sdMle * Math.exp(logSdRoot(drop, -1)), data.sdMle * Math.exp(logSdRoot(drop, 1))],
  };
}

/** Root t of exp(−2t) − 1 + 2t = drop on the given side of 0, where t = ln(σ/σ̂): Newton from the quadratic's root. */
export function logSdRoot(drop: number, side: -1 | 1): number {
  // Started outside the root the convex function brings Newton in monotonically; the parabola 2t² starts so for t < 0,
  // for t > 0 the line 2t − 1 does.
  let t = side < 0 ? -Math.sqrt(drop / 2) : Math.max(Math.sqrt(drop / 2), (1 + drop) / 2);
  for (let step = 0; step < 100; step++) {
    const change = (Math.expm1(-2 * t) + 2 * t - drop) / (-2 * Math.expm1(-2 * t));
    t -= change;
    if (Math.abs(change) <= 1e-15 * Math.abs(t)) break;
  }
  return t;
}

function standardise(x: number, mean: number, sd: number): number {
  checkParameters(mean, sd);
  const distance = x - mean;
  // Two ends of the range of doubles: halve both, so that the difference does not overflow.
  return Number.isFinite(distance) || !Number.isFinite(x) ? distance / sd : (x / 2 - mean / 2) / (sd / 2);
}

function checkParameters(mean: number, sd: number): void {
  if (!Number.isFinite(mean)) throw new FitError('invalid-parameter', { mean });
  if (!(sd > 0 && sd < Infinity)) throw new FitError('invalid-parameter', { sd });
}
