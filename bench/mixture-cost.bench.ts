// What an EM iteration costs as rows, components and columns grow, and how much memory a whole fit takes besides its columns.
//   npm run bench mixture-cost [-- --json FILE] [-- --only rows|components|columns|gaps]
// Full covariances, two threads, seeded rows; medians of 15 iterations after 2. Gaps: cells missing at random, rows used for
// what they have, beside the same rows complete. Memory is how far a process's resident set
// grew beyond what it was with columns and threads in place: its highest mark (VmHWM, Linux) over a fit whose runs are
// ended after 40 passes.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { eStep, isCollapse, type EmProblem } from '../src/main/engine/statistics/gaussian-mixture/em-step.ts';
import { fitGaussianMixture, teamMemoryFor } from '../src/main/engine/statistics/gaussian-mixture/fit.ts';
import { mStep } from '../src/main/engine/statistics/gaussian-mixture/m-step.ts';
import {
  createPassRunner,
  createTeamMemory,
  endTeam,
  serveChunks,
  type TeamMemory,
} from '../src/main/engine/statistics/gaussian-mixture/pass-team.ts';
import {
  gatherPatterns,
  passLength,
  type FitRows,
  type RowPattern,
} from '../src/main/engine/statistics/gaussian-mixture/row-patterns.ts';
import type { ScaledMixture } from '../src/main/engine/statistics/gaussian-mixture/scaled-mixture.ts';
import { createGenerator } from '../src/main/engine/statistics/random/generator.ts';

interface Case {
  rows: number;
  columns: number;
  components: number;
  /** Share of cells that are missing. */
  gaps?: number;
}

interface Cost extends Case {
  /** Different sets of columns that rows have a value in. */
  patterns: number;
  /** Median of an iteration, ms, and the same per row and component, ns. */
  ms: number;
  ns: number;
}

/** The curves, each along one of the three; the others stay at N = 10⁶ or 2·10⁵, d = 2 or 8, K = 4. */
const curves: Record<string, Case[]> = {
  rows: [62_500, 125_000, 250_000, 500_000, 1_000_000].map((rows) => ({ rows, columns: 2, components: 4 })),
  components: [1, 2, 4, 8, 16].map((components) => ({ rows: 200_000, columns: 2, components })),
  columns: [1, 2, 3, 4, 5, 6, 7, 8, 12, 16].map((columns) => ({ rows: 200_000, columns, components: 4 })),
  gaps: [4, 8].flatMap((columns) => [0, 0.1, 0.3].map((gaps) => ({ rows: 200_000, columns, components: 4, gaps }))),
};
const fits = [
  { rows: 1_000_000, columns: 2, components: 4 },
  { rows: 1_000_000, columns: 8, components: 4 },
];

if (!isMainThread) {
  const { columns, patterns, memory } = workerData as HelperData;
  serveChunks({ columns, patterns, included: null, weights: null, labels: null }, memory);
} else if (process.argv[2] === 'fit') {
  const [rows, columns, components] = process.argv.slice(3).map(Number);
  console.log(JSON.stringify(await fitMemory(rows!, columns!, components!)));
} else await measure();

async function measure(): Promise<void> {
  const costs: Record<string, Cost[]> = {};
  const only = optionOf('--only');
  for (const [along, cases] of Object.entries(curves)) {
    if (only !== null && only !== along) continue;
    costs[along] = [];
    console.log(`\nalong ${along}:      N     d     K       ms   ns per row and component`);
    for (const each of cases) {
      const cost = await iterationCost(each);
      costs[along].push(cost);
      const { rows, columns, components, gaps = 0, patterns } = cost;
      console.log(
        `${String(rows).padStart(18)}${String(columns).padStart(6)}${String(components).padStart(6)}` +
          `${cost.ms.toFixed(2).padStart(9)}${cost.ns.toFixed(2).padStart(9)}` +
          (along === 'gaps' ? `   ${100 * gaps} % of the cells missing, ${patterns} patterns` : ''),
      );
    }
  }
  const memory: object[] = [];
  for (const { rows, columns, components } of only === null ? fits : []) {
    // A process of its own, which no earlier fit has grown.
    const { stdout } = spawnSync(
      process.execPath,
      [fileURLToPath(import.meta.url), 'fit', ...[rows, columns, components].map(String)],
      { encoding: 'utf8' },
    );
    const found = JSON.parse(stdout) as Awaited<ReturnType<typeof fitMemory>>;
    memory.push({ rows, columns, components, ...found });
    console.log(
      `fit of ${rows} × ${columns}, K = ${components}: ${found.seconds.toFixed(1)} s, ` +
        `${found.megabytes.toFixed(0)} MB besides the columns' ${((rows * columns * 8) / 2 ** 20).toFixed(0)} MB`,
    );
  }
  const file = optionOf('--json');
  if (file !== null)
    writeFileSync(
      file,
      `${JSON.stringify({ cpu: cpus()[0]!.model, threads: 2, node: process.version, load: loadavg()[0], costs, memory }, null, 2)}\n`,
    );
}

function optionOf(name: string): string | null {
  const at = process.argv.indexOf(name);
  return at > 0 ? process.argv[at + 1]! : null;
}

/** K overlapping groups in columns on shared memory, and where they lie. */
function groups(rows: number, d: number, K: number) {
  const { normal, integer } = createGenerator(2026, 100 * d + K);
  const means = Float64Array.from({ length: K * d }, () => (4 / Math.sqrt(d)) * normal());
  const columns = Array.from({ length: d }, () => new Float64Array(new SharedArrayBuffer(rows * 8)));
  for (let row = 0; row < rows; row++) {
    const k = integer(K);
    for (let j = 0; j < d; j++) columns[j]![row] = means[k * d + j]! + normal();
  }
  return { columns, means };
}

interface HelperData {
  columns: Float64Array[];
  patterns?: RowPattern[] | null;
  memory: TeamMemory;
}

async function withHelper<T>(workerData: HelperData, work: () => T): Promise<T> {
  const { memory } = workerData;
  const helper = new Worker(new URL(import.meta.url), { workerData });
  await new Promise((online) => helper.once('online', online));
  const ended = new Promise((exit) => helper.once('exit', exit));
  try {
    return work();
  } finally {
    endTeam(memory);
    await ended;
  }
}

/** The same columns, every cell missing with that probability. */
function withGaps(columns: Float64Array[], share: number): Float64Array[] {
  const { uniform } = createGenerator(2026, 3);
  return columns.map((column) => {
    const some = new Float64Array(new SharedArrayBuffer(column.byteLength));
    for (let row = 0; row < column.length; row++) some[row] = uniform() < share ? NaN : column[row]!;
    return some;
  });
}

async function iterationCost(each: Case): Promise<Cost> {
  const { rows: n, columns: d, components: K, gaps = 0 } = each;
  const { columns: whole, means } = groups(n, d, K);
  const columns = gaps > 0 ? withGaps(whole, gaps) : whole;
  const patterns = gaps > 0 ? gatherPatterns(columns) : null;
  const memory = createTeamMemory(passLength({ columns, patterns }), d, K, 'full');
  const unit = Float64Array.from({ length: d * d }, (_, i) => (i % (d + 1) === 0 ? 1 : 0));
  const rows: FitRows = {
    columns,
    patterns,
    centre: new Float64Array(d),
    factor: new Float64Array(d).fill(1),
    included: null,
    weights: null,
    labels: null,
  };
  const times = await withHelper({ columns, patterns, memory }, () => {
    const problem: EmProblem = {
      d,
      shape: 'full',
      run: createPassRunner(rows, memory),
      mStep: { model: 'VVV', locks: null, ridge: null, noise: null },
      wholeFactor: unit,
      weightScale: 1,
    };
    let mixture: ScaledMixture = {
      components: K,
      d,
      weights: new Float64Array(K).fill(1 / K),
      means,
      covariances: Float64Array.from({ length: K * d * d }, (_, i) => 1.5 * unit[i % (d * d)]!),
      noise: null,
    };
    return Array.from({ length: 17 }, () => {
      const begun = performance.now();
      const step = eStep(problem, mixture);
      if (isCollapse(step)) throw new Error('collapsed');
      mixture = mStep(step.moments, problem.mStep, mixture)!;
      return performance.now() - begun;
    }).slice(2);
  });
  const ms = times.sort((a, b) => a - b)[7]!;
  return { ...each, patterns: patterns?.length ?? 1, ms, ns: (ms * 1e6) / (n * K) };
}

/** Most memory the process has held, in bytes, since it was last told to forget. */
function peak(): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) * 1024;
}

async function fitMemory(n: number, d: number, K: number): Promise<{ megabytes: number; seconds: number }> {
  const { columns } = groups(n, d, K);
  const options = { components: K, covarianceModel: 'VVV', seed: 1, iterationLimit: 40 } as const;
  const team = teamMemoryFor({ columns }, options);
  // The application's threads are there before a fit begins.
  return withHelper({ columns, memory: team }, () => {
    writeFileSync('/proc/self/clear_refs', '5'); // the highest mark is forgotten
    const before = process.memoryUsage.rss();
    const begun = performance.now();
    fitGaussianMixture({ columns }, options, { team });
    return { megabytes: (peak() - before) / 2 ** 20, seconds: (performance.now() - begun) / 1000 };
  });
}
