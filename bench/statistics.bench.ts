// Moments, a histogram of 256 bins, a grid of 256 × 256 and exact quantiles of 10⁷ doubles: the engine's own passes on
// one and two threads, against numpy and R. Contenders run in turn, each in a process of its own; every one reports the
// median and the best wall time of its repeats, the least processor time (which a busy machine disturbs less), and a few
// numbers of the result, which must agree.
//   npm run bench statistics [-- rounds]
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { chunkRanges, type RowRange } from '../src/main/engine/kernels/chunks.ts';
import { binEdges } from '../src/main/engine/statistics/descriptive/bin-edges.ts';
import { bins2dOf, counts2dOfRange } from '../src/main/engine/statistics/descriptive/bins-2d.ts';
import { countsOfRange, histogramOf } from '../src/main/engine/statistics/descriptive/histogram.ts';
import { mergeMoments, momentsOfRange } from '../src/main/engine/statistics/descriptive/moments.ts';
import {
  mergeRankPass,
  rankPassOfRange,
  type RankPass,
} from '../src/main/engine/statistics/descriptive/order-statistics.ts';
import { quantileSearch } from '../src/main/engine/statistics/descriptive/quantile.ts';
import { createGenerator } from '../src/main/engine/statistics/random/generator.ts';

const rows = 10_000_000;
const repeats = 7;
const probabilities = [0.001, 0.01, 0.25, 0.5, 0.75, 0.99, 0.999];
const folder = join(tmpdir(), 'bellwether-bench');
const dataFile = (column: string) => join(folder, `statistics-${column}.f64`);

/** What a thread is asked to do with its rows. */
type Job =
  | { kind: 'moments'; column: 'x' | 'y' }
  | { kind: 'counts'; edges: Float64Array }
  | { kind: 'grid'; xEdges: Float64Array; yEdges: Float64Array }
  | { kind: 'rank'; pass: RankPass };
/** Milliseconds: median and least wall time, least processor time over all threads. */
interface Timing {
  ms: number;
  best: number;
  cpu: number;
}
interface Columns {
  x: Float64Array;
  y: Float64Array;
}

function run({ x, y }: Columns, job: Job, { from, to }: RowRange) {
  switch (job.kind) {
    case 'moments':
      return momentsOfRange(job.column === 'x' ? x : y, from, to);
    case 'counts':
      return countsOfRange(x, from, to, job.edges);
    case 'grid':
      return counts2dOfRange(x, y, from, to, job.xEdges, job.yEdges);
    case 'rank':
      return rankPassOfRange(x, from, to, job.pass);
  }
}

if (!isMainThread) {
  const columns = workerData as Columns;
  parentPort!.on('message', ({ job, range }: { job: Job; range: RowRange }) =>
    parentPort!.postMessage(run(columns, job, range)),
  );
} else if (process.argv[2] === 'own') {
  await measureOwn(process.argv[3]!, Number(process.argv[4]));
} else {
  compare(Number(process.argv[2] ?? 3));
}

/** One contender: the engine's passes on some threads. Prints one line of JSON. */
async function measureOwn(task: string, threads: number): Promise<void> {
  const columns = { x: load('x'), y: load('y') };
  const workers = Array.from(
    { length: threads - 1 },
    () => new Worker(fileURLToPath(import.meta.url), { workerData: columns }),
  );
  const ranges = chunkRanges(rows, threads);
  const over = async (job: Job) => {
    const others = workers.map(
      (worker, i) =>
        new Promise((resolve) => {
          worker.once('message', resolve);
          worker.postMessage({ job, range: ranges[i + 1] });
        }),
    );
    return [run(columns, job, ranges[0]!), ...(await Promise.all(others))] as never[];
  };
  const momentsOf = async (column: 'x' | 'y') => mergeMoments((await over({ kind: 'moments', column })).flat());
  const edgesOf = async (column: 'x' | 'y') => {
    const { n, min, max } = await momentsOf(column);
    const shape = {
      n,
      min: min!,
      max: max!,
      sdSample: null,
      skewness: null,
      quartiles: [0, 0] as [number, number],
      step: null,
    };
    return binEdges({ kind: 'count', count: 256 }, shape);
  };
  const tasks: Record<string, () => Promise<number[]>> = {
    moments: async () => {
      const all = await momentsOf('x');
      return [all.min!, all.max!, all.mean!, all.sdSample!, all.skewness!, all.excessKurtosis!];
    },
    histogram: async () => {
      const edges = await edgesOf('x');
      const { counts } = histogramOf(
        { kind: 'count', count: 256 },
        edges,
        await over({ kind: 'counts', edges: edges.edges }),
      );
      return [...counts.subarray(100, 104)];
    },
    grid: async () => {
      const [{ edges: xEdges }, { edges: yEdges }] = [await edgesOf('x'), await edgesOf('y')];
      const { counts } = bins2dOf(xEdges, yEdges, await over({ kind: 'grid', xEdges, yEdges }));
      return [128, 129, 130].map((column) => counts[128 * 256 + column]!);
    },
    quantiles: async () => {
      const { n, min, max } = await momentsOf('x');
      const search = quantileSearch(probabilities, n, min!, max!);
      let step = search.next();
      while (!step.done) step = search.next(mergeRankPass(await over({ kind: 'rank', pass: step.value })));
      return step.value;
    },
  };
  const times: number[] = [];
  const cpuTimes: number[] = [];
  let check: number[] = [];
  for (let i = 0; i < repeats; i++) {
    const cpuStart = process.cpuUsage();
    const start = performance.now();
    check = await tasks[task]!();
    times.push(performance.now() - start);
    const { user, system } = process.cpuUsage(cpuStart);
    cpuTimes.push((user + system) / 1000);
  }
  const timing = { ms: median(times), best: Math.min(...times), cpu: Math.min(...cpuTimes) };
  console.log(JSON.stringify({ ...timing, check: check.map((value) => value.toPrecision(10)) }));
  process.exit(0);
}

function load(column: string): Float64Array {
  const bytes = readFileSync(dataFile(column));
  const values = new Float64Array(new SharedArrayBuffer(bytes.length));
  new Uint8Array(values.buffer).set(bytes);
  return values;
}

/** All contenders in turn, round by round; prints and records the medians. */
function compare(rounds: number): void {
  writeData();
  const python = process.env['PYTHON'] ?? 'python3';
  const peer = (name: string) => fileURLToPath(new URL(`../../../bench/peers/${name}`, import.meta.url));
  const self = fileURLToPath(import.meta.url);
  const contenders = (task: string): Record<string, string[]> => ({
    'Bellwether, 2 threads': [process.execPath, self, 'own', task, '2'],
    'Bellwether, 1 thread': [process.execPath, self, 'own', task, '1'],
    numpy: [python, peer('statistics.py'), task, folder],
    ...(task === 'grid' ? { 'numpy bincount': [python, peer('statistics.py'), 'grid-bincount', folder] } : {}),
    R: ['Rscript', peer('statistics.R'), task, folder],
  });
  const report = ['moments', 'histogram', 'grid', 'quantiles'].map((task) => {
    const runs = new Map<string, Timing[]>();
    for (let round = 0; round < rounds; round++) {
      for (const [name, [command, ...args]] of Object.entries(contenders(task))) {
        const { stdout, stderr } = spawnSync(command!, args, { encoding: 'utf8' });
        try {
          const found = JSON.parse(stdout.trim().split('\n').at(-1)!) as Timing & { check: string[] };
          runs.set(name, [...(runs.get(name) ?? []), found]);
          if (round === 0) console.log(`${task}  ${name}: ${found.check.join(' ')}`);
        } catch {
          console.log(`${task}  ${name}: not measured. ${stderr.trim().split('\n').at(-1) ?? ''}`);
        }
      }
    }
    const results = [...runs].map(([name, timings]) => ({
      name,
      ms: round(median(timings.map(({ ms }) => ms))),
      best: round(Math.min(...timings.map(({ best }) => best))),
      cpu: round(Math.min(...timings.map(({ cpu }) => cpu))),
    }));
    const own = results[0]!;
    const compared = results.map((result) => ({
      ...result,
      timesOurs: round(result.ms / own.ms),
      timesOursBest: round(result.best / own.best),
    }));
    console.log(task);
    console.table(compared);
    return { task, results: compared };
  });
  const date = new Date().toISOString().slice(0, 10);
  const hardware = `${cpus().length} × ${cpus()[0]!.model}, Node ${process.version}`;
  const loadAverage = loadavg().map(round);
  const target = fileURLToPath(new URL(`../../../bench/results/statistics-${date}.json`, import.meta.url));
  writeFileSync(target, `${JSON.stringify({ date, hardware, loadAverage, rows, rounds, report }, null, 2)}\n`);
}

/** A mixture of two normals, and a second column that follows it. */
function writeData(): void {
  mkdirSync(folder, { recursive: true });
  if (statSync(dataFile('y'), { throwIfNoEntry: false })?.size === rows * 8) return;
  const { uniform, normal } = createGenerator(9);
  const x = new Float64Array(rows);
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    x[i] = uniform() < 0.3 ? 4 + 0.5 * normal() : 1.2 * normal();
    y[i] = 0.6 * x[i]! + normal();
  }
  writeFileSync(dataFile('x'), new Uint8Array(x.buffer));
  writeFileSync(dataFile('y'), new Uint8Array(y.buffer));
}

function round(value: number): number {
  return Number(value.toFixed(1));
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
