import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { NormalFit } from '../../../../shared/statistics/normal-fit.ts';
import { moments, type Moments } from '../descriptive/moments.ts';
import { chiSquareQuantile } from './chi-square-quantile.ts';

/**
 * The normal distribution fitted to a column by maximum likelihood, from the column's moments: μ̂ = mean, σ̂² = Σ(x − μ̂)² / n.
 * Standard errors are s/√n and σ̂/√(2n); intervals are exact, μ by Student's t and σ by χ², both with n − 1 degrees of freedom.
 * @param confidence  of both intervals, 0 < confidence < 1
 * @throws {FitError} `too-few-rows` for fewer than two values; `zero-variance` where all are equal: the likelihood is
 *   unbounded; `not-finite` where the values' spread is beyond the largest double
 * @see [JohnsonKotzBalakrishnan1994] section 13.8
 */
export function normalFitOf({ n, mean, sdMle, sdSample }: Moments, confidence = 0.95): NormalFit {
  if (!(confidence > 0 && confidence < 1)) throw new FitError('invalid-parameter', { confidence });
  if (n < 2 || mean === null) {
    throw new FitError(
      'too-few-rows',
      { n, needed: 2 },
      `A normal needs at least two values; there ${n === 1 ? 'is one' : 'are none'}.`,
    );
  }
  if (sdMle === null || sdSample === null) {
    throw new FitError(
      'not-finite',
      { n, mean },
      'The standard deviation is beyond the largest number a computer holds: divide the column by a large number first.',
    );
  }
  if (sdMle === 0) {
    throw new FitError(
      'zero-variance',
      { n, value: mean },
      `All ${n} values are ${mean}: the normal is a spike there and its likelihood is unbounded. Choose a column that varies.`,
    );
  }
  const below = (1 - confidence) / 2;
  const standardError = sdSample / Math.sqrt(n);
  const halfWidth = tQuantile(1 - below, n - 1) * standardError;
  const logLikelihood = -n * (Math.log(sdMle) + 0.5 * (Math.log(2 * Math.PI) + 1));
  return {
    model: 'normal',
    n,
    mean: { value: mean, standardError, interval: [mean - halfWidth, mean + halfWidth] },
    sdMle: {
      value: sdMle,
      standardError: sdMle / Math.sqrt(2 * n),
      interval: [
        sdMle * Math.sqrt(n / chiSquareQuantile(1 - below, n - 1)),
        sdMle * Math.sqrt(n / chiSquareQuantile(below, n - 1)),
      ],
    },
    sdSample,
    confidence,
    logLikelihood,
    parameters: 2,
    aic: -2 * logLikelihood + 2 * 2,
    bic: -2 * logLikelihood + 2 * Math.log(n),
    status: sdMle < spreadLimit * Math.abs(mean) ? 'degenerate' : 'converged',
  };
}

/** Below four neighbouring doubles at the mean, a standard deviation is made of rounding errors. */
const spreadLimit = 4 * Number.EPSILON;

/** The normal fitted to a column's finite values, on one thread. */
export function fitNormal(values: Float64Array, confidence = 0.95): NormalFit {
  return normalFitOf(moments(values), confidence);
}
