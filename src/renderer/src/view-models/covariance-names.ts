import { covarianceModelsOf, type CovarianceModel } from '../../../shared/statistics/covariance-models.ts';

const words: Record<CovarianceModel, string> = {
  EII: 'spheres of one size',
  VII: 'spheres',
  EEI: 'one shape, along the axes',
  VEI: 'one shape along the axes, sizes vary',
  EVI: 'one size, along the axes',
  VVI: 'diagonal: along the axes',
  EEE: 'tied: one shape for all',
  VEE: 'one shape and direction, sizes vary',
  EVE: 'one size and direction',
  VVE: 'one direction',
  EEV: 'one size and shape, turned',
  VEV: 'one shape, turned, sizes vary',
  EVV: 'one size',
  VVV: 'full: each its own',
};

/** A covariance model in a few words; of one column only the variances are equal or not. */
export function covarianceName(model: CovarianceModel, columns: number): string {
  if (columns === 1) return model === 'EEE' ? 'equal variances' : 'variances vary';
  return words[model];
}

/** The models there are to choose from, the four everyday ones first. */
export function covarianceChoices(columns: number): { value: CovarianceModel; label: string }[] {
  const everyday: readonly CovarianceModel[] = columns === 1 ? ['VVV', 'EEE'] : ['VVV', 'EEE', 'VVI', 'VII'];
  const rest = covarianceModelsOf(columns).filter((model) => !everyday.includes(model));
  return [...everyday, ...rest].map((value) => ({ value, label: `${value} · ${covarianceName(value, columns)}` }));
}
