// A full scan, 14 covariance models × K = 1 … 9, of 20,000 rows of two columns, on one thread and on two.
//   npm run bench mixture-scan                      times, and the file the peer reads
//   Rscript bench/peers/mixture-scan.R FILE         mclust on the same rows
// With the peer's log-likelihoods (its output) as argument, cells that fall behind it are listed.
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import {
  inOrder,
  scanMixtures,
  serveScan,
  type ScanOptions,
  type ScannedCell,
} from '../src/main/engine/statistics/gaussian-mixture/scan.ts';
import { createGenerator } from '../src/main/engine/statistics/random/generator.ts';
import { covarianceModels } from '../src/shared/statistics/covariance-models.ts';

const options: ScanOptions = { components: [1, 2, 3, 4, 5, 6, 7, 8, 9], covarianceModels, seed: 1 };

/** Four groups: means, standard deviations, and a slope that gives each its own correlation. */
const groups = [
  [0, 0, 1, 0.5, 0.9],
  [4, 1, 0.8, 0.8, -0.9],
  [1, 5, 1.5, 0.4, 0.6],
  [6, 6, 0.6, 1.2, 0.9],
] as const;

function rows(n: number): Float64Array[] {
  const generator = createGenerator(11);
  const [x, y] = [0, 1].map(() => new Float64Array(new SharedArrayBuffer(n * 8)));
  for (let row = 0; row < n; row++) {
    const [mx, my, sx, sy, slope] = groups[generator.integer(4)]!;
    const a = generator.normal();
    x![row] = mx + sx * a;
    y![row] = my + sy * (generator.normal() + slope * a);
  }
  return [x!, y!];
}

if (!isMainThread) {
  const { columns, claimed } = workerData as { columns: Float64Array[]; claimed: Int32Array<SharedArrayBuffer> };
  parentPort!.on('message', () => parentPort!.postMessage(serveScan({ columns }, options, claimed)));
  parentPort!.postMessage('ready');
} else {
  const columns = rows(20_000);
  const file = join(tmpdir(), 'mixture-scan.csv');
  writeFileSync(file, 'x,y\n' + Array.from(columns[0]!, (x, row) => `${x},${columns[1]![row]!}\n`).join(''));
  console.log(`rows in ${file}`);

  for (let round = 0; round < 3; round++) {
    const begun = performance.now();
    scanMixtures({ columns }, options);
    console.log(`one thread   ${((performance.now() - begun) / 1000).toFixed(2)} s`);
  }
  const claimed = new Int32Array(new SharedArrayBuffer(4));
  const threads = [0, 1].map(() => new Worker(new URL(import.meta.url), { workerData: { columns, claimed } }));
  await Promise.all(threads.map((thread) => new Promise((ready) => thread.once('message', ready))));
  let cells: ScannedCell[] = [];
  for (let round = 0; round < 5; round++) {
    Atomics.store(claimed, 0, 0);
    const begun = performance.now();
    const parts = await Promise.all(
      threads.map((thread) => {
        const done = new Promise<ScannedCell[]>((resolve) => thread.once('message', resolve));
        thread.postMessage('go');
        return done;
      }),
    );
    cells = inOrder(parts.flat(), options, 2);
    console.log(`two threads  ${((performance.now() - begun) / 1000).toFixed(2)} s`);
  }
  await Promise.all(threads.map((thread) => thread.terminate()));
  if (process.argv[2]) compare(cells, process.argv[2]);
}

function compare(cells: readonly ScannedCell[], file: string): void {
  let behind = 0;
  for (const line of readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter((text) => /^[A-Z]{3} /.test(text))) {
    const [model, ...published] = line.trim().split(/\s+/);
    const gains = published.map((text, i) => {
      const cell = cells.find((one) => one.covarianceModel === model && one.components === i + 1);
      if (!cell?.ok) return NaN;
      return cell.fit.logLikelihood - Number(text);
    });
    behind += gains.filter((gain) => !(gain > -0.05)).length;
    console.log(model, gains.map((gain) => gain.toFixed(2)).join(' '));
  }
  console.log(`${behind} of ${cells.length} cells behind the peer by more than 0.05`);
}
