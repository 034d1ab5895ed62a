import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtWorker } from '../../../scripts/vitest-build-worker.ts';
import type { EngineMethod, Params, Value } from '../../shared/contract/requests.ts';
import { createEngine, type Engine } from './engine.ts';

const samplesFolder = resolve(import.meta.dirname, '../../../resources/samples');
const folder = mkdtempSync(join(tmpdir(), 'bellwether-engine-'));
let engine: Engine;
beforeAll(() => {
  engine = createEngine({ spawnWorker: () => new Worker(builtWorker), samplesFolder, threads: 2 });
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

async function ask<M extends EngineMethod>(method: M, params: Params<M>): Promise<Value<M>> {
  const reply = await engine.call(method, params);
  if (!reply.ok) throw new Error(`${method}: ${reply.error.code}: ${reply.error.message}`);
  return reply.value;
}

/** Opens a table given as text. */
async function open(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, text);
  return (await ask('dataset.open', { source: { kind: 'path', path }, overrides: {} })).datasetId;
}

describe('Old Faithful, from the file to the fit', () => {
  let datasetId: string;
  beforeAll(async () => {
    const dataset = await ask('dataset.open', { source: { kind: 'sample', file: 'old-faithful.csv' }, overrides: {} });
    expect(dataset.rows).toBe(272);
    expect(dataset.remarks).toEqual([]);
    ({ datasetId } = dataset);
  });
  const rows = () => ({ datasetId, column: 'eruptions', filters: [], groupBy: null });

  // Reference numbers of R's `faithful`: mean, sd and the normal's log-likelihood, to the ten digits they are quoted with.
  test('the normal of eruptions has the published mean, standard deviations and log-likelihood', async () => {
    const { groups } = await ask('normal.fit', { ...rows(), confidence: 0.95 });
    const { fit, rows: used } = groups[0]!.value;
    if (!fit.ok) throw new Error(fit.error.message);
    expect(used).toEqual({ used: 272, leftOut: [] });
    expect(fit.value.mean.value).toBeCloseTo(3.4877830882, 10);
    expect(fit.value.sdMle.value).toBeCloseTo(1.1392712102, 10);
    expect(fit.value.sdSample).toBeCloseTo(1.1413712511, 10);
    expect(fit.value.logLikelihood).toBeCloseTo(-421.41702612, 8);
  });

  test('every value is in exactly one bin, and moving the bins does not move the fit', async () => {
    const count = async (bins: number) => {
      const { groups } = await ask('column.histogram', { ...rows(), rule: { kind: 'count', count: bins } });
      return groups[0]!.value.histogram;
    };
    for (const bins of [1, 7, 40]) {
      const { counts, edges, total } = await count(bins);
      expect([counts.length, edges.length, total]).toEqual([bins, bins + 1, 272]);
    }
  });

  test('an interval counts both its ends: six eruptions lasted exactly 1.75 minutes', async () => {
    // R: sum(faithful$eruptions == 1.75)
    const { groups } = await ask('column.interval', { ...rows(), from: 1.75, to: 1.75 });
    expect(groups[0]!.value).toEqual({ inside: 6, n: 272 });
  });

  test('filters reach every statistic, and the rows they leave out are counted', async () => {
    const filters = [{ kind: 'range' as const, column: 'waiting', from: 70, to: null }];
    const { groups } = await ask('normal.fit', { ...rows(), filters, confidence: 0.95 });
    const { rows: used } = groups[0]!.value;
    const page = await ask('dataset.rows', { datasetId, filters, from: 0, count: 5 });
    expect(used.used).toBe(page.total);
    expect(used.leftOut).toEqual([{ reason: 'filtered', rows: 272 - page.total }]);
    for (const { cells } of page.rows) expect(cells[1]).toBeGreaterThanOrEqual(70);
  });
});

describe('what a request rests on', () => {
  test('missing and unreadable cells are told apart, and groups divide the rest', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `${i},${i % 3 === 0 ? 'a' : 'b'}`);
    const datasetId = await open('mixed.csv', ['x,group', ...lines, 'NA,a', ',b', 'oops,b'].join('\n'));
    const rows = { datasetId, column: 'x', filters: [], groupBy: null };
    const whole = await ask('column.describe', rows);
    expect(whole.groups[0]!.value.rows).toEqual({
      used: 60,
      leftOut: [
        { reason: 'missing', rows: 2 },
        { reason: 'invalid', rows: 1 },
      ],
    });
    const split = await ask('column.describe', { ...rows, groupBy: 'group' });
    expect(split.groups.map(({ name, value }) => [name, value.rows.used])).toEqual([
      ['b', 40],
      ['a', 20],
    ]);
    for (const { value } of split.groups) {
      const all = value.rows.leftOut.reduce((sum, { rows }) => sum + rows, value.rows.used);
      expect(all).toBe(63);
    }
  });

  test('a constant column gives a reason in place of a fit, and everything else still answers', async () => {
    const datasetId = await open('constant.csv', 'x,y\n' + '5,1\n5,2\n5,4\n'.repeat(10));
    const rows = { datasetId, column: 'x', filters: [], groupBy: null };
    const { fit } = (await ask('normal.fit', { ...rows, confidence: 0.95 })).groups[0]!.value;
    expect(fit).toMatchObject({ ok: false, error: { code: 'zero-variance' } });
    const { histogram } = (await ask('column.histogram', { ...rows, rule: { kind: 'scott' } })).groups[0]!.value;
    expect([...histogram.counts]).toEqual([30]);
    const { goodness } = (await ask('normal.goodness-of-fit', rows)).groups[0]!.value;
    expect(goodness.ok).toBe(false);
  });
});

describe('failures are values with a code', () => {
  const failure = async <M extends EngineMethod>(method: M, params: Params<M>): Promise<string> => {
    const reply = await engine.call(method, params);
    return reply.ok ? 'no failure' : reply.error.code;
  };

  test('a dataset, a column or a sample that is not there', async () => {
    const datasetId = await open('two.csv', 'x,name\n1,ann\n2,bob\n3,eve\n');
    const rows = { column: 'x', filters: [], groupBy: null };
    expect(await failure('column.describe', { ...rows, datasetId: 'gone' })).toBe('unknown-dataset');
    expect(await failure('column.describe', { ...rows, datasetId, column: 'z' })).toBe('unknown-column');
    expect(await failure('column.describe', { ...rows, datasetId, column: 'name' })).toBe('not-numeric');
    const source = { kind: 'sample' as const, file: '../package.json' };
    expect(await failure('dataset.open', { source, overrides: {} })).toBe('not-allowed');
  });

  test('what only a host can do is not available from the engine', async () => {
    expect(await engine.call('host.pick-files', {})).toMatchObject({ ok: false, error: { code: 'not-available' } });
  });
});

test('a cancelled load answers at once and leaves no dataset behind', async () => {
  const path = join(folder, 'long.csv');
  writeFileSync(path, 'a,b\n' + '1.5,2.5\n'.repeat(2_000_000));
  const before = (await ask('dataset.list', {})).length;
  const controller = new AbortController();
  const reply = engine.call(
    'dataset.open',
    { source: { kind: 'path', path }, overrides: {} },
    { signal: controller.signal },
  );
  setTimeout(() => controller.abort(), 20);
  expect(await reply).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(await ask('dataset.list', {})).toHaveLength(before);
});

test('an upload arrives in chunks and is read like a file; an incomplete one is refused', async () => {
  const bytes = new TextEncoder().encode('x\n1\n2\n3\n4\n');
  const { uploadId } = await ask('upload.start', { name: 'pasted.csv', bytes: bytes.length });
  const source = { kind: 'upload' as const, uploadId };
  await ask('upload.append', { uploadId, chunk: bytes.slice(0, 4) });
  expect(await engine.call('dataset.open', { source, overrides: {} })).toMatchObject({
    ok: false,
    error: { code: 'unknown-upload' },
  });
  expect(await ask('upload.append', { uploadId, chunk: bytes.slice(4) })).toEqual({ received: bytes.length });
  expect(await ask('dataset.open', { source, overrides: {} })).toMatchObject({ name: 'pasted.csv', rows: 4 });
});

test('the page finds its own state again', async () => {
  expect(existsSync(samplesFolder)).toBe(true);
  await ask('session.write', { state: '{"view":"distribution"}' });
  expect(await ask('session.read', {})).toEqual({ state: '{"view":"distribution"}' });
});
