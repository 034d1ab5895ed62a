import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { GaussianFit, LinearRelation } from '../../../../shared/statistics/gaussian-fit.ts';
import { cholesky, logDeterminant } from '../linear-algebra/cholesky.ts';
import { dependentColumns } from '../linear-algebra/dependent-columns.ts';
import { symmetricEigen } from '../linear-algebra/symmetric-eigen.ts';
import { centredMoments } from './centred-moments.ts';

export interface GaussianOptions {
  /** One byte per row, 0 leaves it out; null or absent for all. */
  included?: Uint8Array | null;
}

/**
 * The Gaussian of d columns by maximum likelihood, from the rows complete in all of them. Collinear columns are no
 * failure: the rank and every relation between columns are named, and only what a singular covariance cannot give is null.
 * @param columns  d columns of equal length, NaN for a missing cell
 * @throws {FitError} `too-few-rows` with fewer than two complete rows
 */
export function fitGaussian(columns: readonly Float64Array[], { included = null }: GaussianOptions = {}): GaussianFit {
  const { n, mean, covariance } = centredMoments(columns, included);
  if (n < 2) throw new FitError('too-few-rows', { rows: n }, 'A covariance needs at least two complete rows.');
  return describeGaussian('classical', n, mean, covariance, (size) => size);
}

/**
 * Everything that follows from n, mean and covariance.
 * @param kept  rows the estimate rests on, from n
 */
export function describeGaussian(
  estimator: GaussianFit['estimator'],
  n: number,
  mean: Float64Array,
  covariance: Float64Array,
  kept: (n: number) => number,
): GaussianFit {
  const d = mean.length;
  const sd = mean.map((_, i) => Math.sqrt(covariance[i * d + i]!));
  const correlation = covariance.map((value, cell) => {
    const [i, j] = [Math.floor(cell / d), cell % d];
    if (i === j) return 1;
    return sd[i] === 0 || sd[j] === 0 ? 0 : Math.max(-1, Math.min(1, value / (sd[i]! * sd[j]!)));
  });
  const relations = relationsOf(covariance, mean);
  const l = relations.length === 0 ? cholesky(correlation, d) : null;
  const logDet = l ? logDeterminant(l, d) + 2 * sd.reduce((sum, value) => sum + Math.log(value), 0) : null;
  const logLikelihood =
    logDet === null || estimator === 'robust' ? null : (-n / 2) * (d * Math.log(2 * Math.PI) + logDet + d);
  const parameters = d + (d * (d + 1)) / 2;
  const { values, vectors } = symmetricEigen(covariance, d);
  const spread = symmetricEigen(correlation, d).values;
  const square = (matrix: Float64Array): number[][] =>
    Array.from({ length: d }, (_, i) => [...matrix.subarray(i * d, (i + 1) * d)]);
  return {
    model: 'gaussian',
    estimator,
    n,
    mean: [...mean],
    covariance: square(covariance),
    covarianceSample:
      n > 1 && estimator === 'classical' ? square(covariance.map((value) => (value * n) / (n - 1))) : null,
    correlation: square(correlation),
    axes: {
      variances: [...values].map((value) => Math.max(0, value)),
      directions: Array.from({ length: d }, (_, axis) => Array.from({ length: d }, (_, i) => vectors[i * d + axis]!)),
    },
    logLikelihood,
    parameters,
    aic: logLikelihood === null ? null : -2 * logLikelihood + 2 * parameters,
    bic: logLikelihood === null ? null : -2 * logLikelihood + parameters * Math.log(n),
    rank: d - relations.length,
    relations,
    condition: l ? spread[0]! / spread[d - 1]! : null,
    status: l ? 'converged' : 'collinear',
    kept: kept(n),
    setAside: n - kept(n),
  };
}

function relationsOf(covariance: Float64Array, mean: Float64Array): LinearRelation[] {
  return dependentColumns(covariance, mean.length).map(({ column, others, coefficients }) => ({
    column,
    others,
    coefficients,
    constant: others.reduce((sum, other, i) => sum - coefficients[i]! * mean[other]!, mean[column]!),
  }));
}
