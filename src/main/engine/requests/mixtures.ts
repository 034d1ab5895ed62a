import type {
  MixtureData,
  MixtureFitReply,
  MixtureRequests,
  MixtureSpecification,
  ScanCell,
} from '../../../shared/contract/mixture-requests.ts';
import { canonicalModel } from '../../../shared/statistics/covariance-models.ts';
import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';
import { columnNamed } from '../dataset/column-named.ts';
import { labelCodes } from '../dataset/label-codes.ts';
import { overRanges } from '../workers/ranges.ts';
import { scanOnThreads, type TimedCell } from '../workers/scan-on-threads.ts';
import type { JobOptions, Threads } from '../workers/threads.ts';
import { evaluateMixture } from './evaluate-mixture.ts';
import type { Handlers } from './handlers.ts';
import { serveMixtureChecks } from './mixture-checks.ts';
import { checkLabels, labelsFailure } from './mixture-labels.ts';
import { MixtureViews, mixtureRowsUsed } from './mixture-views.ts';
import { nameColumns, named, withNamedColumns } from './name-columns.ts';
import type { OpenDatasets } from './open-datasets.ts';
import { traceMixture } from './trace-mixture.ts';

interface Parts {
  datasets: OpenDatasets;
  short: Threads;
  long: Threads;
}

/**
 * Parts in which rows are summed up for standard errors, whatever the number of threads: the same sums in the same order.
 * A part may be large, (K d²)² / 4 doubles.
 */
const errorParts = 8;

/** Serves everything about Gaussian mixtures. Fits run on the long threads; passes for a chart on the short ones. */
export function serveMixtures({ datasets, short, long }: Parts): Handlers<keyof MixtureRequests> {
  const views = new MixtureViews(short);

  async function fit(
    data: MixtureData,
    specification: MixtureSpecification,
    options: JobOptions<'fit-mixture'>,
  ): Promise<MixtureFitReply> {
    const dataset = datasets.get(data.datasetId);
    const { components, seed, starts, noise, regularisation, given, locks } = specification;
    const covarianceModel = canonicalModel(specification.covarianceModel, data.columns.length);
    const { columns, filters, labels, weights, missing = 'listwise' } = data;
    const key = JSON.stringify([
      ...[columns, filters, labels, weights, missing],
      ...[components, covarianceModel, seed, starts, noise, regularisation, given, locks],
    ]);
    const known = views.fit(dataset, key);
    if (known) return known;
    const begunAt = performance.now();
    const { input, selected, labelNames } = await views.view(dataset, data);
    checkLabels(labelNames, components, data);
    const mixtureOptions = { components, covarianceModel, seed, starts, noise, regularisation, given, locks };
    const found = await long.run('fit-mixture', { input, options: mixtureOptions }, options);
    const reply: MixtureFitReply = {
      fit: withNamedColumns(found, columns),
      rows: mixtureRowsUsed(found.rows, selected),
      labelNames,
      elapsedMs: performance.now() - begunAt,
    };
    views.keepFit(dataset, key, reply);
    return reply;
  }

  async function look(data: MixtureData, mixture: GaussianMixture | null = null) {
    const view = await views.view(datasets.get(data.datasetId), data);
    if (mixture) checkLabels(view.labelNames, mixture.weights.length, data);
    return { ...view, prepared: await named(data.columns, view.prepared()) };
  }

  return {
    ...serveMixtureChecks({ long, short, look, fit }),

    'mixture.fit': (params, { signal, onProgress }) =>
      named(params.columns, fit(params, params, withSignal({ onProgress }, signal))),

    'mixture.evaluate': async (params, { signal }) => {
      const { prepared } = await look(params, params.mixture);
      const { logLikelihood, parameterCount, criteria, componentRows, noiseRows, effective } = await evaluateMixture(
        short,
        prepared,
        params.mixture,
        params.covarianceModel,
        signal,
      );
      return { logLikelihood, parameterCount, criteria, componentRows, noiseRows, effective };
    },

    'mixture.standard-errors': async ({ mixture, method = 'scores', covarianceModel = 'VVV', ...data }, { signal }) => {
      const { prepared } = await look(data, mixture);
      const about = { prepared, mixture, method };
      const cancel = signal ? { signal } : {};
      const rows = prepared.counts.total;
      const errors = overRanges(short, 'standard-errors-part', about, rows, signal, errorParts).then((parts) =>
        short.run('standard-errors', { ...about, covarianceModel, parts }, cancel),
      );
      return named(data.columns, errors);
    },

    'mixture.trace': async (params, { signal, onProgress }) => {
      const { prepared } = await look(params, params.mixture);
      return traceMixture(short, prepared, params, { signal, onProgress });
    },

    'mixture.start': async ({ components, covarianceModel, seed, method, ...data }, { signal }) => {
      const { prepared } = await look(data);
      const job = { prepared, components, covarianceModel, method, seed };
      return { mixture: await short.run('first-mixture', job, signal ? { signal } : {}) };
    },

    'mixture.scan': async (params, { signal, onProgress }) => {
      const { components, covarianceModels, seed, starts: _, noise, regularisation, ...data } = params;
      const begunAt = performance.now();
      const { input, prepared, selected, labelNames } = await look(data);
      const models = [...new Set(covarianceModels.map((model) => canonicalModel(model, data.columns.length)))];
      const counts = [...new Set(components)].sort((a, b) => a - b);
      let done = 0;
      const tell = (cell: ScanCell): ScanCell => {
        const total = counts.length * models.length;
        onProgress({ cell, done: ++done, total, elapsedMs: performance.now() - begunAt });
        return cell;
      };
      // Fewer components than classes cannot be fitted; the others can.
      const refused = counts.flatMap((K) => {
        const error = labelsFailure(labelNames, K, data);
        return error ? models.map((covarianceModel) => tell({ components: K, covarianceModel, ok: false, error })) : [];
      });
      const options = {
        components: counts.slice(refused.length / models.length),
        covarianceModels: models,
        ...{ seed, noise, regularisation },
      };
      const found = await scanOnThreads(long, input, options, {
        signal,
        onCell: (told) => tell(withNames(told, data.columns)),
      });
      return {
        cells: [...refused, ...found.map((told) => withNames(told, data.columns))],
        rows: mixtureRowsUsed(prepared.counts, selected),
        elapsedMs: performance.now() - begunAt,
      };
    },

    'mixture.points': async ({ count, ...data }) => {
      const { input, labelNames } = await views.view(datasets.get(data.datasetId), data);
      const { rows, values, labels, used } = await short.run('choose-mixture-rows', { input, count });
      return { rows: rows.map((row) => row + 1), values, labels, labelNames, used };
    },

    'mixture.sample': (params, { signal }) => short.run('sample-mixture', params, signal ? { signal } : {}),

    'mixture.cross-table': async ({ mixture, column, ...data }) => {
      const { input, prepared } = await look(data);
      const { codes, names } = labelCodes(columnNamed(datasets.get(data.datasetId).table, column), column);
      const job = { input, prepared, mixture, codes, names: names.length };
      const counts = await short.run('cross-table', job);
      const shown = counts.map((row, place) => ({ name: names[place] ?? null, row }));
      const present = shown.filter(({ row }) => row.some((count) => count > 0));
      return { names: present.map(({ name }) => name), counts: present.map(({ row }) => row) };
    },

    'mixture.rows': async ({ mixture, names, from, count, ...data }) => {
      const { table } = datasets.get(data.datasetId);
      const { input, prepared, selected } = await look(data);
      const named = mixture.weights.map((_, k) => names[k] ?? String(k + 1));
      return short.run('mixture-rows', { table, selected, input, prepared, mixture, names: named, from, count });
    },
  };
}

/** A cell as it is told: sentences name the columns. */
function withNames({ cell, elapsedMs }: TimedCell, columns: readonly string[]): ScanCell {
  if (cell.ok) return { ...cell, fit: withNamedColumns(cell.fit, columns), elapsedMs };
  return { ...cell, error: { ...cell.error, message: nameColumns(cell.error.message, columns) } };
}

const withSignal = <J extends 'fit-mixture'>(options: JobOptions<J>, signal: AbortSignal | undefined): JobOptions<J> =>
  signal ? { ...options, signal } : options;
