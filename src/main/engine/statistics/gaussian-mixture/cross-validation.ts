import type { CovarianceModel } from '../../../../shared/statistics/covariance-models.ts';
import type { CrossValidation } from '../../../../shared/statistics/cross-validation.ts';
import { createGenerator } from '../random/generator.ts';
import { isRowUsed } from './choose-rows.ts';
import { fitGaussianMixture, type MixtureOptions } from './fit.ts';
import { allRowsOf } from './own-rows.ts';
import { prepareRows, type MixtureInput } from './prepare-rows.ts';
import { createRowDensity, logUnitsOf } from './responsibilities.ts';
import { toScaled } from './units.ts';

/** Sums over the rows of one fold, scored by the fit to the other folds. */
export interface FoldScore {
  /** Σ w, Σ w·ln p, Σ w·(ln p)² */
  total: number;
  sum: number;
  squares: number;
}

export interface CrossValidationOptions extends Omit<MixtureOptions, 'components' | 'covarianceModel' | 'locks'> {
  components: number;
  covarianceModel: CovarianceModel;
}

/**
 * The fold of every row, −1 for rows that are not used: the rows used are shuffled and dealt out, so folds differ by one
 * row at most. They depend on the rows used, the number of folds and the seed alone: every model is scored on the same.
 */
export function foldsOf(input: MixtureInput, folds: number, seed: number): Int16Array {
  const n = input.columns[0]!.length;
  const fold = new Int16Array(n).fill(-1);
  const used: number[] = [];
  for (let row = 0; row < n; row++) if (isRowUsed(input, row)) used.push(row);
  const generator = createGenerator(seed, 7);
  for (let i = used.length - 1; i >= 0; i--) {
    const chosen = generator.integer(i + 1);
    [used[i], used[chosen]] = [used[chosen]!, used[i]!];
    fold[used[i]!] = i % folds;
  }
  return fold;
}

/**
 * Fits the rows outside one fold and scores those inside. Rows with a label are scored together with it, ln(φₖ p(x | k)),
 * as the fit counts them.
 * @param fold  as foldsOf gives them
 * @throws {FitError} what a fit throws
 */
export function scoreFold(
  input: MixtureInput,
  options: CrossValidationOptions,
  fold: Int16Array,
  left: number,
  checkpoint?: () => void,
): FoldScore {
  const chosen = (inside: boolean): Uint8Array =>
    Uint8Array.from(fold, (own) => (own >= 0 && (own === left) === inside ? 1 : 0));
  const others = { ...input, included: chosen(false) };
  const fit = fitGaussianMixture(others, { ...options, tolerance: 1e-3 }, checkpoint ? { checkpoint } : {});
  // Rows left out are seen in the units of the others: a fold of one row has none of its own.
  const prepared = prepareRows(others, false);
  const seen = { ...prepared, rows: { ...prepared.rows, included: chosen(true) } };
  const density = createRowDensity(toScaled(fit, prepared.rows));
  const score: FoldScore = { total: 0, sum: 0, squares: 0 };
  allRowsOf(seen)((y, at, weight, label) => {
    const place = label < 0 ? -1 : (fit.labelComponents?.[label] ?? -1);
    const value = density(y, at, place).logDensity + logUnitsOf(y, prepared.rows.factor);
    score.total += weight;
    score.sum += weight * value;
    score.squares += weight * value * value;
  });
  return score;
}

/** The average over all rows from the folds' sums, whichever threads made them. */
export function crossValidationOf(scores: readonly FoldScore[]): CrossValidation {
  const add = (pick: (score: FoldScore) => number): number => scores.reduce((sum, score) => sum + pick(score), 0);
  const total = add((score) => score.total);
  const mean = add((score) => score.sum) / total;
  const variance = Math.max(0, add((score) => score.squares) / total - mean * mean);
  return { logLikelihoodPerRow: mean, standardError: Math.sqrt(variance / total), folds: scores.length };
}

/**
 * k-fold cross-validated log-likelihood: every row is scored by a fit to the other folds.
 * @param folds  2 or more
 * @throws {FitError} what a fit throws, where a fold's fit has no honest solution
 * @see [Smyth2000]
 */
export function crossValidate(
  input: MixtureInput,
  options: CrossValidationOptions,
  folds: number,
  checkpoint?: () => void,
): CrossValidation {
  const fold = foldsOf(input, folds, options.seed);
  return crossValidationOf(
    Array.from({ length: folds }, (_, left) => scoreFold(input, options, fold, left, checkpoint)),
  );
}
