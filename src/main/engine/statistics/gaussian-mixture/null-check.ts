import type { CovarianceModel } from '../../../../shared/statistics/covariance-models.ts';
import { fitGaussian } from '../gaussian/fit.ts';
import { roundTo } from './likelihood-ratio.ts';
import type { MixtureInput } from './prepare-rows.ts';
import { sampleGaussianMixture } from './sample.ts';
import { scanMixtures } from './scan.ts';

/** How often one Gaussian, rounded as these columns are, would be called several. */
export interface NullCheck {
  /** Samples in which BIC chose more than one component, of how many. */
  called: number;
  samples: number;
  /** Number of components chosen, by sample. */
  chosen: number[];
}

export interface NullCheckOptions {
  /** Numbers of components the criterion may choose from; 1 is always one of them. */
  components: readonly number[];
  covarianceModels: readonly CovarianceModel[];
  samples: number;
  seed: number;
  /** Each column's measurement step, 0 for none. */
  step: readonly number[];
}

/**
 * Draws samples from the single Gaussian fitted to the rows, rounds them as the columns are rounded, and lets BIC choose.
 * @throws {FitError} `collinear` and `too-few-rows`, as a Gaussian fit does
 */
export function nullCheck(input: MixtureInput, options: NullCheckOptions, checkpoint?: () => void): NullCheck {
  const { samples, seed, step, covarianceModels } = options;
  const fit = fitGaussian(input.columns, { included: input.included ?? null });
  const single = { weights: [1], means: [fit.mean], covariances: [fit.covariance], noise: null };
  const components = [...new Set([1, ...options.components])];
  const chosen = Array.from({ length: samples }, (_, i) => {
    const { columns } = sampleGaussianMixture(single, fit.n, seed + 7919 * (i + 1));
    columns.forEach((column, j) => roundTo(column, step[j] ?? 0));
    const cells = scanMixtures({ columns }, { components, covarianceModels, seed }, checkpoint ? { checkpoint } : {});
    const fits = cells.filter((cell) => cell.ok).map((cell) => cell.fit);
    return fits.reduce((a, b) => (b.criteria.bic < a.criteria.bic ? b : a)).components;
  });
  return { called: chosen.filter((K) => K > 1).length, samples, chosen };
}
