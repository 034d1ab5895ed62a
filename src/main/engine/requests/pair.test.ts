import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtWorker } from '../../../../scripts/vitest-build-worker.ts';
import type { Filter } from '../../../shared/contract/filter.ts';
import type { PairGaussian, PairRows } from '../../../shared/contract/pair-requests.ts';
import type { EngineMethod, Params, Value } from '../../../shared/contract/requests.ts';
import { createEngine, type Engine } from '../engine.ts';

const root = resolve(import.meta.dirname, '../../../..');
const folder = mkdtempSync(join(tmpdir(), 'bellwether-pair-'));
/** Made by R; the file names the command. */
const expected = JSON.parse(readFileSync(join(root, 'test-data/pairs/old-faithful.json'), 'utf8')) as Record<
  string,
  number[]
>;
let engine: Engine;
let datasetId: string;

beforeAll(async () => {
  engine = createEngine({ spawnWorker: () => new Worker(builtWorker), samplesFolder: folder, threads: 2 });
  // Old Faithful with a group and three rows that lack a value or both.
  const rows = expected.eruptions!.map((x, i) => `${x},${expected.waiting![i]},${x < 3 ? 'short' : 'long'}`);
  datasetId = await open(
    'faithful.csv',
    ['eruptions,waiting,kind', ...rows, ',50,short', '2,,short', ',,long'].join('\n'),
  );
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
async function open(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, text);
  return (await ask('dataset.open', { source: { kind: 'path', path }, overrides: {} })).datasetId;
}
const pair = (filters: Filter[] = [], groupBy: string | null = null): PairRows => ({
  datasetId,
  columns: ['eruptions', 'waiting'],
  filters,
  groupBy,
});
const cloud = { map: null, window: null, cells: { columns: 20, lines: 10 }, mostPoints: 50_000 };

async function fitted(): Promise<PairGaussian> {
  const { groups } = await ask('pair.fit', { ...pair(), estimator: 'classical' });
  const { fit } = groups[0]!.value;
  if (!fit.ok) throw new Error(fit.error.message);
  const { mean, covariance } = fit.value;
  return { mean: mean as [number, number], covariance: covariance as [[number, number], [number, number]] };
}

describe('Old Faithful as a pair', () => {
  // Reference numbers of R's `faithful`, covariance ÷ n, to the digits they are quoted with.
  test('the Gaussian has the published parameters and log-likelihood, and says which rows it lacks', async () => {
    const { groups } = await ask('pair.fit', { ...pair(), estimator: 'classical' });
    const { fit, rows } = groups[0]!.value;
    if (!fit.ok) throw new Error(fit.error.message);
    expect(rows).toEqual({ used: 272, leftOut: [{ reason: 'without-value', rows: 3 }] });
    expect(fit.value.mean[0]).toBeCloseTo(3.487783, 6);
    expect(fit.value.mean[1]).toBeCloseTo(70.897059, 6);
    expect(fit.value.covariance[0]![0]).toBeCloseTo(1.29793889045, 10);
    expect(fit.value.covariance[0]![1]).toBeCloseTo(13.92641884732, 10);
    expect(fit.value.covariance[1]![1]).toBeCloseTo(184.14381487886, 10);
    expect(fit.value.axes.variances[0]).toBeCloseTo(185.198434883, 8);
    expect(fit.value.axes.variances[1]).toBeCloseTo(0.243318886, 8);
    expect(fit.value.axes.directions[0]![0]).toBeCloseTo(0.0755118, 7);
    expect(fit.value.axes.directions[0]![1]).toBeCloseTo(0.9971449, 7);
    expect(fit.value.logLikelihood).toBeCloseTo(-1289.79675, 5);
  });

  test('rows inside the ellipses, and the farthest rows, are those of R', async () => {
    const gaussian = await fitted();
    const squaredRadii = expected.shares!.map((share) => -2 * Math.log1p(-share));
    const inside = await ask('pair.inside', { ...pair(), gaussians: [{ group: null, gaussian }], squaredRadii });
    expect(inside.groups[0]!.value).toEqual({ inside: expected.inside, n: 272 });
    const far = await ask('pair.outliers', { ...pair(), group: null, gaussian, squaredRadius: 5.7, from: 1, count: 2 });
    expect([far.total, far.n]).toEqual([5, 272]);
    expect(far.outliers.map(({ row }) => row)).toEqual(expected.farthestRows!.slice(1, 3));
    expect(far.outliers[0]).toMatchObject({ x: expected.eruptions![196], y: expected.waiting![196] });
  });

  test('every row of the window is drawn singly, with its number in the file', async () => {
    const { range, window, groups } = await ask('pair.cloud', { ...pair(), ...cloud });
    const { points, inside, raster } = groups[0]!.value;
    expect([inside, points.x.length, raster]).toEqual([272, 272, null]);
    expect([...points.x]).toEqual(expected.eruptions);
    expect([points.rows[0], points.rows[271]]).toEqual([1, 272]);
    expect(range).toEqual({ x: [1.6, 5.1], y: [43, 96] });
    expect(window!.x[0]).toBeLessThan(1.6);
  });

  test('more rows than may be drawn are counted, none lost; a window with few of them shows them again', async () => {
    const many = await ask('pair.cloud', { ...pair([], 'kind'), ...cloud, mostPoints: 100 });
    expect(many.groups.map(({ name }) => name)).toEqual(['long', 'short']);
    const counted = many.groups.map(({ value }) => value.raster!.counts.reduce((sum, count) => sum + count, 0));
    expect(counted).toEqual(many.groups.map(({ value }) => value.rows.used));
    expect(counted[0]! + counted[1]!).toBe(272);

    const window = { x: [1.6, 2] as [number, number], y: [45, 55] as [number, number] };
    const few = await ask('pair.cloud', { ...pair(), ...cloud, window, mostPoints: 100 });
    const naive = expected.eruptions!.filter(
      (x, i) => x <= 2 && expected.waiting![i]! >= 45 && expected.waiting![i]! <= 55,
    );
    expect([...few.groups[0]!.value.points.x]).toEqual(naive);
  });

  test('in other coordinates the window and the raster are theirs, the points stay in the columns’ units', async () => {
    const map = {
      origin: [3, 70] as const,
      matrix: [
        [0, 1],
        [-1, 0],
      ] as const,
    };
    const { range, groups } = await ask('pair.cloud', { ...pair(), ...cloud, map });
    expect(range).toEqual({ x: [43 - 70, 96 - 70], y: [expect.closeTo(3 - 5.1, 12), expect.closeTo(3 - 1.6, 12)] });
    expect([...groups[0]!.value.points.x]).toEqual(expected.eruptions);
  });

  test('marginal histograms of all groups share their edges and hold every complete row', async () => {
    const { groups } = await ask('pair.marginals', {
      ...pair([], 'kind'),
      map: null,
      rule: { kind: 'count', count: 9 },
    });
    const [first, second] = groups.map(({ value }) => value);
    expect(first!.x.edges).toEqual(second!.x.edges);
    expect(first!.y.counts.length).toBe(9);
    expect(first!.x.total + second!.x.total).toBe(272);
  });

  test('what a lasso selects and what it leaves are all rows with both values, in every view', async () => {
    const points: [number, number][] = [
      [0, 0],
      [3, 0],
      [3, 100],
      [0, 100],
    ];
    const polygon = (inside: boolean): Filter => ({
      kind: 'polygon',
      columns: ['eruptions', 'waiting'],
      points,
      inside,
    });
    const used = async (filter: Filter) => {
      const { groups } = await ask('pair.fit', { ...pair([filter]), estimator: 'classical' });
      const { total } = await ask('dataset.rows', { datasetId, filters: [filter], from: 0, count: 0 });
      expect(groups[0]!.value.rows.used).toBe(total);
      return total;
    };
    const short = expected.eruptions!.filter((x) => x <= 3).length;
    expect([await used(polygon(true)), await used(polygon(false))]).toEqual([short, 272 - short]);
  });

  test('no rows are an empty picture and a fit that says why, not a failure', async () => {
    const nowhere: Filter = { kind: 'range', column: 'waiting', from: 1000, to: null };
    const picture = await ask('pair.cloud', { ...pair([nowhere]), ...cloud });
    expect([picture.range, picture.window, picture.groups[0]!.value.n]).toEqual([null, null, 0]);
    const { groups } = await ask('pair.fit', { ...pair([nowhere]), estimator: 'robust' });
    expect(groups[0]!.value.fit).toMatchObject({ ok: false, error: { code: 'too-few-rows' } });
  });

  // R: library(MASS); cov.rob(faithful, method = "mcd", nsamp = "exact") sets the short eruptions aside as well.
  test('the robust fit rests on the larger group', async () => {
    const { groups } = await ask('pair.fit', { ...pair(), estimator: 'robust' });
    const { fit } = groups[0]!.value;
    if (!fit.ok) throw new Error(fit.error.message);
    expect(fit.value.mean[0]).toBeCloseTo(4.29, 1);
    expect(fit.value.mean[1]).toBeCloseTo(80, 0);
  });

  test('a column of texts cannot be half of a pair', async () => {
    const reply = await engine.call('pair.cloud', { ...pair(), columns: ['eruptions', 'kind'], ...cloud });
    expect(reply).toMatchObject({ ok: false, error: { code: 'not-numeric' } });
  });
});

test('a scatter matrix has every pair once, each with its own rows and R’s correlation', async () => {
  const { cells, ranges } = await ask('pair.matrix', {
    datasetId,
    columns: ['eruptions', 'waiting', 'eruptions'],
    filters: [],
    cells: 8,
  });
  expect(cells.map(({ x, y }) => [x, y])).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ]);
  expect(cells[0]!.correlation).toBeCloseTo(0.900811168321813, 12);
  expect(cells[1]!.correlation).toBeCloseTo(1, 14);
  expect(cells.map(({ n }) => n)).toEqual([272, 273, 272]);
  expect(cells.map(({ raster }) => raster.counts.reduce((sum, count) => sum + count, 0))).toEqual([272, 273, 272]);
  expect(ranges[0]).toEqual([1.6, 5.1]);
});
