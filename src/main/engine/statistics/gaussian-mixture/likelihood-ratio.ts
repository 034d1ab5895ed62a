import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { GaussianMixture } from '../../../../shared/statistics/gaussian-mixture.ts';
import type { LikelihoodRatioTest } from '../../../../shared/statistics/likelihood-ratio-test.ts';
import { fitGaussianMixture, type MixtureOptions } from './fit.ts';
import { prepareRows, type MixtureInput } from './prepare-rows.ts';
import { sampleGaussianMixture } from './sample.ts';

/** What samples under the hypothesis of K components look like. */
export interface NullSamples {
  /** The fit with K components. */
  mixture: GaussianMixture;
  /** Rows of one sample: as many as the fit's n. */
  rows: number;
  /** Each column's measurement step, 0 for none: samples are rounded as the columns are. */
  step: readonly number[];
}

/** The samples' shape for rows and the mixture fitted to them. */
export function nullSamplesOf(input: MixtureInput, mixture: GaussianMixture, step: readonly number[]): NullSamples {
  const prepared = prepareRows(input, false);
  const { weights, means, covariances, noise } = mixture;
  const rows = Math.round(prepared.counts.effective);
  return { mixture: { weights, means, covariances, noise }, rows, step };
}

/**
 * Sample number `number` of the hypothesis, fitted with K and with K + 1 components.
 * @returns 2(ℓ(K + 1) − ℓ(K)), or null where one of the fits had no honest solution
 */
export function simulateLikelihoodRatio(
  { mixture, rows, step }: NullSamples,
  options: MixtureOptions,
  number: number,
  checkpoint?: () => void,
): number | null {
  const { columns } = sampleGaussianMixture(mixture, rows, options.seed + 1_000_003 * (number + 1));
  columns.forEach((column, j) => roundTo(column, step[j] ?? 0));
  try {
    const [one, more] = [options.components, options.components + 1].map(
      (components) =>
        fitGaussianMixture({ columns }, { ...options, components, tolerance: 1e-3 }, checkpoint ? { checkpoint } : {})
          .logLikelihood,
    );
    return Math.max(0, 2 * (more! - one!));
  } catch (thrown) {
    if (thrown instanceof FitError) return null;
    throw thrown;
  }
}

export function roundTo(column: Float64Array, step: number): void {
  if (step > 0) for (let row = 0; row < column.length; row++) column[row] = Math.round(column[row]! / step) * step;
}

/**
 * Parametric bootstrap of the likelihood-ratio test of K against K + 1 components. [McLachlan1987]
 * @param options  with `components` = K
 * @throws {FitError} what the two fits throw
 */
export function likelihoodRatioTest(
  input: MixtureInput,
  options: MixtureOptions,
  samples: number,
  step: readonly number[] = [],
  checkpoint?: () => void,
): LikelihoodRatioTest {
  const hooks = checkpoint ? { checkpoint } : {};
  const smaller = fitGaussianMixture(input, options, hooks);
  const larger = fitGaussianMixture(input, { ...options, components: options.components + 1 }, hooks);
  const statistic = Math.max(0, 2 * (larger.logLikelihood - smaller.logLikelihood));
  const hypothesis = nullSamplesOf(input, smaller, step);
  const values = Array.from({ length: samples }, (_, i) => simulateLikelihoodRatio(hypothesis, options, i, checkpoint));
  return judgeRatio(statistic, values);
}

/** The test from its simulated values, whichever threads made them. */
export function judgeRatio(statistic: number, values: readonly (number | null)[]): LikelihoodRatioTest {
  const simulated = values.filter((value) => value !== null);
  const above = simulated.filter((value) => value >= statistic).length;
  const pValue = (1 + above) / (1 + simulated.length);
  return { statistic, simulated, failed: values.length - simulated.length, pValue };
}
