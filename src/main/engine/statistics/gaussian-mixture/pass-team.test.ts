import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { beforeAll, expect, test } from 'vitest';
import { createGenerator } from '../random/generator.ts';
import { fitGaussianMixture, teamMemoryFor, type MixtureOptions } from './fit.ts';
import { chunkRows } from './pass-team.ts';
import type { MixtureInput } from './prepare-rows.ts';

const outDir = resolve(import.meta.dirname, '../../../../../node_modules/.cache/pass-team');

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      rolldownOptions: {
        input: { worker: resolve(import.meta.dirname, 'pass-team-worker.suite.ts') },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
});

const shared = (values: ArrayLike<number>): Float64Array => {
  const column = new Float64Array(new SharedArrayBuffer(values.length * 8));
  column.set(values);
  return column;
};

/** Two groups of two columns, a few cells missing. */
function input(rows: number): MixtureInput {
  const { normal, uniform } = createGenerator(rows);
  const x: number[] = [];
  const y: number[] = [];
  for (let row = 0; row < rows; row++) {
    const far = uniform() < 0.3;
    x.push(uniform() < 0.001 ? NaN : normal() + (far ? 4 : 0));
    y.push(normal() * (far ? 2 : 1));
  }
  return { columns: [shared(x), shared(y)] };
}

async function fitWith(helpers: number, data: MixtureInput, options: MixtureOptions) {
  const team = teamMemoryFor(data, options);
  const rows = { columns: data.columns, included: null, weights: null, labels: null };
  const threads = Array.from(
    { length: helpers },
    () => new Worker(resolve(outDir, 'worker.js'), { workerData: { rows, memory: team } }),
  );
  const ended = threads.map((thread) => new Promise<number>((done) => thread.once('exit', done)));
  await Promise.all(threads.map((thread) => new Promise((online) => thread.once('online', online))));
  const { starts: _, ...fit } = fitGaussianMixture(data, options, { team });
  expect(await Promise.all(ended)).toEqual(ended.map(() => 0)); // helpers go home when the leader has ended
  return fit;
}

test('a fit has the same bits alone, with one helper thread and with three', async () => {
  const data = input(50_000);
  expect(50_000 / chunkRows(50_000)).toBeGreaterThan(8); // enough chunks for four threads to take turns
  const options: MixtureOptions = { components: 2, covarianceModel: 'VVV', seed: 3, starts: 4 };
  const alone = await fitWith(0, data, options);
  expect(alone.rows.missing).toBeGreaterThan(10);
  expect(await fitWith(1, data, options)).toEqual(alone);
  expect(await fitWith(3, data, options)).toEqual(alone);
});

test('a cancelled fit throws what the checkpoint threw and sends the helpers home', async () => {
  const data = input(20_000);
  const options: MixtureOptions = { components: 2, covarianceModel: 'VVV', seed: 3, starts: 2 };
  const team = teamMemoryFor(data, options);
  const rows = { columns: data.columns, included: null, weights: null, labels: null };
  const thread = new Worker(resolve(outDir, 'worker.js'), { workerData: { rows, memory: team } });
  const ended = new Promise<number>((done) => thread.once('exit', done));
  const checkpoint = (): void => {
    throw new Error('cancelled');
  };
  expect(() => fitGaussianMixture(data, options, { team, checkpoint })).toThrow('cancelled');
  expect(await ended).toBe(0);
});
