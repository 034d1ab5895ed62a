import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { GaussianMixtureFit } from '../../../../shared/statistics/gaussian-mixture.ts';
import { fitGaussianMixture, type MixtureOptions } from './fit.ts';
import type { MixtureInput } from './prepare-rows.ts';
import { sampleGaussianMixture } from './sample.ts';

/** Is a mixture of K + 1 components better than chance would make it look, if K were enough? */
export interface LikelihoodRatioTest {
  /** 2(ℓ(K + 1) − ℓ(K)) of the rows. */
  statistic: number;
  /** The same of samples drawn from the fit with K components. */
  simulated: number[];
  /** (1 + simulated values at or above the statistic) / (1 + samples). */
  pValue: number;
}

/**
 * One simulated value per number from `from` to `to`; threads may share the numbers. Null where a fit had no honest
 * solution.
 * @param smaller  the fit with K components, from which samples are drawn
 * @param step     each column's measurement step, 0 for none: samples are rounded as the columns are
 */
export function simulateLikelihoodRatios(
  smaller: GaussianMixtureFit,
  options: MixtureOptions,
  step: readonly number[],
  from: number,
  to: number,
  checkpoint?: () => void,
): (number | null)[] {
  const hooks = checkpoint ? { checkpoint } : {};
  return Array.from({ length: to - from }, (_, i) => {
    const { columns } = sampleGaussianMixture(
      { ...smaller, noise: null },
      smaller.rows.used,
      options.seed + 1_000_003 * (from + i + 1),
    );
    columns.forEach((column, j) => roundTo(column, step[j] ?? 0));
    try {
      const [one, more] = [smaller.components, smaller.components + 1].map(
        (components) =>
          fitGaussianMixture({ columns }, { ...options, components, tolerance: 1e-3 }, hooks).logLikelihood,
      );
      return Math.max(0, 2 * (more! - one!));
    } catch (thrown) {
      if (thrown instanceof FitError) return null;
      throw thrown;
    }
  });
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
  return judgeRatio(statistic, simulateLikelihoodRatios(smaller, options, step, 0, samples, checkpoint));
}

/** The test from its simulated values, whichever threads made them. */
export function judgeRatio(statistic: number, values: readonly (number | null)[]): LikelihoodRatioTest {
  const simulated = values.filter((value) => value !== null);
  const above = simulated.filter((value) => value >= statistic).length;
  return { statistic, simulated, pValue: (1 + above) / (1 + simulated.length) };
}
