import { createGenerator } from '../random/generator.ts';
import { fitGaussianMixture, type MixtureOptions } from './fit.ts';
import { allRowsOf } from './own-rows.ts';
import { prepareRows, type MixtureInput } from './prepare-rows.ts';
import { createRowDensity } from './responsibilities.ts';
import { toScaled } from './units.ts';

export interface CrossValidation {
  /** Log-likelihood of rows that the fit had not seen, per row, averaged over all rows. */
  logLikelihoodPerRow: number;
  /** Its standard error, from the rows' own log-likelihoods. */
  standardError: number;
  folds: number;
}

/**
 * k-fold cross-validated log-likelihood: every row is scored by a fit to the other folds. The folds depend on the seed
 * alone.
 * @param folds  2 or more
 * @throws {FitError} what a fit throws, where a fold's fit has no honest solution
 */
export function crossValidate(
  input: MixtureInput,
  options: MixtureOptions,
  folds: number,
  checkpoint?: () => void,
): CrossValidation {
  const n = input.columns[0]!.length;
  const generator = createGenerator(options.seed, 7);
  const fold = Uint8Array.from({ length: n }, () => generator.integer(folds));
  let sum = 0;
  let squares = 0;
  let total = 0;
  for (let left = 0; left < folds; left++) {
    const chosen = (inside: boolean): Uint8Array =>
      fold.map((own, row) => ((own === left) === inside && input.included?.[row] !== 0 ? 1 : 0));
    const fit = fitGaussianMixture({ ...input, included: chosen(false) }, options, checkpoint ? { checkpoint } : {});
    const prepared = prepareRows({ ...input, included: chosen(true) }, false);
    const density = createRowDensity(toScaled(fit, prepared.rows));
    const units = prepared.rows.factor.reduce((logs, factor) => logs + Math.log(factor), 0);
    allRowsOf(prepared)((y, at, weight, label) => {
      const value = density(y, at, label).logDensity + units;
      sum += weight * value;
      squares += weight * value * value;
      total += weight;
    });
  }
  const mean = sum / total;
  return {
    logLikelihoodPerRow: mean,
    standardError: Math.sqrt(Math.max(0, squares / total - mean * mean) / total),
    folds,
  };
}
