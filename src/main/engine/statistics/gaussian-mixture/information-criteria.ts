import type { InformationCriteria } from '../../../../shared/statistics/gaussian-mixture.ts';

/**
 * Criteria of a fitted mixture; lower is better for every one.
 * @param n          rows, or the sum of their frequencies
 * @param certainty  Σ ln(largest responsibility), at most 0
 * @param entropy    −ΣΣ τ ln τ, at least 0
 * @see [Schwarz1978], [Akaike1974], [HurvichTsai1989], [BiernackiCeleuxGovaert2000]
 */
export function informationCriteria(
  logLikelihood: number,
  parameters: number,
  n: number,
  certainty: number,
  entropy: number,
): InformationCriteria {
  const aic = -2 * logLikelihood + 2 * parameters;
  const bic = -2 * logLikelihood + parameters * Math.log(n);
  const room = n - parameters - 1;
  return {
    aic,
    aicc: room > 0 ? aic + (2 * parameters * (parameters + 1)) / room : null,
    bic,
    icl: bic - 2 * certainty,
    iclEntropy: bic + 2 * entropy,
  };
}
