import type { ColumnInfo } from '../../../shared/contract/dataset.ts';
import { RequestError } from '../../../shared/contract/errors.ts';
import type { OpenDataset } from '../../../shared/contract/requests.ts';
import type { Estimate, NormalFit } from '../../../shared/statistics/normal-fit.ts';
import type { RowsUsed } from '../../../shared/statistics/rows-used.ts';
import { countOf, formatNumber } from '../../../renderer/src/view-models/number-format.ts';
import type { Engine } from '../../engine/engine.ts';
import { ask } from './ask.ts';
import { textTable } from './text-table.ts';

/** The normal fitted to one column, as a document and as text. @throws {RequestError} what the fit failed with */
export async function fitNormalColumn(
  engine: Engine,
  dataset: OpenDataset,
  column: ColumnInfo,
  confidence: number,
): Promise<{ json: object; text: string }> {
  const request = { datasetId: dataset.datasetId, column: column.name, filters: [], groupBy: null, confidence };
  const { groups } = await ask(engine, 'normal.fit', request);
  const result = groups[0]?.value;
  if (result === undefined) throw new RequestError('too-few-rows', `“${column.name}” has no values to fit.`);
  if (!result.fit.ok) {
    const { code, message, details } = result.fit.error;
    throw new RequestError(code, `${dataset.name}, column “${column.name}”: ${message}`, { ...details });
  }
  return {
    json: asJson(dataset, column, result.fit.value, result.rows),
    text: asText(dataset, column, result.fit.value, result.rows),
  };
}

/** The same fields as any other fit: a normal is a mixture of one component in one dimension. */
function asJson(dataset: OpenDataset, column: ColumnInfo, fit: NormalFit, { used, leftOut }: RowsUsed): object {
  const { mean, sdMle, sdSample, logLikelihood, parameters, aic, bic, status, confidence } = fit;
  return {
    model: 'normal',
    file: dataset.name,
    hash: dataset.hash,
    columns: [column.name],
    covariance: 'full',
    components: 1,
    rowsUsed: used,
    rowsDropped: leftOut.reduce((sum, { rows }) => sum + rows, 0),
    leftOut,
    logLikelihood,
    parameters,
    aic,
    bic,
    icl: bic, // one component: every row's membership is certain
    weights: [1],
    means: [[mean.value]],
    covariances: [[[sdMle.value ** 2]]],
    converged: status === 'converged',
    status,
    iterations: 0,
    seed: null,
    starts: 1,
    estimator: 'maximum likelihood, closed form; the variance divides by n',
    mean,
    sdMle,
    sdSample,
    confidence,
    warnings: warningsOf(fit, column),
  };
}

function warningsOf({ status }: NormalFit, { name }: ColumnInfo): string[] {
  if (status !== 'degenerate') return [];
  return [`All values of “${name}” are equal: the likelihood is unbounded at a standard deviation of 0.`];
}

function asText(dataset: OpenDataset, column: ColumnInfo, fit: NormalFit, { used, leftOut }: RowsUsed): string {
  const number = (value: number): string => formatNumber(value, 10);
  const estimate = (name: string, { value, standardError, interval: [lower, upper] }: Estimate): string[] => [
    name,
    number(value),
    `± ${formatNumber(standardError, 4)}`,
    `[${formatNumber(lower)}, ${formatNumber(upper)}]`,
  ];
  const dropped = leftOut.map(({ reason, rows }) => `, ${rows} ${reason}`).join('');
  return [
    `${dataset.name}, ${column.name}: normal by maximum likelihood, ${countOf(used, 'row')} used${dropped}`,
    '',
    textTable([
      ['', 'estimate', 'std. error', `${formatNumber(100 * fit.confidence)} % interval`],
      estimate('mean', fit.mean),
      estimate('sd (÷n)', fit.sdMle),
      ['sd (÷(n−1))', fit.sdSample === null ? '–' : number(fit.sdSample)],
    ]),
    '',
    textTable([
      ['log-likelihood', number(fit.logLikelihood)],
      ['parameters', String(fit.parameters)],
      ['AIC (lower is better)', number(fit.aic)],
      ['BIC (lower is better)', number(fit.bic)],
    ]),
    ...warningsOf(fit, column).map((warning) => `\n${warning}`),
    '',
  ].join('\n');
}
