import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { builtWorker } from '../../../../scripts/vitest-build-worker.ts';
import type { MixtureData, MixtureSpecification, ScanCell } from '../../../shared/contract/mixture-requests.ts';
import type { EngineMethod, Params, Progress, Value } from '../../../shared/contract/requests.ts';
import { checkParams } from '../../../shared/contract/schemas.ts';
import type { CallOptions } from '../../../shared/contract/transport.ts';
import type { CovarianceModel } from '../../../shared/statistics/covariance-models.ts';
import { createEngine, type Engine } from '../engine.ts';

const samplesFolder = resolve(import.meta.dirname, '../../../../resources/samples');
let engine: Engine;
let faithful: MixtureData;
let iris: MixtureData;

async function ask<M extends EngineMethod>(
  method: M,
  params: Params<M>,
  options: CallOptions<M> = {},
): Promise<Value<M>> {
  const reply = await engine.call(method, checkParams(method, params), options);
  if (!reply.ok) throw Object.assign(new Error(reply.error.message), { code: reply.error.code });
  return reply.value;
}

async function sample(file: string, columns: string[]): Promise<MixtureData> {
  const { datasetId } = await ask('dataset.open', { source: { kind: 'sample', file }, overrides: {} });
  return { datasetId, columns, filters: [], labels: null, weights: null };
}

const specification: MixtureSpecification = {
  components: 2,
  covarianceModel: 'VVV',
  seed: 1,
  starts: 20,
  noise: false,
  regularisation: 0,
  given: [],
  locks: null,
};

// Threads take their time to start on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  engine = createEngine({ spawnWorker: () => new Worker(builtWorker), samplesFolder, threads: 2 });
  faithful = await sample('old-faithful.csv', ['eruptions', 'waiting']);
  iris = await sample('iris.csv', ['Sepal.Length', 'Sepal.Width', 'Petal.Length', 'Petal.Width']);
});
afterAll(() => engine.close());

// Published to five decimals; mclust, scikit-learn and plain EM agree on them.
const decimals = 4.9;

describe('Old Faithful', () => {
  test('K = 2, VVV: the published log-likelihood, and the rows it rests on', async () => {
    const { fit, rows } = await ask('mixture.fit', { ...faithful, ...specification });
    expect(fit.logLikelihood).toBeCloseTo(-1130.26396, decimals);
    expect(rows).toEqual({ used: 272, leftOut: [] });
  });

  test('an evaluation of the fit has the fit’s own log-likelihood and criteria', async () => {
    const { fit } = await ask('mixture.fit', { ...faithful, ...specification });
    const found = await ask('mixture.evaluate', { ...faithful, mixture: plain(fit), covarianceModel: 'VVV' });
    expect(found.logLikelihood).toBeCloseTo(fit.logLikelihood, 9); // the same sums in another order
    expect(found.criteria.icl).toBeCloseTo(fit.criteria.icl, 8);
    expect(found.componentRows.reduce((a, b) => a + b, 0)).toBeCloseTo(272, 9);
  });

  test('standard errors of one Gaussian’s means are √(σᵢᵢ/n)', async () => {
    const { fit } = await ask('mixture.fit', { ...faithful, ...specification, components: 1 });
    const { weights, means } = await ask('mixture.standard-errors', { ...faithful, mixture: plain(fit) });
    // Not exactly: the eruptions are skewed, and the products of scores see third moments too.
    expect(weights).toEqual([0]);
    [0, 1].forEach((i) => {
      const ratio = means[0]![i]! / Math.sqrt(fit.covariances[0]![i]![i]! / 272);
      expect(ratio).toBeGreaterThanOrEqual(1 - 1e-9); // what is lost to other parameters only widens
      expect(ratio).toBeLessThan(1.5);
    });
  });

  test('a trace rises with every iteration and ends at the fit’s log-likelihood', async () => {
    const rows = { ...faithful, covarianceModel: 'VVV' as const };
    const { mixture } = await ask('mixture.start', { ...rows, components: 2, seed: 1, method: 'random-means' });
    const sent: number[] = [];
    const { frames, status } = await ask(
      'mixture.trace',
      { ...rows, mixture, locks: null, iterations: 500 },
      { onProgress: (progress) => sent.push(...progress.frames.map(({ logLikelihood }) => logLikelihood)) },
    );
    expect(status).toBe('converged');
    expect(sent).toEqual(frames.map(({ logLikelihood }) => logLikelihood));
    sent.slice(1).forEach((value, i) => expect(value).toBeGreaterThanOrEqual(sent[i]! - 1e-9));
    expect(sent.at(-1)).toBeCloseTo(-1130.26396, 4); // plain EM stops at gains below 1e-6
  });

  test('a locked mean is where it was set, and so is its component’s place in the trace', async () => {
    const rows = { ...faithful, covarianceModel: 'VVV' as const };
    const { mixture } = await ask('mixture.start', { ...rows, components: 2, seed: 1, method: 'k-means' });
    const locks = { weights: [null, null], means: [[3, 70], null], covariances: [null, null] };
    mixture.means[0] = [3, 70];
    const { frames } = await ask('mixture.trace', { ...rows, mixture, locks, iterations: 20 });
    for (const frame of frames) expect(frame.mixture.means[0]).toEqual([3, 70]);
  });

  const search = { seed: 1, starts: 20, noise: false, regularisation: 0 };
  const scanned = { ...search, components: [1, 2, 3], covarianceModels: ['EEE', 'VVV'] satisfies CovarianceModel[] };

  test('a scan tells every cell once and returns them in order; the cell chosen is fitted thoroughly when asked for', async () => {
    const told: Progress<'mixture.scan'>[] = [];
    const { cells } = await ask(
      'mixture.scan',
      { ...faithful, ...scanned },
      { onProgress: (progress) => told.push(progress) },
    );
    expect(told.map(({ done, total }) => [done, total])).toEqual([1, 2, 3, 4, 5, 6].map((done) => [done, 6]));
    expect(cells.map((cell) => [cell.components, cell.covarianceModel])).toEqual(
      [1, 2, 3].flatMap((K) => ['EEE', 'VVV'].map((model) => [K, model])),
    );
    for (const { cell } of told) expect(cells).toContainEqual(cell);
    const best = cells.reduce((a, b) =>
      (b.ok ? b.fit.criteria.bic : Infinity) < (a.ok ? a.fit.criteria.bic : Infinity) ? b : a,
    );
    expect([best.components, best.covarianceModel]).toEqual([3, 'EEE']);
    // mclust: 2314.296; a cell may leave 0.2 of BIC ungained
    expect(Math.abs((best.ok ? best.fit.criteria.bic : NaN) - 2314.296)).toBeLessThan(0.2);
    const { fit } = await ask('mixture.fit', {
      ...faithful,
      ...specification,
      components: 3,
      covarianceModel: 'EEE',
    });
    expect(fit.criteria.bic).toBeCloseTo(2314.296, 2.9);
    // The stop rule's own tolerance is far below: the thorough fit is nowhere less likely.
    expect(fit.logLikelihood).toBeGreaterThan((best.ok ? best.fit.logLikelihood : NaN) - 1e-6);
  });

  test('a scan’s cells are the same on one thread and on two', { timeout: 60_000 }, async () => {
    const alone = createEngine({ spawnWorker: () => new Worker(builtWorker), samplesFolder, threads: 1 });
    try {
      const source = { kind: 'sample', file: 'old-faithful.csv' } as const;
      const opened = await alone.call('dataset.open', { source, overrides: {} });
      const datasetId = opened.ok ? opened.value.datasetId : '';
      const reply = await alone.call('mixture.scan', { ...faithful, ...scanned, datasetId });
      const { cells } = await ask('mixture.scan', { ...faithful, ...scanned });
      const untimed = (cell: ScanCell) => ({ ...cell, elapsedMs: 0 });
      expect(reply.ok && reply.value.cells.map(untimed)).toEqual(cells.map(untimed));
    } finally {
      await alone.close();
    }
  });

  test('a thread that is busy with a fit holds up no scan', async () => {
    const controller = new AbortController();
    const busy = engine.call(
      'mixture.fit',
      { ...faithful, ...specification, components: 12, starts: 1000, seed: 5 },
      { signal: controller.signal },
    );
    const { cells } = await ask('mixture.scan', { ...faithful, ...scanned, seed: 3 });
    expect(cells).toHaveLength(6);
    controller.abort(); // it was still under way: 1000 starts of 12 components take longer by far
    expect(await busy).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });

  test('a cancelled scan answers at once, tells no more cells, and leaves the threads free', async () => {
    const controller = new AbortController();
    let told = 0;
    const reply = await engine.call(
      'mixture.scan',
      { ...faithful, ...scanned, components: Array.from({ length: 20 }, (_, i) => i + 1), seed: 4 },
      { signal: controller.signal, onProgress: () => void (++told === 3 && controller.abort()) },
    );
    expect(reply).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const { fit } = await ask('mixture.fit', { ...faithful, ...specification, seed: 6 });
    expect(fit.logLikelihood).toBeCloseTo(-1130.26396, decimals);
    expect(told).toBe(3);
  });

  test('filtered rows are left out of the fit and counted', async () => {
    const filters = [{ kind: 'range' as const, column: 'waiting', from: 68, to: null }];
    const { fit, rows } = await ask('mixture.fit', { ...faithful, filters, ...specification, components: 1 });
    const { total } = await ask('dataset.rows', { datasetId: faithful.datasetId, filters, from: 0, count: 1 });
    expect(rows).toEqual({ used: total, leftOut: [{ reason: 'filtered', rows: 272 - total }] });
    expect(fit.means[0]![1]).toBeGreaterThan(68);
  });

  test('points are drawn at even steps through the rows, each with its own values', async () => {
    const { rows, values, used } = await ask('mixture.points', { ...faithful, count: 100 });
    expect([rows.length, used]).toEqual([100, 272]);
    const page = await ask('dataset.rows', { datasetId: faithful.datasetId, filters: [], from: 0, count: 272 });
    rows.forEach((row, i) => expect(page.rows[row - 1]!.cells.slice(0, 2)).toEqual(values.map((column) => column[i])));
  });

  test('rows are exported beside their columns: responsibilities add up to 1, the header is free of doubles', async () => {
    const { fit } = await ask('mixture.fit', { ...faithful, ...specification });
    const rows = { ...faithful, mixture: plain(fit), names: ['long', 'short'] };
    const { text, total } = await ask('mixture.rows', { ...rows, from: 0, count: 300 });
    const [header, ...lines] = text.trimEnd().split('\r\n');
    expect(header).toBe(
      'eruptions,waiting,component,uncertainty,responsibility long,responsibility short,squared distance long,squared distance short,log density',
    );
    expect([lines.length, total]).toEqual([272, 272]);
    let logLikelihood = 0;
    for (const line of lines) {
      const fields = line.split(',');
      const [, , , uncertainty, long, short, , , density] = fields.map(Number);
      expect(long! + short!).toBeCloseTo(1, 12);
      expect(uncertainty).toBeCloseTo(1 - Math.max(long!, short!), 12);
      expect(fields[2]).toBe(long! > short! ? 'long' : 'short');
      logLikelihood += density!;
    }
    expect(logLikelihood).toBeCloseTo(fit.logLikelihood, 8);
  });
});

describe('iris with its species', () => {
  const three = { ...specification, components: 3 };

  test('every row labelled: the complete-data log-likelihood −188.375555 of the closed form', async () => {
    const labels = { column: 'Species', share: 1, components: null };
    const { fit, labelNames } = await ask('mixture.fit', { ...iris, labels, ...three });
    expect(fit.logLikelihood).toBeCloseTo(-188.375555, 5.9);
    expect(labelNames).toHaveLength(3);
    // Evaluated with its labels where they went, it has the same log-likelihood.
    const placed = { ...labels, components: fit.labelComponents };
    const found = await ask('mixture.evaluate', {
      ...iris,
      labels: placed,
      mixture: plain(fit),
      covarianceModel: 'VVV',
    });
    expect(found.logLikelihood).toBeCloseTo(fit.logLikelihood, 8);
  });

  test('a part of the labels pulls the log-likelihood below that without any', async () => {
    const labels = { column: 'Species', share: 0.3, components: null };
    const { fit } = await ask('mixture.fit', { ...iris, labels, ...three });
    expect(fit.rows.labelled).toBeGreaterThan(20);
    expect(fit.rows.labelled).toBeLessThan(75);
    expect(fit.logLikelihood).toBeLessThan(-180.18548 + 1e-4);
  });

  test('a scan with labels: fewer components than classes are told as such, the others are fitted', async () => {
    const labels = { column: 'Species', share: 1, components: null };
    const { cells } = await ask('mixture.scan', {
      ...{ ...iris, labels, seed: 1, starts: 20, noise: false, regularisation: 0 },
      ...{ components: [2, 3], covarianceModels: ['VVV' as const] },
    });
    expect(cells[0]).toMatchObject({ components: 2, ok: false, error: { code: 'bad-request' } });
    expect(cells[1]!.ok && cells[1]!.fit.logLikelihood).toBeCloseTo(-188.375555, 5.9);
  });

  test('labels ignored: five versicolor rows join virginica’s component', async () => {
    const { fit } = await ask('mixture.fit', { ...iris, ...three });
    const table = await ask('mixture.cross-table', { ...iris, mixture: plain(fit), column: 'Species' });
    const row = (name: string) => table.counts[table.names.indexOf(name)]!.slice(0, 3).sort((a, b) => a - b);
    expect([row('setosa'), row('versicolor'), row('virginica')]).toEqual([
      [0, 0, 50],
      [0, 5, 45],
      [0, 0, 50],
    ]);
  });

  test('more classes than components is told with the remedy', async () => {
    const labels = { column: 'Species', share: 1, components: null };
    await expect(ask('mixture.fit', { ...iris, labels, ...specification })).rejects.toMatchObject({
      code: 'bad-request',
      message: 'Column “Species” has 3 classes: choose at least as many components, or ignore the labels.',
    });
  });
});

describe('rows with missing cells', () => {
  let holes: MixtureData;
  beforeAll(async () => {
    // Old Faithful without eruptions in rows 1, 8, 15, … and without waiting in rows 1, 6, 11, …
    const page = await ask('dataset.rows', { datasetId: faithful.datasetId, filters: [], from: 0, count: 272 });
    const lines = page.rows.map(
      ({ cells }, row) => `${row % 7 === 0 ? '' : Number(cells[0])},${row % 5 === 0 ? '' : Number(cells[1])}`,
    );
    const bytes = new TextEncoder().encode(`eruptions,waiting\n${lines.join('\n')}\n`);
    const { uploadId } = await ask('upload.start', { name: 'holes.csv', bytes: bytes.byteLength });
    await ask('upload.append', { uploadId, chunk: bytes });
    const { datasetId } = await ask('dataset.open', { source: { kind: 'upload', uploadId }, overrides: {} });
    holes = { ...faithful, datasetId };
  });

  test('left out unless asked for; with them the fit rests on all that have a value, as direct maximisation finds it', async () => {
    const without = await ask('mixture.fit', { ...holes, ...specification });
    const { fit, rows } = await ask('mixture.fit', { ...holes, ...specification, missing: 'em' });
    expect(without.rows.used).toBe(186);
    expect(rows).toEqual({ used: 264, leftOut: [{ reason: 'without-value', rows: 8 }] });
    expect(fit.rows.incomplete).toBe(78);
    expect(fit.logLikelihood).toBeCloseTo(-937.988923, 4.9); // test-data/mixture/missing/references.json
    const found = await ask('mixture.evaluate', {
      ...holes,
      missing: 'em',
      mixture: plain(fit),
      covarianceModel: 'VVV',
    });
    expect(found.logLikelihood).toBeCloseTo(fit.logLikelihood, 8); // the same sums in another order
    expect(found.criteria.iclEntropy).toBeCloseTo(fit.criteria.iclEntropy, 6);
  });

  test('scan, trace, grouping and export go on with them', async () => {
    const rows = { ...holes, missing: 'em' as const };
    const { cells } = await ask('mixture.scan', {
      ...rows,
      ...{ seed: 1, starts: 3, noise: false, regularisation: 0 },
      components: [1, 2],
      covarianceModels: ['VVV', 'EEI'],
    });
    expect(cells.map((cell) => cell.ok && cell.fit.rows.used)).toEqual([264, 264, 264, 264]);
    const { mixture } = await ask('mixture.start', {
      ...rows,
      components: 2,
      covarianceModel: 'VVV',
      seed: 1,
      method: 'k-means',
    });
    const { frames } = await ask('mixture.trace', {
      ...rows,
      mixture,
      covarianceModel: 'VVV',
      locks: null,
      iterations: 60,
    });
    frames
      .slice(1)
      .forEach(({ logLikelihood }, i) => expect(logLikelihood).toBeGreaterThanOrEqual(frames[i]!.logLikelihood - 1e-9));
    const { path } = await ask('mixture.merge', { ...rows, mixture: frames.at(-1)!.mixture });
    expect(path).toHaveLength(2);
    const { text } = await ask('mixture.rows', { ...rows, mixture, names: ['1', '2'], from: 0, count: 9 });
    const line = (row: number) => text.split('\r\n')[row]!.split(',');
    expect(line(1).slice(2)).toEqual(['', '', '', '', '', '', '']); // nothing is known of the first row
    expect(line(6)[2]).toMatch(/^[12]$/); // the sixth lacks waiting: a component, but no distance in both columns
    expect(line(6).slice(6, 8)).toEqual(['', '']);
    expect(text).not.toContain('NaN');
  });

  test('noise and the tests that draw samples are refused in a sentence', async () => {
    const rows = { ...holes, missing: 'em' as const };
    await expect(ask('mixture.fit', { ...rows, ...specification, noise: true })).rejects.toMatchObject({
      message: expect.stringContaining('A noise component needs complete rows') as string,
    });
    const asked = { ...rows, seed: 1, components: [1, 2], covarianceModels: ['VVV' as const], samples: 2 };
    await expect(ask('mixture.null-check', asked)).rejects.toMatchObject({ code: 'bad-request' });
  });
});

describe('failures are told by name', () => {
  test('a mixture without extent names its component', async () => {
    const mixture = {
      weights: [1],
      means: [[3, 70]],
      covariances: [
        [
          [1, 2],
          [2, 1],
        ],
      ],
      noise: null,
    };
    await expect(ask('mixture.evaluate', { ...faithful, mixture, covarianceModel: 'VVV' })).rejects.toMatchObject({
      code: 'not-positive-definite',
      message: expect.stringContaining('Component 1') as string,
    });
  });

  test('a mixture whose shapes disagree does not reach the engine', async () => {
    const mixture = { weights: [1], means: [[3, 70]], covariances: [[[1]]], noise: null };
    await expect(ask('mixture.evaluate', { ...faithful, mixture, covarianceModel: 'VVV' })).rejects.toMatchObject({
      code: 'bad-request',
    });
  });

  test('a cancelled fit answers at once and leaves the threads free', async () => {
    const controller = new AbortController();
    const long = engine.call(
      'mixture.fit',
      { ...faithful, ...specification, components: 9, starts: 1000 },
      { signal: controller.signal },
    );
    setTimeout(() => controller.abort(), 50);
    expect(await long).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const { fit } = await ask('mixture.fit', { ...faithful, ...specification, seed: 2 });
    expect(fit.logLikelihood).toBeCloseTo(-1130.26396, decimals);
  });
});

/** The mixture alone, without what its fit tells of it. */
const plain = ({ weights, means, covariances, noise }: Value<'mixture.fit'>['fit']) => ({
  weights,
  means,
  covariances,
  noise,
});
