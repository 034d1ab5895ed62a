import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtWorker } from '../../../../scripts/vitest-build-worker.ts';
import type { EngineMethod, Params, Value } from '../../../shared/contract/requests.ts';
import type { Population, RepeatedPlan } from '../../../shared/contract/sampling-requests.ts';
import { createEngine, type Engine } from '../engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'bellwether-sampling-'));
const engines: Engine[] = [];
let column: Population[];

beforeAll(async () => {
  const path = join(folder, 'numbers.csv');
  // Whole numbers, one row without a value, one column of eighths.
  const rows = Array.from({ length: 60 }, (_, i) => `${i % 6},${(i * i) / 8},${i < 30 ? 'a' : 'b'}`);
  writeFileSync(path, ['die,eighths,half', ...rows, ',,a'].join('\n'));
  column = [];
  for (const threads of [1, 2]) {
    const engine = createEngine({ spawnWorker: () => new Worker(builtWorker), samplesFolder: folder, threads });
    engines.push(engine);
    const { datasetId } = await ask('dataset.open', { source: { kind: 'path', path }, overrides: {} }, engine);
    column.push({ kind: 'column', datasetId, column: 'die', filters: [], blockRows: 1 });
  }
});
afterAll(async () => {
  for (const engine of engines) await engine.close();
  rmSync(folder, { recursive: true });
});

async function ask<M extends EngineMethod>(method: M, params: Params<M>, engine = engines[0]!): Promise<Value<M>> {
  const reply = await engine.call(method, params);
  if (!reply.ok) throw new Error(`${method}: ${reply.error.code}: ${reply.error.message}`);
  return reply.value;
}
const plan = (population = column[0]!): RepeatedPlan => ({
  population,
  size: 10,
  statistic: { kind: 'mean' },
  seed: 1,
  repeats: 20_000,
});

test('a column of few whole numbers is a discrete population: one bin for each value', async () => {
  const picture = await ask('sampling.population', { population: column[0]! });
  expect(picture.discrete).toBe(true);
  expect([...picture.edges]).toEqual([-0.5, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5]);
  expect([...picture.counts!]).toEqual([10, 10, 10, 10, 10, 10]);
  expect(picture.moments.mean).toBe(2.5);
  expect(picture.moments.sd).toBeCloseTo(Math.sqrt(35 / 12), 14); // of a fair die
  expect(picture.rows).toEqual({ used: 60, leftOut: [{ reason: 'missing', rows: 1 }] });
});

test('other columns and named distributions are densities; filters leave rows out', async () => {
  const [population] = column;
  if (population?.kind !== 'column') throw new Error('no column');
  const filters = [{ kind: 'category' as const, column: 'half', values: ['a'] }];
  const eighths = await ask('sampling.population', { population: { ...population, column: 'eighths', filters } });
  expect(eighths.discrete).toBe(false);
  expect(eighths.rows!.used).toBe(30);
  const normal = { kind: 'normal', mean: 0, sd: 1 } as const;
  const picture = await ask('sampling.population', { population: { kind: 'distribution', distribution: normal } });
  expect([picture.rows, picture.counts, picture.discrete]).toEqual([null, null, false]);
});

test('one thread and two give the same bits', async () => {
  const replies = [];
  for (const [i, engine] of engines.entries()) {
    const params = plan(column[i]);
    const { edges, discrete } = await ask('sampling.run', params, engine);
    const frame = await ask('sampling.frame', { ...params, at: 15_000 }, engine);
    const rows = await ask('sampling.rows', { ...params, from: 0, count: 500 }, engine);
    replies.push({ edges, discrete, frame, rows });
  }
  expect(replies[1]).toEqual(replies[0]);
});

test('a frame holds the first samples and the last of them in full', async () => {
  const { edges } = await ask('sampling.run', plan());
  const frame = await ask('sampling.frame', { ...plan(), at: 3 });
  const { values, statistic } = frame.sample;
  expect(values.length).toBe(10);
  expect(values.reduce((sum, value) => sum + value, 0) / 10).toBe(statistic);
  expect(frame.sample.counts.reduce((sum, count) => sum + count, 0)).toBe(10);
  expect(frame.counts.length).toBe(edges.length - 1);
  expect(frame.counts.reduce((sum, count) => sum + count, 0)).toBe(3);
  expect(await ask('sampling.sample', { ...without(plan()), number: 3 })).toEqual({ values, statistic });
  const { text } = await ask('sampling.rows', { ...plan(), from: 0, count: 3 });
  expect(text.split('\r\n').slice(0, 1)).toEqual(['sample,mean of 10']);
  expect(Number(text.split('\r\n')[3]!.split(',')[1])).toBe(statistic);
});

test('the means of a die have the variance 35/12 ÷ N within their Monte-Carlo error', async () => {
  const frame = await ask('sampling.frame', { ...plan(), at: 20_000 });
  // Relative error of a variance from R samples: √((κ + 2)/R) ≤ √(2/20,000) = 0.01, because a die has κ < 0.
  expect(Math.abs(frame.moments.sd! ** 2 / (35 / 12 / 10) - 1)).toBeLessThan(0.04);
  expect(frame.quartiles[0]).toBeLessThan(frame.quartiles[2]);
});

test('points of a Q-Q plot ascend and end at the extremes', async () => {
  const { theoretical, sample } = await ask('sampling.quantiles', { ...plan(), at: 5000, points: 200 });
  expect(theoretical.length).toBeLessThanOrEqual(200);
  for (const points of [theoretical, sample]) expect([...points].sort((a, b) => a - b)).toEqual([...points]);
});

test('the spread at several N falls with √N', async () => {
  const { sizes } = await ask('sampling.sizes', {
    population: column[0]!,
    statistic: { kind: 'mean' },
    seed: 1,
    sizes: [1, 4, 16],
    repeats: 10_000,
  });
  // Each standard deviation is known to 1 / √(2 · 10,000); four of them.
  for (const { size, sd } of sizes)
    expect(Math.abs((sd! * Math.sqrt(size)) / Math.sqrt(35 / 12) - 1)).toBeLessThan(0.03);
});

test('what cannot be drawn is refused in a sentence', async () => {
  const [population] = column;
  if (population?.kind !== 'column') throw new Error('no column');
  const none = { kind: 'range' as const, column: 'eighths', from: 1e6, to: null };
  await expect(ask('sampling.population', { population: { ...population, filters: [none] } })).rejects.toThrow(
    'No row with a value in die passes the filters',
  );
  await expect(ask('sampling.run', { ...plan(), statistic: { kind: 'sd' }, size: 1 })).rejects.toThrow('N = 2 or more');
  await expect(ask('sampling.frame', { ...plan(), at: 20_001 })).rejects.toThrow('was not drawn');
});

test('a draw is cancelled while it runs, tells how far it came, and can be asked again', async () => {
  const controller = new AbortController();
  const params = { ...plan(), size: 10_000, repeats: 20_000, seed: 9 };
  const told: number[] = [];
  const reply = await engines[1]!.call(
    'sampling.run',
    { ...params, population: column[1]! },
    {
      signal: controller.signal,
      onProgress: ({ drawn }) => {
        told.push(drawn);
        controller.abort();
      },
    },
  );
  expect(reply.ok || reply.error.code).toBe('cancelled');
  expect(told.length).toBeGreaterThan(0);
  const again = await engines[1]!.call('sampling.run', { ...params, size: 10, population: column[1]! });
  expect(again.ok).toBe(true);
});

function without({ repeats: _, ...rest }: RepeatedPlan) {
  return rest;
}
