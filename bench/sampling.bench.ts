// A million samples of N = 30 values from a column of a million rows: the time from the request to the answer, drawing,
// bins and all, as the page asks for it; beside it other statistics and distributions, and the plain generator.
//   npm run bench sampling [-- repeats]
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { createEngine } from '../src/main/engine/engine.ts';
import { createGenerator } from '../src/main/engine/statistics/random/generator.ts';
import type { Population, RepeatedPlan } from '../src/shared/contract/sampling-requests.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const repeats = Number(process.argv[2] ?? 9);

const engine = createEngine({
  spawnWorker: () => new Worker(join(root, 'out/main/worker.js')),
  samplesFolder: join(root, 'resources/samples'),
});
const opened = await engine.call('dataset.open', { source: { kind: 'path', path: skewedColumn() }, overrides: {} });
if (!opened.ok) throw new Error(opened.error.message);
const { datasetId } = opened.value;
const column: Population = { kind: 'column', datasetId, column: 'waited', filters: [], blockRows: 1 };
const plan: RepeatedPlan = { population: column, size: 30, statistic: { kind: 'mean' }, seed: 0, repeats: 1_000_000 };

const results = [
  await timed('mean of 30 from a column of 1,000,000 rows', plan),
  await timed('mean of 30, blocks of 10 rows', { ...plan, population: { ...column, blockRows: 10 } }),
  await timed('median of 30 from the same column', { ...plan, statistic: { kind: 'median' } }),
  await timed('standard deviation of 30 from the same column', { ...plan, statistic: { kind: 'sd' } }),
  await timed('mean of 30 from an exponential', {
    ...plan,
    population: { kind: 'distribution', distribution: { kind: 'exponential', rate: 1 } },
  }),
  await timed('mean of 30 from a lognormal', {
    ...plan,
    population: { kind: 'distribution', distribution: { kind: 'lognormal', mean: 0, sd: 1 } },
  }),
];
await engine.close();
const date = new Date().toISOString().slice(0, 10);
const hardware = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' ? Math.round(value * 10) / 10 : value;
const text = `${JSON.stringify({ date, hardware, samples: plan.repeats, repeats, loadAverage: loadavg()[0]!, results }, rounded, 2)}\n`;
console.log(text);
writeFileSync(join(root, `bench/results/sampling-${date}.json`), text);

/** Every time another seed, so that nothing is found that was drawn before. */
async function timed(what: string, asked: RepeatedPlan) {
  const answered: number[] = [];
  const drawn: number[] = [];
  for (let seed = 0; seed <= repeats; seed++) {
    const begun = performance.now();
    const reply = await engine.call('sampling.run', { ...asked, seed });
    if (!reply.ok) throw new Error(reply.error.message);
    if (seed === 0) continue; // the first compiles
    answered.push(performance.now() - begun);
    drawn.push(reply.value.elapsedMs);
  }
  return { what, medianMs: median(answered), worstMs: Math.max(...answered), drawnInMs: median(drawn) };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

/** A million waiting times, the same on every machine. */
function skewedColumn(): string {
  const folder = join(tmpdir(), 'bellwether-bench');
  const path = join(folder, 'waited.csv');
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const { uniform } = createGenerator(1);
  const lines = Array.from({ length: 1_000_000 }, () => (-10 * Math.log1p(-uniform())).toFixed(6));
  writeFileSync(path, ['waited', ...lines].join('\n'));
  return path;
}
