// EM iterations of full-covariance mixtures: nanoseconds per row, component and iteration, same start, same iterations.
//   npm run bench mixture-em -- data 1000000 2 8      seeded rows and a start, as files for the peers; prints their base
//   npm run bench mixture-em -- own BASE 1000000 2 8 2   this product, on one thread or two
// bench/peers/mixture-em.mjs runs it and all peers in turn.
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import type { EmRows } from '../src/main/engine/kernels/em.ts';
import { eStep, isCollapse, type EmProblem } from '../src/main/engine/statistics/gaussian-mixture/em-step.ts';
import { mStep } from '../src/main/engine/statistics/gaussian-mixture/m-step.ts';
import {
  createPassRunner,
  createTeamMemory,
  endTeam,
  serveChunks,
  type TeamMemory,
} from '../src/main/engine/statistics/gaussian-mixture/pass-team.ts';
import type { ScaledMixture } from '../src/main/engine/statistics/gaussian-mixture/scaled-mixture.ts';
import { createGenerator } from '../src/main/engine/statistics/random/generator.ts';

const iterations = 20;

if (!isMainThread) {
  const { columns, memory } = workerData as { columns: Float64Array[]; memory: TeamMemory };
  serveChunks({ columns, included: null, weights: null, labels: null }, memory);
} else {
  const [what, ...rest] = process.argv.slice(2);
  if (what === 'data') write(Number(rest[0]), Number(rest[1]), Number(rest[2]));
  else await run(rest[0]!, Number(rest[1]), Number(rest[2]), Number(rest[3]), Number(rest[4]));
}

/** K overlapping groups, and a start a little off them: no component is ever far from a row. */
function write(n: number, d: number, K: number): void {
  const { normal, uniform, integer } = createGenerator(2026, 100 * d + K);
  const means = Array.from({ length: K }, () => Array.from({ length: d }, () => (4 / Math.sqrt(d)) * normal()));
  const rows = new Float64Array(n * d);
  for (let row = 0; row < n; row++) {
    const mean = means[integer(K)]!;
    let before = 0;
    for (let j = 0; j < d; j++) rows[row * d + j] = mean[j]! + (before = normal() + 0.4 * before);
  }
  const start = {
    weights: means.map(() => 1 / K),
    means: means.map((mean) => mean.map((value) => value + uniform() - 0.5)),
    covs: means.map(() => means[0]!.map((_, i) => means[0]!.map((_, j) => (i === j ? 1.5 : 0.1)))),
  };
  const base = join(tmpdir(), `em_${n}_${d}_${K}`);
  writeFileSync(`${base}.f64`, new Uint8Array(rows.buffer));
  writeFileSync(`${base}.json`, JSON.stringify(start));
  writeFileSync(
    `${base}.start`,
    new Uint8Array(Float64Array.from([...start.weights, ...start.means.flat(), ...start.covs.flat(2)]).buffer),
  );
  console.log(base);
}

async function run(base: string, n: number, d: number, K: number, threads: number): Promise<void> {
  const bytes = readFileSync(`${base}.f64`);
  const rows = new Float64Array(bytes.buffer, bytes.byteOffset, n * d);
  const columns = Array.from({ length: d }, (_, j) => {
    const column = new Float64Array(new SharedArrayBuffer(n * 8));
    for (let row = 0; row < n; row++) column[row] = rows[row * d + j]!;
    return column;
  });
  const { weights, means, covs } = JSON.parse(readFileSync(`${base}.json`, 'utf8')) as {
    weights: number[];
    means: number[][];
    covs: number[][][];
  };
  const memory = createTeamMemory(n, d, K, 'full');
  const helpers = Array.from(
    { length: threads - 1 },
    () => new Worker(new URL(import.meta.url), { workerData: { columns, memory } }),
  );
  await Promise.all(helpers.map((helper) => new Promise((online) => helper.once('online', online))));
  const emRows: EmRows = {
    columns,
    centre: new Float64Array(d),
    factor: new Float64Array(d).fill(1),
    included: null,
    weights: null,
    labels: null,
  };
  const problem: EmProblem = {
    d,
    shape: 'full',
    run: createPassRunner(emRows, memory),
    mStep: { model: 'VVV', locks: null, ridge: null, noise: null },
    wholeFactor: Float64Array.from({ length: d * d }, (_, i) => (i % (d + 1) === 0 ? 1 : 0)),
    weightScale: 1,
  };
  const start: ScaledMixture = {
    components: K,
    d,
    weights: Float64Array.from(weights),
    means: Float64Array.from(means.flat()),
    covariances: Float64Array.from(covs.flat(2)),
    noise: null,
  };
  for (let round = 0; round < 2; round++) {
    let mixture = start;
    const times: number[] = [];
    for (let i = 0; i < iterations; i++) {
      const begun = performance.now();
      const step = eStep(problem, mixture);
      if (isCollapse(step)) throw new Error('collapsed');
      mixture = mStep(step.moments, problem.mStep, mixture)!;
      times.push(performance.now() - begun);
    }
    const last = eStep(problem, mixture);
    times.sort((a, b) => a - b);
    const ns = (ms: number): number => (ms * 1e6) / (n * K);
    if (round === 1 && !isCollapse(last))
      console.log(
        JSON.stringify({
          median: ns(times[iterations / 2]!),
          best: ns(times[0]!),
          check: last.logLikelihood.toPrecision(15),
        }),
      );
  }
  endTeam(memory);
}
