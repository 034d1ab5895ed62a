import type { GaussianMixture, GaussianMixtureFit } from '../../../shared/statistics/gaussian-mixture.ts';

/** A kept fit, as far as a document needs it. */
interface Kept {
  data: { columns: string[]; filters: readonly unknown[] };
  reply: { fit: GaussianMixtureFit; rows: unknown };
  ids: number[];
}

/**
 * A mixture as a JSON document, under the names that the command line's `fit --json` uses.
 * @param byHand  the mixture set by hand, where that is shown in the fit's place
 */
export function modelDocument(
  { data, reply: { fit, rows } }: Kept,
  byHand: GaussianMixture | null,
  names: readonly string[],
  file: string,
) {
  const { weights, means, covariances, noise } = byHand ?? fit;
  return {
    model: 'mixture',
    file,
    columns: data.columns,
    filters: data.filters,
    covariance: fit.covarianceModel,
    components: weights.length,
    names,
    weights,
    means,
    covariances,
    noise,
    setByHand: byHand !== null,
    fit: {
      logLikelihood: fit.logLikelihood,
      parameters: fit.parameterCount,
      aic: fit.criteria.aic,
      bic: fit.criteria.bic,
      icl: fit.criteria.icl,
      status: fit.status,
      iterations: fit.iterations,
      seed: fit.seed,
      rows,
    },
  };
}
