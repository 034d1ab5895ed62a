import { RequestError } from '../../../shared/contract/errors.ts';
import type {
  CrossValidatedCell,
  MixtureData,
  MixtureFitReply,
  MixtureSpecification,
} from '../../../shared/contract/mixture-requests.ts';
import { canonicalModel } from '../../../shared/statistics/covariance-models.ts';
import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';
import { summariseBootstrap } from '../statistics/gaussian-mixture/bootstrap.ts';
import { crossValidationOf, type FoldScore } from '../statistics/gaussian-mixture/cross-validation.ts';
import { judgeRatio } from '../statistics/gaussian-mixture/likelihood-ratio.ts';
import { addGroupEntropies, groupingPath } from '../statistics/gaussian-mixture/merge-groups.ts';
import { judgeNullCheck } from '../statistics/gaussian-mixture/null-check.ts';
import type { PreparedRows } from '../statistics/gaussian-mixture/prepare-rows.ts';
import { tasksOnThreads } from '../workers/mixture-tasks.ts';
import { overRanges } from '../workers/ranges.ts';
import type { JobOptions, Threads } from '../workers/threads.ts';
import type { Handlers } from './handlers.ts';
import { labelsFailure } from './mixture-labels.ts';
import { mixtureRowsUsed, type MixtureView } from './mixture-views.ts';
import { nameColumns, named } from './name-columns.ts';

interface Parts {
  long: Threads;
  short: Threads;
  look: (
    data: MixtureData,
    mixture?: GaussianMixture | null,
  ) => Promise<Omit<MixtureView, 'prepared'> & { prepared: PreparedRows }>;
  fit: (
    data: MixtureData,
    specification: MixtureSpecification,
    options: JobOptions<'fit-mixture'>,
  ) => Promise<MixtureFitReply>;
}

type Checks =
  'mixture.cross-validate' | 'mixture.likelihood-ratio' | 'mixture.null-check' | 'mixture.bootstrap' | 'mixture.merge';

/**
 * Serves what says how far a mixture is to be trusted: many fits each, shared among the long threads. The number of
 * threads changes no answer.
 */
export function serveMixtureChecks({ long, short, look, fit }: Parts): Handlers<Checks> {
  /** Counts tasks done from now on. */
  const counter = (total: number) => {
    const begunAt = performance.now();
    let done = 0;
    const elapsedMs = (): number => performance.now() - begunAt;
    return { elapsedMs, next: () => ({ done: ++done, total, elapsedMs: elapsedMs() }) };
  };

  return {
    'mixture.cross-validate': async (params, { signal, onProgress }) => {
      const { components, covarianceModels, folds, seed, starts, noise, regularisation, ...data } = params;
      const { input, prepared, selected, labelNames } = await look(data);
      const models = [...new Set(covarianceModels.map((model) => canonicalModel(model, data.columns.length)))];
      const counts = [...new Set(components)].sort((a, b) => a - b);
      const places = counts.flatMap((K) =>
        models.map((covarianceModel) => ({
          components: K,
          covarianceModel,
          error: labelsFailure(labelNames, K, data),
        })),
      );
      const { elapsedMs, next } = counter(places.length * folds);
      const cells = new Map<(typeof places)[number], CrossValidatedCell>();
      const refused = places.filter(({ error }) => error !== null);
      for (const place of refused) {
        const { error, ...cell } = place;
        if (error) cells.set(place, { ...cell, ok: false, error });
      }
      for (const place of refused)
        for (let fold = 1; fold <= folds; fold++)
          onProgress({ ...next(), cell: fold === folds ? (cells.get(place) ?? null) : null });
      // Costliest first: the threads then end together.
      const tried = places.filter(({ error }) => error === null).reverse();
      const scores = tried.map(() => new Array<FoldScore>(folds));
      const missing = tried.map(() => folds);
      const work = { input, cells: tried, options: { seed, starts, noise, regularisation }, folds };
      await tasksOnThreads(long, 'cross-validate', work, tried.length * folds, {
        signal,
        onDone: (task, result) => {
          const c = Math.floor(task / folds);
          const { components: K, covarianceModel } = tried[c]!;
          const place = { components: K, covarianceModel };
          if ('error' in result) {
            const error = { ...result.error, message: nameColumns(result.error.message, data.columns) };
            cells.set(tried[c]!, { ...place, ok: false, error });
          } else scores[c]![task % folds] = result;
          if (--missing[c]! === 0 && !cells.has(tried[c]!))
            cells.set(tried[c]!, { ...place, ok: true, score: crossValidationOf(scores[c]!) });
          onProgress({ ...next(), cell: missing[c] === 0 ? cells.get(tried[c]!)! : null });
        },
      });
      return {
        cells: places.map((place) => cells.get(place)!),
        rows: mixtureRowsUsed(prepared.counts, selected),
        elapsedMs: elapsedMs(),
      };
    },

    'mixture.likelihood-ratio': async (params, { signal, onProgress }) => {
      const { components, covarianceModel, samples, seed, starts, noise, regularisation, ...data } = params;
      refuseGaps(data, 'The likelihood-ratio test');
      if (data.labels !== null || data.weights?.kind === 'precision')
        throw new RequestError(
          'bad-request',
          `The likelihood-ratio test draws rows without ${data.labels ? 'labels' : 'precisions'}: leave them out.`,
        );
      const { elapsedMs, next } = counter(samples);
      const options = { covarianceModel, seed, starts, noise, regularisation };
      const cancel = signal ? { signal } : {};
      const fitted = async (K: number) =>
        (await fit(data, { ...options, components: K, given: [], locks: null }, cancel)).fit;
      const [smaller, larger] = [
        await named(data.columns, fitted(components)),
        await named(data.columns, fitted(components + 1)),
      ];
      const statistic = Math.max(0, 2 * (larger.logLikelihood - smaller.logLikelihood));
      const { input } = await look(data);
      const { weights, means, covariances, noise: uniform } = smaller;
      const mixture = { weights, means, covariances, noise: uniform };
      const step = await short.run('measurement-steps', { columns: input.columns }, cancel);
      const hypothesis = await short.run('null-samples', { input, mixture, step }, cancel);
      const work = { samples: hypothesis, options: { ...options, components } };
      const values = await tasksOnThreads(long, 'likelihood-ratio', work, samples, {
        signal,
        onDone: (_, value) => onProgress({ ...next(), statistic, value }),
      });
      return {
        ...judgeRatio(statistic, values),
        logLikelihoods: [smaller.logLikelihood, larger.logLikelihood],
        elapsedMs: elapsedMs(),
      };
    },

    'mixture.null-check': async ({ components, covarianceModels, seed, samples, ...data }, { signal, onProgress }) => {
      refuseGaps(data, 'The null check');
      const { elapsedMs, next } = counter(samples);
      const { input } = await look(data);
      const cancel = signal ? { signal } : {};
      const step = await short.run('measurement-steps', { columns: input.columns }, cancel);
      const hypothesis = await named(data.columns, short.run('single-gaussian', { input, step }, cancel));
      const work = { samples: hypothesis, options: { components, covarianceModels, seed } };
      const choices = await tasksOnThreads(long, 'null-check', work, samples, {
        signal,
        onDone: (_, chosen) => onProgress({ ...next(), chosen }),
      });
      return { ...judgeNullCheck(choices), elapsedMs: elapsedMs() };
    },

    'mixture.bootstrap': async (params, { signal, onProgress }) => {
      const { mixture, covarianceModel, regularisation, seed, replicates, confidence, ...data } = params;
      const { elapsedMs, next } = counter(replicates);
      const { input } = await look(data, mixture);
      const model = canonicalModel(covarianceModel, data.columns.length);
      const work = { input, fit: { ...mixture, covarianceModel: model, regularisation }, seed };
      const refits = await tasksOnThreads(long, 'bootstrap', work, replicates, {
        signal,
        onDone: () => onProgress(next()),
      });
      return { ...summariseBootstrap(refits, confidence), elapsedMs: elapsedMs() };
    },

    'mixture.merge': async ({ mixture, ...data }, { signal, onProgress }) => {
      const { elapsedMs, next } = counter(mixture.weights.length - 1); // one group of all needs no pass
      const { prepared } = await look(data, mixture);
      const rows = prepared.rows.columns[0]!.length;
      const pass = { prepared: { rows: prepared.rows }, mixture };
      const path = await groupingPath(mixture.weights.length, async (groups) => {
        const chunks = await overRanges(short, 'group-entropy', { ...pass, groups }, rows, signal);
        const found = addGroupEntropies(chunks.flat());
        onProgress({ ...next(), step: { groups, entropy: found.entropy } });
        return found;
      });
      return { path, elapsedMs: elapsedMs() };
    },
  };
}

/** @throws {RequestError} `bad-request` where rows with gaps are used: samples would have to have gaps where they have */
function refuseGaps({ missing }: MixtureData, what: string): void {
  if (missing === 'em')
    throw new RequestError('bad-request', `${what} draws complete rows: leave rows with missing cells out.`);
}
