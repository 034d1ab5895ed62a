// A full scan, 14 covariance models × K = 1 … 9, of 20,000 rows of two columns, on one thread and on two.
//   npm run bench mixture-scan [-- --json FILE]     times, and the file the peer reads
//   Rscript bench/peers/mixture-scan.R FILE         mclust on the same rows
// With the peer's output as argument, log-likelihoods are compared with its own, and the times too.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import {
  inOrder,
  scanMixtures,
  serveScan,
  type ScanOptions,
  type ScannedCell,
} from '../src/main/engine/statistics/gaussian-mixture/scan.ts';
import { fourGroups } from '../src/main/engine/statistics/gaussian-mixture/four-groups.suite.ts';
import { covarianceModels } from '../src/shared/statistics/covariance-models.ts';

const options: ScanOptions = { components: [1, 2, 3, 4, 5, 6, 7, 8, 9], covarianceModels, seed: 1 };

if (!isMainThread) {
  const { columns, claimed } = workerData as { columns: Float64Array[]; claimed: Int32Array<SharedArrayBuffer> };
  parentPort!.on('message', () => parentPort!.postMessage(serveScan({ columns }, options, claimed)));
  parentPort!.postMessage('ready');
} else {
  const columns = fourGroups(20_000);
  const file = join(tmpdir(), 'mixture-scan.csv');
  writeFileSync(file, 'x,y\n' + Array.from(columns[0]!, (x, row) => `${x},${columns[1]![row]!}\n`).join(''));
  console.log(`rows in ${file}`);

  const seconds = { one: [] as number[], two: [] as number[] };
  const clock = (threads: 'one' | 'two', begun: number): void => {
    seconds[threads].push((performance.now() - begun) / 1000);
    console.log(`${threads} thread${threads === 'one' ? ' ' : 's'}  ${seconds[threads].at(-1)!.toFixed(2)} s`);
  };
  for (let round = 0; round < 3; round++) {
    const begun = performance.now();
    scanMixtures({ columns }, options);
    clock('one', begun);
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
    clock('two', begun);
  }
  await Promise.all(threads.map((thread) => thread.terminate()));
  const given = process.argv.slice(2);
  const at = given.indexOf('--json');
  const [published] = at > 0 || at < 0 ? given : given.slice(2);
  const peer = published === undefined ? null : compare(cells, published);
  if (at >= 0)
    writeFileSync(
      given[at + 1]!,
      `${JSON.stringify({ cpu: cpus()[0]!.model, node: process.version, load: loadavg()[0], cells: cells.length, seconds, peer }, null, 2)}\n`,
    );
}

/** Log-likelihoods gained on the peer's, model by model. */
function compare(cells: readonly ScannedCell[], file: string) {
  const text = readFileSync(file, 'utf8');
  const gains: Record<string, number[]> = {};
  for (const line of text.split('\n').filter((one) => /^[A-Z]{3} /.test(one))) {
    const [model, ...published] = line.trim().split(/\s+/);
    gains[model!] = published.map((value, i) => {
      const cell = cells.find((one) => one.covarianceModel === model && one.components === i + 1);
      return cell?.ok ? cell.fit.logLikelihood - Number(value) : NaN;
    });
    console.log(model, gains[model!]!.map((gain) => gain.toFixed(2)).join(' '));
  }
  const behind = Object.values(gains)
    .flat()
    .filter((gain) => !(gain > -0.05)).length;
  console.log(`${behind} of ${cells.length} cells behind the peer by more than 0.05`);
  return { name: text.split('\n')[0], behind, gains };
}
