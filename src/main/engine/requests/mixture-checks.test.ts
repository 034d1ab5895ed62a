import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { builtWorker } from '../../../../scripts/vitest-build-worker.ts';
import type { CrossValidatedCell, MixtureData } from '../../../shared/contract/mixture-requests.ts';
import type { EngineMethod, Params, Progress, Value } from '../../../shared/contract/requests.ts';
import { checkParams } from '../../../shared/contract/schemas.ts';
import type { CallOptions } from '../../../shared/contract/transport.ts';
import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';
import { createEngine, type Engine } from '../engine.ts';

const samplesFolder = resolve(import.meta.dirname, '../../../../resources/samples');
const engineOf = (threads: number): Engine =>
  createEngine({ spawnWorker: () => new Worker(builtWorker), samplesFolder, threads });
let engine: Engine;
let faithful: MixtureData;
let iris: MixtureData;

async function ask<M extends EngineMethod>(
  method: M,
  params: Params<M>,
  options: CallOptions<M> = {},
  asked = engine,
): Promise<Value<M>> {
  const reply = await asked.call(method, checkParams(method, params), options);
  if (!reply.ok) throw Object.assign(new Error(reply.error.message), { code: reply.error.code });
  return reply.value;
}

async function sample(file: string, columns: string[], asked = engine): Promise<MixtureData> {
  const source = { kind: 'sample', file } as const;
  const { datasetId } = await ask('dataset.open', { source, overrides: {} }, {}, asked);
  return { datasetId, columns, filters: [], labels: null, weights: null };
}

const search = { seed: 1, starts: 4, noise: false, regularisation: 0 };
const fitOf = async (data: MixtureData, components: number): Promise<GaussianMixture> => {
  const specification = { ...search, components, covarianceModel: 'VVV' as const, given: [], locks: null };
  const { fit } = await ask('mixture.fit', { ...data, ...specification });
  return { weights: fit.weights, means: fit.means, covariances: fit.covariances, noise: fit.noise };
};

// Threads take their time to start on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  engine = engineOf(2);
  faithful = await sample('old-faithful.csv', ['eruptions', 'waiting']);
  iris = await sample('iris.csv', ['Sepal.Length', 'Sepal.Width', 'Petal.Length', 'Petal.Width']);
});
afterAll(() => engine.close());

/** The same question to one thread and to two: the answers, without the time they took. */
async function onOneAndTwo<M extends EngineMethod>(method: M, params: Params<M> & MixtureData): Promise<unknown[]> {
  const alone = engineOf(1);
  try {
    const { datasetId } = await sample('old-faithful.csv', ['eruptions', 'waiting'], alone);
    const answers = [await ask(method, { ...params, datasetId }, {}, alone), await ask(method, params)];
    return answers.map((answer) => ({ ...(answer as object), elapsedMs: 0 }));
  } finally {
    await alone.close();
  }
}

describe('mixture.cross-validate', () => {
  const asked = { ...search, components: [2, 1], covarianceModels: ['EEE', 'VVV'] as ('EEE' | 'VVV')[], folds: 5 };

  test('cells come in the order of a scan, each told once; two components predict Old Faithful better than one', async () => {
    const told: Progress<'mixture.cross-validate'>[] = [];
    const { cells, rows } = await ask(
      'mixture.cross-validate',
      { ...faithful, ...asked },
      { onProgress: (progress) => told.push(progress) },
    );
    expect(cells.map((cell) => [cell.components, cell.covarianceModel])).toEqual(
      [1, 2].flatMap((K) => ['EEE', 'VVV'].map((model) => [K, model])),
    );
    expect(told.map(({ done, total }) => [done, total])).toEqual(Array.from({ length: 20 }, (_, i) => [i + 1, 20]));
    const finished = told.flatMap(({ cell }) => cell ?? []);
    expect(finished).toHaveLength(4);
    for (const cell of finished) expect(cells).toContainEqual(cell);
    const score = (cell: CrossValidatedCell) => (cell.ok ? cell.score.logLikelihoodPerRow : NaN);
    expect(score(cells[3]!)).toBeGreaterThan(score(cells[1]!));
    // Rows that a fit has not seen cannot on average be likelier than those it maximised: −1130.26396 / 272.
    expect(score(cells[3]!)).toBeLessThan(-1130.26396 / 272);
    expect(rows).toEqual({ used: 272, leftOut: [] });
  });

  test('scores are the same on one thread and on two', async () => {
    const [one, two] = await onOneAndTwo('mixture.cross-validate', {
      ...faithful,
      ...asked,
      covarianceModels: ['EEE'],
    });
    expect(one).toEqual(two);
  });

  test('a cell that cannot be fitted says why; the others have their scores', async () => {
    const labels = { column: 'Species', share: 1, components: null };
    const { cells } = await ask('mixture.cross-validate', {
      ...iris,
      labels,
      ...asked,
      components: [2, 3],
      covarianceModels: ['VVV'],
    });
    expect(cells[0]).toMatchObject({ components: 2, ok: false, error: { code: 'bad-request' } });
    expect(cells[1]).toMatchObject({ components: 3, ok: true });
    const small = { ...faithful, filters: [{ kind: 'range' as const, column: 'waiting', from: 90, to: null }] };
    const refused = await ask('mixture.cross-validate', {
      ...small,
      ...asked,
      components: [1, 4],
      covarianceModels: ['VVV'],
    });
    expect(refused.cells.map(({ ok }) => ok)).toEqual([true, false]);
    expect(refused.cells[1]).toMatchObject({ error: { code: 'too-few-rows' } });
  });
});

describe('mixture.likelihood-ratio', () => {
  const asked = { ...search, components: 1, covarianceModel: 'VVV' as const, samples: 9 };

  test('Old Faithful: one Gaussian is rejected as far as nine samples can reject', async () => {
    const told: Progress<'mixture.likelihood-ratio'>[] = [];
    const test = await ask('mixture.likelihood-ratio', { ...faithful, ...asked }, { onProgress: (p) => told.push(p) });
    // 2 × (1289.796745 − 1130.26396): cases published to five decimals.
    expect(test.statistic).toBeCloseTo(319.06557, 3);
    expect(test.pValue).toBe(0.1); // (1 + 0) / (1 + 9)
    expect(test.failed + test.simulated.length).toBe(9);
    expect(told.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(told.flatMap(({ value }) => value ?? []).toSorted()).toEqual(test.simulated.toSorted());
  });

  test('simulated values are the same on one thread and on two', async () => {
    const [one, two] = await onOneAndTwo('mixture.likelihood-ratio', { ...faithful, ...asked, samples: 4 });
    expect(one).toEqual(two);
  });

  test('labels are refused in a sentence', async () => {
    const labels = { column: 'Species', share: 1, components: null };
    await expect(ask('mixture.likelihood-ratio', { ...iris, labels, ...asked })).rejects.toMatchObject({
      code: 'bad-request',
      message: 'The likelihood-ratio test draws rows without labels: leave them out.',
    });
  });

  test('a cancelled test answers at once and leaves the threads free', async () => {
    const controller = new AbortController();
    const reply = await engine.call(
      'mixture.likelihood-ratio',
      { ...faithful, ...asked, samples: 10_000 },
      { signal: controller.signal, onProgress: ({ done }) => void (done === 2 && controller.abort()) },
    );
    expect(reply).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect((await ask('mixture.likelihood-ratio', { ...faithful, ...asked, samples: 1 })).simulated).toHaveLength(1);
  });
});

describe('mixture.null-check', () => {
  const asked = { components: [1, 2, 3], covarianceModels: ['EEE' as const, 'VVV' as const], seed: 1, samples: 6 };

  test('one Gaussian, rounded as Old Faithful’s columns are, is rarely called several', async () => {
    const check = await ask('mixture.null-check', { ...faithful, ...asked });
    expect(check.samples).toBe(6);
    expect(check.called).toBe(check.chosen.filter((K) => K > 1).length);
    expect(check.called).toBeLessThanOrEqual(1); // BIC chooses too many in about one of a hundred such samples
  });

  test('choices are the same on one thread and on two', async () => {
    const [one, two] = await onOneAndTwo('mixture.null-check', { ...faithful, ...asked, samples: 3 });
    expect(one).toEqual(two);
  });
});

describe('mixture.bootstrap', () => {
  const asked = { covarianceModel: 'VVV' as const, regularisation: 0, seed: 1, replicates: 40, confidence: 0.9 };

  test('intervals hold the estimates, and every refit’s components stand in the fit’s order', async () => {
    const mixture = await fitOf(faithful, 2);
    const done: number[] = [];
    const summary = await ask(
      'mixture.bootstrap',
      { ...faithful, mixture, ...asked },
      { onProgress: (progress) => done.push(progress.done) },
    );
    expect(done).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect([summary.replicates, summary.failed, summary.confidence]).toEqual([40, 0, 0.9]);
    mixture.means.forEach((mean, k) =>
      mean.forEach((value, i) => {
        const [lower, upper] = summary.means[k]![i]!.interval;
        expect(value).toBeGreaterThan(lower);
        expect(value).toBeLessThan(upper);
      }),
    );
    // The long eruptions are 4.29 minutes, the short ones 2.04: no replicate takes one for the other.
    for (const ghost of summary.ghosts) expect(ghost.means[0]![0]! - ghost.means[1]![0]!).toBeGreaterThan(2);
    expect(summary.ghosts).toHaveLength(40);
  });

  test('replicates are the same on one thread and on two', async () => {
    const mixture = await fitOf(faithful, 2);
    const [one, two] = await onOneAndTwo('mixture.bootstrap', { ...faithful, mixture, ...asked, replicates: 6 });
    expect(one).toEqual(two);
  });
});

describe('mixture.merge', () => {
  test('Old Faithful in four components: the entropy falls to 0, one merge at a step, the same on one thread', async () => {
    const mixture = await fitOf(faithful, 4);
    const told: Progress<'mixture.merge'>[] = [];
    const { path } = await ask('mixture.merge', { ...faithful, mixture }, { onProgress: (p) => told.push(p) });
    expect(path.map(({ groups }) => groups.length)).toEqual([4, 3, 2, 1]);
    path.slice(1).forEach(({ entropy }, i) => expect(entropy).toBeLessThanOrEqual(path[i]!.entropy));
    expect(path[3]!.entropy).toBe(0);
    expect(told.map(({ step }) => step)).toEqual(path.slice(0, 3));
    // In two groups long eruptions part from short ones: every component's mean is on the side of its group.
    const sides = path[2]!.groups.map((group) => new Set(group.map((k) => mixture.means[k]![0]! > 3)));
    for (const side of sides) expect(side.size).toBe(1);
    const [one, two] = await onOneAndTwo('mixture.merge', { ...faithful, mixture });
    expect(one).toEqual(two);
  });
});
