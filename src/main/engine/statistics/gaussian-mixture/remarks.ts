import type { Degeneracy, GaussianMixtureFit, MixtureRemark } from '../../../../shared/statistics/gaussian-mixture.ts';
import { dependsOnUnits } from '../../../../shared/statistics/covariance-models.ts';

/** A degeneracy in words; columns by name where they are known. */
export function sentenceOf(degeneracy: Degeneracy, columns: readonly string[] = []): string {
  const { code, component, rows, distinctRows, column, value } = degeneracy;
  const name = `Component ${component + 1}`;
  switch (code) {
    case 'empty-component':
      return `${name} has lost all its rows.`;
    case 'few-rows':
      return `${name} rests on ${rows} rows, only ${distinctRows} of them different.`;
    case 'tied-values':
      return column === null
        ? `${name} sits on ${rows} rows that lie on a line of their rounded values.`
        : `${name} sits on ${rows} rows with ${columns[column] ?? `column ${column + 1}`} = ${value}.`;
    case 'eigenvalue-floor':
      return `${name} is an accident of ${rows} rows that happen to lie closer together than chance makes meaningful.`;
  }
}

/** What a person should know beside the numbers of a fit. */
export function remarksOn(fit: GaussianMixtureFit): MixtureRemark[] {
  const remarks: MixtureRemark[] = [];
  const remark = (code: string, sentence: string): void => void remarks.push({ code, sentence });
  const reached = fit.starts.filter((start) => start.solution === 0).length;
  const carried = fit.starts.filter((start) => start.solution >= 0).length;
  const rejected = fit.starts.filter((start) => start.degeneracy && start.logLikelihood > fit.logLikelihood);
  if (rejected.length > 0) {
    const best = rejected.reduce((a, b) => (b.logLikelihood > a.logLikelihood ? b : a));
    remark(
      'degenerate-rejected',
      `A higher log-likelihood, ${written(best.logLikelihood)}, was set aside: ${sentenceOf(best.degeneracy!)}`,
    );
  }
  if (fit.degeneracy) remark('degenerate', sentenceOf(fit.degeneracy));
  if (fit.components > 1 && carried > 1 && reached < carried * 0.2)
    remark(
      'rarely-reached',
      `Only ${reached} of ${carried} starts reached this solution: more starts may find a better one.`,
    );
  if (fit.status === 'iteration-limit')
    remark('iteration-limit', 'The iteration limit was met before the log-likelihood had settled.');
  if (fit.covarianceModel !== 'VVV' && dependsOnUnits(fit.covarianceModel))
    remark('depends-on-units', 'This covariance model depends on the columns’ units: another unit gives another fit.');
  return remarks;
}

/** Two decimals, thousands grouped, a true minus: a sentence for people. */
const written = (value: number): string =>
  value
    .toFixed(2)
    .replaceAll(/\B(?=(\d{3})+\.)/g, ',')
    .replace('-', '\u2212');
