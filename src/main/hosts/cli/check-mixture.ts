import type { CrossValidatedCell, MixtureData, MixtureSearch } from '../../../shared/contract/mixture-requests.ts';
import type { BootstrapSummary } from '../../../shared/statistics/bootstrap-summary.ts';
import type { GroupingStep } from '../../../shared/statistics/component-groups.ts';
import type { CovarianceModel } from '../../../shared/statistics/covariance-models.ts';
import type { GaussianMixture, GaussianMixtureFit } from '../../../shared/statistics/gaussian-mixture.ts';
import type { LikelihoodRatioTest } from '../../../shared/statistics/likelihood-ratio-test.ts';
import { mixtureRegions, type MixtureRegions } from '../../../shared/statistics/mixture-regions.ts';
import type { NullCheck } from '../../../shared/statistics/null-check.ts';
import { countOf, formatNumber, formatShare } from '../../../renderer/src/view-models/number-format.ts';
import type { Engine } from '../../engine/engine.ts';
import { ask } from './ask.ts';
import { showTasks } from './show-progress.ts';
import { textTable } from './text-table.ts';

/** What is to be found out about a fit besides itself; null for what is not asked for. */
export interface MixtureChecks {
  /** Folds of the cross-validation of every number of components and covariance that was fitted. */
  folds: number | null;
  /** Refits to resampled rows. */
  bootstrap: number | null;
  /** Samples of the likelihood-ratio test against one component more. */
  likelihoodRatio: number | null;
  /** Samples of the null check. */
  nullCheck: number | null;
  merge: boolean;
  /** Of the bootstrap's intervals. */
  confidence: number;
}

/** A fit and what it was chosen from. */
export interface CheckedFit {
  data: MixtureData;
  search: MixtureSearch;
  components: readonly number[];
  covarianceModels: readonly CovarianceModel[];
  nameOf: (model: CovarianceModel) => string;
  fit: GaussianMixtureFit;
}

interface Found {
  crossValidation?: CrossValidatedCell[];
  likelihoodRatio?: LikelihoodRatioTest;
  nullCheck?: NullCheck;
  bootstrap?: Omit<BootstrapSummary, 'ghosts'>;
  groups?: GroupingStep[];
  /** Places in `weights`, where the most probable component changes along the one column. */
  thresholds?: MixtureRegions;
}

/** Answers to the checks asked for, as a part of a document and as text. @throws {RequestError} */
export async function checkMixture(
  engine: Engine,
  checks: MixtureChecks,
  checked: CheckedFit,
): Promise<{ json: object; text: string }> {
  const found = await answersTo(engine, checks, checked);
  const { crossValidation: cells, ...others } = found;
  return {
    json: { ...others, ...(cells && { crossValidation: cells.map((cell) => scoreOf(cell, checked)) }) },
    text: textOf(found, checked),
  };
}

async function answersTo(engine: Engine, checks: MixtureChecks, checked: CheckedFit): Promise<Found> {
  const { folds, bootstrap, likelihoodRatio, nullCheck, merge, confidence } = checks;
  const { data, search, fit } = checked;
  const { covarianceModel, components, regularisation } = fit;
  const mixture: GaussianMixture = {
    ...{ weights: fit.weights, means: fit.means },
    ...{ covariances: fit.covariances, noise: fit.noise },
  };
  const labels = data.labels && { ...data.labels, components: fit.labelComponents };
  const placed = { ...data, labels, mixture };
  const grid = { components: [...checked.components], covarianceModels: [...checked.covarianceModels] };
  const found: Found = data.columns.length === 1 ? { thresholds: mixtureRegions(fit) } : {};
  if (folds !== null)
    found.crossValidation = await showTasks('Cross-validation', async (onProgress) => {
      const { cells } = await ask(
        engine,
        'mixture.cross-validate',
        { ...data, ...search, ...grid, folds },
        { onProgress },
      );
      return cells;
    });
  if (likelihoodRatio !== null)
    found.likelihoodRatio = await showTasks('Likelihood-ratio test', async (onProgress) => {
      const given = { ...data, ...search, components, covarianceModel, samples: likelihoodRatio };
      const { elapsedMs: _, ...test } = await ask(engine, 'mixture.likelihood-ratio', given, { onProgress });
      return test;
    });
  if (nullCheck !== null)
    found.nullCheck = await showTasks('Null check', async (onProgress) => {
      const given = { ...data, ...grid, seed: search.seed, samples: nullCheck };
      const { elapsedMs: _, ...check } = await ask(engine, 'mixture.null-check', given, { onProgress });
      return check;
    });
  if (bootstrap !== null)
    found.bootstrap = await showTasks('Bootstrap', async (onProgress) => {
      const given = {
        ...placed,
        covarianceModel,
        regularisation,
        seed: search.seed,
        replicates: bootstrap,
        confidence,
      };
      const { elapsedMs: _, ghosts: __, ...summary } = await ask(engine, 'mixture.bootstrap', given, { onProgress });
      return summary;
    });
  if (merge)
    found.groups = await showTasks(
      'Merging',
      async (onProgress) => (await ask(engine, 'mixture.merge', placed, { onProgress })).path,
    );
  return found;
}

function scoreOf(cell: CrossValidatedCell, { nameOf }: CheckedFit): object {
  const { components, covarianceModel } = cell;
  const named = { components, covariance: nameOf(covarianceModel), covarianceModel };
  return cell.ok ? { ...named, ...cell.score } : { ...named, logLikelihoodPerRow: null, reason: cell.error.message };
}

function textOf(found: Found, checked: CheckedFit): string {
  const { crossValidation, likelihoodRatio, nullCheck, bootstrap, groups, thresholds } = found;
  const parts = [
    thresholds && thresholds.winners.length > 1 ? thresholdText(thresholds) : '',
    crossValidation ? crossValidationText(crossValidation, checked) : '',
    likelihoodRatio ? ratioText(likelihoodRatio, checked.fit.components) : '',
    nullCheck ? nullText(nullCheck) : '',
    bootstrap ? bootstrapText(bootstrap, checked) : '',
    groups ? groupsText(groups) : '',
  ];
  return parts
    .filter((part) => part !== '')
    .map((part) => `\n${part}\n`)
    .join('');
}

function thresholdText({ crossings, winners, misclassified }: MixtureRegions): string {
  const edges = ['below ', ...crossings.map(() => 'from ')];
  const rows = winners.map((winner, i) => {
    const [from, to] = [crossings[i - 1], crossings[i]].map((x) => (x === undefined ? '' : formatNumber(x, 8)));
    return [`component ${winner + 1}`, `${edges[i]}${i === 0 ? to : from}${i > 0 && to !== '' ? ` to ${to}` : ''}`];
  });
  return `${textTable([['most probable', ''], ...rows])}\n${formatShare(misclassified)} of the model’s rows lie where another component is more probable.`;
}

function crossValidationText(cells: readonly CrossValidatedCell[], { nameOf }: CheckedFit): string {
  const rows = cells.map((cell) => {
    const name = `${cell.components} × ${nameOf(cell.covarianceModel)}`;
    if (!cell.ok) return [name, '–', ''];
    return [name, formatNumber(cell.score.logLikelihoodPerRow, 8), `± ${formatNumber(cell.score.standardError, 3)}`];
  });
  return textTable([['log-likelihood per row left out (higher is better)', '', 'std. error'], ...rows]);
}

function ratioText({ statistic, simulated, pValue, failed }: LikelihoodRatioTest, components: number): string {
  const above = simulated.filter((value) => value >= statistic).length;
  const [few, more] = [countOf(components, 'component'), components + 1];
  const without = failed > 0 ? `; ${failed} more could not be fitted` : '';
  return `${more} instead of ${few}: twice the gain in log-likelihood is ${formatNumber(statistic)}. Of ${countOf(simulated.length, 'sample')} of the fit with ${few}, ${above} gained as much${without}: p = ${formatNumber(pValue, 3)}.`;
}

const nullText = ({ called, samples }: NullCheck): string =>
  `Of ${countOf(samples, 'sample')} of one Gaussian, rounded as the columns are, BIC calls ${called} several.`;

function bootstrapText(
  { weights, means, replicates, failed, confidence }: NonNullable<Found['bootstrap']>,
  checked: CheckedFit,
): string {
  const { fit, data } = checked;
  const row = (name: string, value: number, estimate: BootstrapSummary['weights'][number]): string[] => {
    const [lower, upper] = estimate.interval;
    const interval = `[${formatNumber(lower)}, ${formatNumber(upper)}]`;
    return [name, formatNumber(value), `± ${formatNumber(estimate.standardError, 3)}`, interval];
  };
  const rows = weights.flatMap((weight, k) => [
    ...(weights.length > 1 ? [row(`weight of component ${k + 1}`, fit.weights[k] ?? NaN, weight)] : []),
    ...data.columns.map((name, j) =>
      row(`mean of ${name}${weights.length > 1 ? ` in ${k + 1}` : ''}`, fit.means[k]?.[j] ?? NaN, means[k]![j]!),
    ),
  ]);
  const without = failed > 0 ? `, ${failed} more without an honest solution` : '';
  return textTable([
    [`bootstrap, ${replicates} refits${without}`, '', 'std. error', `${formatNumber(100 * confidence)} % interval`],
    ...rows,
  ]);
}

function groupsText(path: readonly GroupingStep[]): string {
  const named = (groups: readonly number[][]): string =>
    groups.map((group) => `{${group.map((k) => k + 1).join(', ')}}`).join(' ');
  return textTable([
    ['groups', 'entropy', 'components'],
    ...path.map(({ groups, entropy }) => [String(groups.length), formatNumber(entropy), named(groups)]),
  ]);
}
