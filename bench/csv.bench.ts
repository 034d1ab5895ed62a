// CSV to typed columns: Bellwether's reader on two threads against PapaParse, pandas, data.table's fread, DuckDB and a C++
// loop of std::from_chars. Contenders run in turn, each in a process of its own; medians of the rounds are written to
// bench/results. The figure is the task inside the process with a warm page cache, start-up left out; `again` is a second time
// in the same process. Bellwether's threads are warmed up before, as its windows do while nothing is open, or cold, as on the
// command line. Peers are found where they are installed: python3 (or PYTHON) and Rscript on the path, npm
// packages in the folder BENCH_NPM.
//   npm run bench csv [-- rounds] [A B C]
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { once } from 'node:events';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';
import { readTable } from '../src/main/engine/dataset/read-table.ts';
import { warmUp } from '../src/main/engine/dataset/warm-up.ts';
import { runShare, type SharedJob, type SharedResult } from '../src/main/engine/dataset/share-work.ts';

const folder = join(tmpdir(), 'bellwether-bench');
const fileOf = (name: string): string => join(folder, `csv-${name}.csv`);
const peers = fileURLToPath(new URL('../../../bench/peers/', import.meta.url));

interface Figure {
  /** Seconds, and peak memory of the process in MB. */
  s: number;
  again?: number;
  mb: number;
  /** Rows and the sum of the first column: must agree. */
  check: string;
}

if (!isMainThread)
  parentPort!.on('message', (job: SharedJob | 'warm-up') => {
    if (job !== 'warm-up') parentPort!.postMessage(runShare(job));
    else void warmUp(() => false).then(() => parentPort!.postMessage(null));
  });
else if (process.argv[2] === 'own')
  await measureOwn(process.argv[3]!, Number(process.argv[4]), process.argv[5] === 'warm');
else compare(Number(process.argv[2] ?? 5), process.argv.slice(3));

async function measureOwn(path: string, threads: number, warm: boolean): Promise<void> {
  const worker = threads > 1 ? new Worker(fileURLToPath(import.meta.url)) : undefined;
  const runHelper = (job: SharedJob) =>
    new Promise<SharedResult>((resolve) => {
      worker?.once('message', resolve);
      worker?.postMessage(job);
    });
  if (warm) {
    const helped = worker && once(worker, 'message');
    worker?.postMessage('warm-up');
    await Promise.all([warmUp(() => false), helped]);
  }
  await new Promise((resolve) => setTimeout(resolve, 200)); // the worker has started
  const run = async () => {
    const begun = performance.now();
    const table = await readTable({ path }, {}, worker ? { runHelper } : {});
    return { table, s: (performance.now() - begun) / 1000 };
  };
  const first = await run();
  const mb = process.resourceUsage().maxRSS / 1024;
  const again = await run();
  const column = first.table.columns[0];
  let sum = 0;
  if (column?.kind === 'number') for (const value of column.values) if (!Number.isNaN(value)) sum += value;
  await worker?.terminate();
  console.log(
    JSON.stringify({ s: first.s, again: again.s, mb, check: `${first.table.summary.rows} ${sum.toFixed(3)}` }),
  );
}

function compare(rounds: number, wanted: string[]): void {
  const files = { A: 'numbers, 1M × 8', B: 'numbers, 5M × 4', C: 'numbers, texts, quotes, dates, gaps, 1M × 6' };
  mkdirSync(folder, { recursive: true });
  const binary = join(folder, 'csv-limit');
  spawnSync('g++', ['-O3', '-march=native', '-std=c++17', '-pthread', join(peers, 'csv-limit.cpp'), '-o', binary]);
  const result: Record<string, unknown> = {
    date: new Date().toISOString().slice(0, 10),
    processor: `${cpus().length} × ${cpus()[0]?.model}`,
    node: process.version,
    rounds,
    load: loadavg(),
  };
  for (const [name, what] of Object.entries(files)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const path = fileOf(name);
    if (!existsSync(path)) writeData(name, path);
    const columns = { A: '8', B: '4', C: '6' }[name] ?? '0';
    const mixed = name === 'C' ? 'mixed' : 'numbers';
    const contenders: Record<string, [string, string[]]> = {
      'Bellwether, two threads': [process.execPath, [fileURLToPath(import.meta.url), 'own', path, '2', 'warm']],
      'Bellwether, two cold threads': [process.execPath, [fileURLToPath(import.meta.url), 'own', path, '2', 'cold']],
      'Bellwether, one thread': [process.execPath, [fileURLToPath(import.meta.url), 'own', path, '1', 'warm']],
      PapaParse: [process.execPath, [join(peers, 'csv-node.mjs'), 'papaparse', path, mixed]],
      DuckDB: [process.execPath, [join(peers, 'csv-node.mjs'), 'duckdb', path, mixed]],
      pandas: [process.env['PYTHON'] ?? 'python3', [join(peers, 'csv-pandas.py'), path, mixed]],
      fread: ['Rscript', [join(peers, 'csv-fread.R'), path, mixed]],
      ...(name === 'C' ? {} : { 'C++ from_chars, two threads': [binary, [path, columns, '2']] as [string, string[]] }),
    };
    const figures = new Map<string, Figure[]>();
    for (let round = 0; round < rounds; round++) {
      for (const [contender, [command, args]] of Object.entries(contenders)) {
        const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
        const line = stdout?.trim().split('\n').at(-1) ?? '';
        if (!line.startsWith('{')) {
          if (round === 0) console.log(`${contender}: ${stderr?.trim().split('\n').at(-1) ?? 'not found'}`);
          continue;
        }
        figures.set(contender, [...(figures.get(contender) ?? []), JSON.parse(line) as Figure]);
      }
    }
    const size = statSync(path).size / 1e6;
    const own = median((figures.get('Bellwether, two threads') ?? []).map(({ s }) => s));
    console.log(`\n${name}: ${what}, ${size.toFixed(0)} MB`);
    result[name] = Object.fromEntries(
      [...figures].map(([contender, runs]) => {
        const s = median(runs.map((run) => run.s));
        const row = {
          seconds: round3(s),
          megabytesPerSecond: Math.round(size / s),
          again: round3(median(runs.map((run) => run.again ?? NaN))),
          peakMegabytes: Math.round(median(runs.map((run) => run.mb))),
          timesBellwether: round3(s / own),
          check: runs[0]?.check,
        };
        console.log(contender.padEnd(30), JSON.stringify(row));
        return [contender, row];
      }),
    );
  }
  const target = fileURLToPath(new URL('../../../bench/results/', import.meta.url));
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, `csv-${String(result['date'])}.json`), JSON.stringify(result, null, 2) + '\n');
}

function median(values: number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function round3(value: number): number | null {
  return Number.isNaN(value) ? null : Number(value.toPrecision(3));
}

/** Seeded files: numbers with 6 to 17 digits and exponents; shortest doubles, amounts and counts; a mixed one. */
function writeData(name: string, path: string): void {
  let state = { A: 101, B: 202, C: 303 }[name] ?? 1;
  const uniform = (): number => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const regions = [
    'North',
    'South',
    '"East, upper"',
    '"East, lower"',
    'West',
    '"The ""Hub"""',
    'Centre',
    'Île-de-France',
  ];
  const lines: Record<string, { header: string; rows: number; line: () => string }> = {
    A: {
      header: 'p6,int,p8,p10,p12,p15,short,exp',
      rows: 1_000_000,
      line: () =>
        [
          (normal() * 10).toPrecision(6),
          Math.floor(uniform() * 1e9),
          (normal() * 1000).toPrecision(8),
          (normal() + 5).toPrecision(10),
          normal().toPrecision(12),
          (normal() * 1e4).toPrecision(15),
          normal(),
          (normal() * 10 ** (Math.floor(uniform() * 24) - 12)).toExponential(8),
        ].join(','),
    },
    B: {
      header: 'x,y,amount,count',
      rows: 5_000_000,
      line: () => [normal(), normal() * 3 + 1, (uniform() * 5000).toFixed(2), Math.floor(uniform() * 100000)].join(','),
    },
    C: {
      header: 'height,units,score,region,sku,day',
      rows: 1_000_000,
      line: () => {
        const height = uniform() < 0.02 ? (uniform() < 0.5 ? '' : 'NA') : (170 + 9 * normal()).toFixed(2);
        const sku = `SKU-${String(Math.floor(uniform() * 10000)).padStart(5, '0')}`;
        const day = new Date(1546300800000 + Math.floor(uniform() * 2000) * 86400000).toISOString().slice(0, 10);
        return [
          height,
          uniform() < 0.01 ? '' : Math.floor(uniform() * 5000),
          uniform() < 0.01 ? '' : normal(),
          regions[Math.floor(uniform() * uniform() * 8)],
          uniform() < 0.3 ? `"${sku}"` : sku,
          day,
        ].join(',');
      },
    },
  };
  const { header, rows, line } = lines[name]!;
  const file = openSync(path, 'w');
  let text = `${header}\n`;
  for (let i = 0; i < rows; i++) {
    text += `${line()}\n`;
    if (text.length > 1 << 22) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
}
