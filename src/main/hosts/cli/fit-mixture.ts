import type { ColumnInfo } from '../../../shared/contract/dataset.ts';
import { RequestError } from '../../../shared/contract/errors.ts';
import type { MixtureData, MixtureSearch, ScanCell } from '../../../shared/contract/mixture-requests.ts';
import type { OpenDataset } from '../../../shared/contract/requests.ts';
import type { CovarianceModel } from '../../../shared/statistics/covariance-models.ts';
import type { GaussianMixtureFit, InformationCriteria } from '../../../shared/statistics/gaussian-mixture.ts';
import type { MixtureStandardErrors, StandardErrorMethod } from '../../../shared/statistics/mixture-standard-errors.ts';
import type { RowsUsed } from '../../../shared/statistics/rows-used.ts';
import { countOf, formatNumber, formatShare } from '../../../renderer/src/view-models/number-format.ts';
import { criteriaSentence, fitTitle } from '../../../renderer/src/view-models/ledger-table.ts';
import type { Engine } from '../../engine/engine.ts';
import { ask } from './ask.ts';
import { checkMixture, type MixtureChecks } from './check-mixture.ts';
import { textTable } from './text-table.ts';

/** A covariance model, and the name it was asked for by: `full`, `VVV`. */
export interface NamedCovariance {
  name: string;
  model: CovarianceModel;
}

export interface MixtureWish extends MixtureSearch {
  model: 'gaussian' | 'mixture';
  columns: readonly ColumnInfo[];
  /** Several numbers or several covariances are all fitted, and the lowest BIC is chosen. */
  components: readonly number[];
  covariances: readonly NamedCovariance[];
  labels: MixtureData['labels'];
  weights: MixtureData['weights'];
  missing: 'listwise' | 'em';
  /** Where standard errors come from. */
  errors: StandardErrorMethod;
  checks: MixtureChecks;
}

/** What was fitted, and beside what it was chosen. */
interface Chosen {
  fit: GaussianMixtureFit;
  rows: RowsUsed;
  /** Null where one fit was asked for. */
  cells: ScanCell[] | null;
  /** Or why there are none, in a sentence. */
  errors: MixtureStandardErrors | string;
}

/** One Gaussian or a mixture, fitted to the columns, as a document and as text. @throws {RequestError} */
export async function fitMixture(
  engine: Engine,
  dataset: OpenDataset,
  wish: MixtureWish,
): Promise<{ json: object; text: string }> {
  const found = await choose(engine, dataset, wish);
  const chosen = { ...found, errors: await standardErrorsOf(engine, dataset, wish, found.fit) };
  const checks = await checkMixture(engine, wish.checks, {
    ...rowsOf(dataset, wish),
    components: wish.components,
    covarianceModels: wish.covariances.map(({ model }) => model),
    nameOf: (model) => nameOf(wish, model),
    fit: found.fit,
  });
  return {
    json: { ...asJson(dataset, wish, chosen), ...checks.json },
    text: asText(dataset, wish, chosen) + checks.text,
  };
}

/** The rows and how their mixtures are searched for. */
function rowsOf({ datasetId }: OpenDataset, wish: MixtureWish): { data: MixtureData; search: MixtureSearch } {
  const { labels, weights, missing, seed, starts, noise, regularisation } = wish;
  const columns = wish.columns.map(({ name }) => name);
  return {
    data: { datasetId, columns, filters: [], labels, weights, missing },
    search: { seed, starts, noise, regularisation },
  };
}

async function choose(engine: Engine, dataset: OpenDataset, wish: MixtureWish): Promise<Omit<Chosen, 'errors'>> {
  const { components, covariances, labels } = wish;
  const { data: shared, search } = rowsOf(dataset, wish);
  const [count = 1] = components;
  const [covariance] = covariances;
  if (components.length === 1 && covariances.length === 1 && covariance !== undefined) {
    const specification = { components: count, covarianceModel: covariance.model, given: [], locks: null };
    const { fit, rows } = await ask(engine, 'mixture.fit', { ...shared, ...search, ...specification });
    return { fit, rows, cells: null };
  }
  const covarianceModels = covariances.map(({ model }) => model);
  const scan = { components: [...components], covarianceModels };
  const { cells, rows } = await ask(engine, 'mixture.scan', { ...shared, ...search, ...scan });
  const honest = cells.flatMap((cell) => (cell.ok && cell.fit.degeneracy === null ? [cell] : []));
  const best = honest.toSorted((a, b) => a.fit.criteria.bic - b.fit.criteria.bic)[0];
  if (best === undefined) {
    const reason = cells.flatMap((cell) => (cell.ok ? [] : [cell.error.message]))[0] ?? 'every fit is degenerate';
    throw new RequestError('degenerate', `${dataset.name}: none of the models asked for can be fitted: ${reason}`);
  }
  // A cell is fitted well enough to be compared; the chosen one thoroughly, and no worse for having been found before.
  const { components: K, covarianceModel } = best;
  const { weights: shares, means, covariances: matrices, noise: uniform } = best.fit;
  const found = { weights: shares, means, covariances: matrices, noise: uniform };
  const specification = { components: K, covarianceModel, given: labels ? [] : [found], locks: null };
  const { fit, elapsedMs } = await ask(engine, 'mixture.fit', { ...shared, ...search, ...specification });
  return { fit, rows, cells: cells.map((cell) => (cell === best ? { ...best, fit, elapsedMs } : cell)) };
}

/** Standard errors by the method asked for, where the model has some; otherwise why not. */
async function standardErrorsOf(
  engine: Engine,
  dataset: OpenDataset,
  { columns, labels, weights, missing, errors: method }: MixtureWish,
  fit: GaussianMixtureFit,
): Promise<MixtureStandardErrors | string> {
  const { covarianceModel, degeneracy } = fit;
  if (degeneracy !== null) return 'undefined where the likelihood is unbounded';
  const rows = {
    ...{ datasetId: dataset.datasetId, columns: columns.map(({ name }) => name), filters: [], weights, missing },
    labels: labels && { ...labels, components: fit.labelComponents },
  };
  const mixture = { weights: fit.weights, means: fit.means, covariances: fit.covariances, noise: fit.noise };
  const reply = await engine.call('mixture.standard-errors', { ...rows, mixture, method, covarianceModel });
  return reply.ok ? reply.value : reply.error.message;
}

const nameOf = ({ covariances }: MixtureWish, model: CovarianceModel): string =>
  covariances.find((covariance) => covariance.model === model)?.name ?? model;

function asJson(dataset: OpenDataset, wish: MixtureWish, { fit, rows, cells, errors }: Chosen): object {
  const { criteria, covarianceModel, weights, means, covariances } = fit;
  return {
    model: wish.model,
    file: dataset.name,
    hash: dataset.hash,
    columns: wish.columns.map(({ name }) => name),
    covariance: nameOf(wish, covarianceModel),
    covarianceModel,
    components: fit.components,
    rowsUsed: rows.used,
    rowsDropped: rows.leftOut.reduce((sum, each) => sum + each.rows, 0),
    leftOut: rows.leftOut,
    missing: wish.missing,
    rowsWithGaps: fit.rows.incomplete ?? 0,
    logLikelihood: fit.logLikelihood,
    parameters: fit.parameterCount,
    ...criteriaOf(criteria),
    weights,
    means,
    covariances,
    noise: fit.noise,
    standardErrorMethod: wish.errors,
    standardErrors: typeof errors === 'string' ? null : errors,
    ...(typeof errors === 'string' && { standardErrorsReason: errors }),
    converged: fit.status === 'converged',
    status: fit.status,
    iterations: fit.iterations,
    seed: fit.seed,
    starts: fit.starts.length,
    estimator: 'maximum likelihood; covariances divide by the number of rows',
    regularisation: fit.regularisation,
    smallestEigenvalue: fit.smallestEigenvalue,
    degeneracy: fit.degeneracy,
    landscape: fit.starts,
    ...(cells !== null && {
      chosenBy: 'bic',
      criteria: criteriaOver(wish, cells),
      scan: cells.map((cell) => scanned(wish, cell)),
    }),
    warnings: fit.remarks.map(({ sentence }) => sentence),
  };
}

/** AICc says why it is not defined. */
function criteriaOf({ aicc, ...criteria }: InformationCriteria): object {
  return {
    ...criteria,
    aicc,
    ...(aicc === null && { aiccReason: 'undefined for so few rows: it needs more than parameters + 1' }),
  };
}

function scanned(wish: MixtureWish, cell: ScanCell): object {
  const { components, covarianceModel } = cell;
  const named = { components, covariance: nameOf(wish, covarianceModel), covarianceModel };
  if (!cell.ok) return { ...named, logLikelihood: null, bic: null, reason: cell.error.message };
  const { logLikelihood, parameterCount, criteria, status, degeneracy } = cell.fit;
  return { ...named, logLikelihood, parameters: parameterCount, ...criteriaOf(criteria), status, degeneracy };
}

function asText(dataset: OpenDataset, wish: MixtureWish, { fit, rows, cells, errors }: Chosen): string {
  const names = wish.columns.map(({ name }) => name);
  const number = (value: number): string => formatNumber(value, 10);
  const one = fit.components === 1;
  const known = typeof errors === 'string' ? null : errors;
  const title = one ? 'one Gaussian' : `mixture of ${fit.components} Gaussians`;
  const dropped = rows.leftOut.map(({ reason, rows: count }) => `, ${count} ${reason}`).join('');
  const gaps = fit.rows.incomplete ?? 0;
  const withGaps = gaps > 0 ? `, ${gaps} of them for what they have` : '';
  const components = fit.weights.flatMap((weight, k) => [
    '',
    ...(one
      ? []
      : [`component ${k + 1}: ${formatShare(weight)}${known ? ` ± ${formatShare(known.weights[k] ?? NaN)}` : ''}`]),
    textTable([
      ['', 'mean', ...(known ? ['std. error'] : []), ...names.map((name) => `covariance with ${name}`)],
      ...names.map((name, row) => [
        name,
        formatNumber(fit.means[k]?.[row] ?? NaN, 8),
        ...(known ? [`± ${formatNumber(known.means[k]?.[row] ?? NaN, 4)}`] : []),
        ...names.map((_, column) => formatNumber(fit.covariances[k]?.[row]?.[column] ?? NaN, 8)),
      ]),
    ]),
  ]);
  return [
    `${dataset.name}, ${names.join(', ')}: ${title} (${nameOf(wish, fit.covarianceModel)}) by maximum likelihood, ${countOf(rows.used, 'row')} used${withGaps}${dropped}`,
    ...components,
    '',
    textTable([
      ['log-likelihood', number(fit.logLikelihood)],
      ['parameters', String(fit.parameterCount)],
      ['AIC (lower is better)', number(fit.criteria.aic)],
      ['BIC (lower is better)', number(fit.criteria.bic)],
      ['ICL (lower is better)', number(fit.criteria.icl)],
      ['status', `${fit.status} after ${countOf(fit.iterations, 'iteration')}`],
      ['starts', `${fit.starts.length}, seed ${fit.seed}`],
    ]),
    ...(cells === null ? [] : ['', scanTable(wish, cells), '', criteriaOver(wish, cells)]),
    ...fit.remarks.map(({ sentence }) => `\n${sentence}`),
    '',
  ].join('\n');
}

/** Which model each criterion chooses, and why they disagree where they do. */
function criteriaOver(wish: MixtureWish, cells: readonly ScanCell[]): string {
  const fits = cells.flatMap((cell) => (cell.ok ? [cell.fit] : []));
  return criteriaSentence(
    fits.map((fit, place) => ({ id: String(place), title: fitTitle(fit, wish.columns.length), fit })),
  );
}

/** BIC of every cell: numbers of components down, covariances across. */
function scanTable(wish: MixtureWish, cells: readonly ScanCell[]): string {
  const bicOf = (components: number, { model }: NamedCovariance): string => {
    const cell = cells.find((each) => each.components === components && each.covarianceModel === model);
    if (!cell?.ok) return '–';
    return `${formatNumber(cell.fit.criteria.bic, 8)}${cell.fit.degeneracy === null ? '' : ' (degenerate)'}`;
  };
  return textTable([
    ['BIC', ...wish.covariances.map(({ name }) => name)],
    ...wish.components.map((count) => [
      countOf(count, 'component'),
      ...wish.covariances.map((covariance) => bicOf(count, covariance)),
    ]),
  ]);
}
