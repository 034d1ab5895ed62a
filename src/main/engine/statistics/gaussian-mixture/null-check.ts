import type { CovarianceModel } from '../../../../shared/statistics/covariance-models.ts';
import type { NullCheck } from '../../../../shared/statistics/null-check.ts';
import { nullSamplesOf, roundTo, type NullSamples } from './likelihood-ratio.ts';
import { prepareRows, type MixtureInput } from './prepare-rows.ts';
import { sampleGaussianMixture } from './sample.ts';
import { scanMixtures } from './scan.ts';

export interface NullCheckOptions {
  /** Numbers of components the criterion may choose from; 1 is always one of them. */
  components: readonly number[];
  covarianceModels: readonly CovarianceModel[];
  seed: number;
}

/**
 * Samples of the one Gaussian that the rows would come from: mean and covariance by maximum likelihood (÷ Σ weights).
 * @throws {FitError} `collinear`, `zero-variance` and `too-few-rows`, as prepareRows
 */
export function singleGaussianSamples(input: MixtureInput, step: readonly number[]): NullSamples {
  const {
    rows: { centre, factor },
    covariance,
  } = prepareRows(input, false);
  const d = centre.length;
  const matrix = Array.from({ length: d }, (_, i) =>
    Array.from({ length: d }, (_, j) => covariance[i * d + j]! / (factor[i]! * factor[j]!)),
  );
  return nullSamplesOf(input, { weights: [1], means: [[...centre]], covariances: [matrix], noise: null }, step);
}

/**
 * Draws sample number `number`, rounds it as the columns are rounded, and lets BIC choose.
 * @returns the number of components chosen; null where no model could be fitted
 */
export function chosenUnderNull(
  { mixture, rows, step }: NullSamples,
  { components, covarianceModels, seed }: NullCheckOptions,
  number: number,
  checkpoint?: () => void,
): number | null {
  const { columns } = sampleGaussianMixture(mixture, rows, seed + 7919 * (number + 1));
  columns.forEach((column, j) => roundTo(column, step[j] ?? 0));
  const options = { components: [...new Set([1, ...components])], covarianceModels, seed };
  const cells = scanMixtures({ columns }, options, checkpoint ? { checkpoint } : {});
  const fits = cells.flatMap((cell) => (cell.ok ? [cell.fit] : []));
  return fits.length === 0 ? null : fits.reduce((a, b) => (b.criteria.bic < a.criteria.bic ? b : a)).components;
}

/** The check from the samples' choices, whichever threads made them. */
export function judgeNullCheck(choices: readonly (number | null)[]): NullCheck {
  const chosen = choices.filter((K) => K !== null);
  return { called: chosen.filter((K) => K > 1).length, samples: chosen.length, chosen };
}

/**
 * How often BIC calls samples of one Gaussian several, on this thread.
 * @throws {FitError} as singleGaussianSamples
 */
export function nullCheck(
  input: MixtureInput,
  { samples, step, ...options }: NullCheckOptions & { samples: number; step: readonly number[] },
  checkpoint?: () => void,
): NullCheck {
  const hypothesis = singleGaussianSamples(input, step);
  return judgeNullCheck(Array.from({ length: samples }, (_, i) => chosenUnderNull(hypothesis, options, i, checkpoint)));
}
