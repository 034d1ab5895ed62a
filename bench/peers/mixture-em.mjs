// node bench/peers/mixture-em.mjs [N D K] [--json FILE] : this product's EM iterations and the peers', in turn, three rounds
// (peers that take minutes: one); each figure is the median over rounds of a run's median iteration, 20 iterations a run.
// Needs g++, Armadillo, R with mclust, Python with scikit-learn; a peer that is not there is left out. PYTHON names the
// interpreter. Ratios are to this product on two threads.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

const bin = join(tmpdir(), 'mixture-em');
mkdirSync(bin, { recursive: true });
const here = new URL('.', import.meta.url).pathname;
const compile = (out, ...args) => spawnSync('g++', [...args, '-o', join(bin, out)], { stdio: 'inherit' });
compile(
  'two-lanes',
  '-O3',
  '-msse4.1',
  '-ffp-contract=off',
  '-DLANES=2',
  '-std=c++20',
  '-pthread',
  join(here, 'mixture-em-limit.cpp'),
);
compile(
  'native',
  '-O3',
  '-march=native',
  '-ffp-contract=fast',
  '-std=c++20',
  '-pthread',
  join(here, 'mixture-em-limit.cpp'),
);
compile(
  'armadillo',
  '-O3',
  '-march=native',
  '-fopenmp',
  '-std=c++17',
  '-DARMA_NO_DEBUG',
  join(here, 'mixture-em-armadillo.cpp'),
  '-larmadillo',
);

const args = process.argv.slice(2);
const jsonAt = args.indexOf('--json');
const [, json] = jsonAt < 0 ? [] : args.splice(jsonAt, 2);
const results = [];
const cases = args[0]
  ? [args.slice(0, 3)]
  : [
      ['1000000', '2', '3'],
      ['1000000', '2', '8'],
      ['1000000', '8', '3'],
      ['1000000', '8', '8'],
    ];
const rounds = Number(process.env.ROUNDS ?? 3);
const slow = new Set(['Armadillo, OpenMP', 'scikit-learn', 'mclust']);
const own = join(here, '../../node_modules/.cache/bench/mixture-em.js');
spawnSync('npm', ['run', '-s', 'bench', 'mixture-em', 'data', '1000', '2', '2'], {
  stdio: 'ignore',
  cwd: join(here, '../..'),
});
for (const [N, D, K] of cases) {
  const base = spawnSync(process.execPath, [own, 'data', N, D, K], { encoding: 'utf8' }).stdout.trim();
  const contenders = [
    ['own, two threads', process.execPath, [own, 'own', base, N, D, K, '2']],
    ['own, one thread', process.execPath, [own, 'own', base, N, D, K, '1']],
    ['C++ two lanes, two threads', join(bin, 'two-lanes'), [base, N, D, K, '2', '20']],
    ['C++ native, two threads', join(bin, 'native'), [base, N, D, K, '2', '20']],
    ['Armadillo, OpenMP', join(bin, 'armadillo'), [base, N, D, K, '20']],
    ['scikit-learn', process.env.PYTHON ?? 'python3', [join(here, 'mixture-em.py'), base, N, D, K]],
    ['mclust', 'Rscript', [join(here, 'mixture-em.R'), base, N, D, K]],
  ];
  const found = new Map(contenders.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const [name, command, args] of contenders) {
      if (round > 0 && slow.has(name)) continue;
      const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
      try {
        found.get(name).push(JSON.parse(stdout.trim().split('\n').pop()));
      } catch {
        if (round === 0) console.error(name, stderr?.slice(-300));
      }
    }
  const middle = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
  const reference = middle(found.get('own, two threads').map(({ median }) => median));
  console.log(`\nN = ${N}, d = ${D}, K = ${K}`);
  const figures = {};
  for (const [name, runs] of found) {
    if (runs.length === 0) continue;
    const median = middle(runs.map((run) => run.median));
    const best = Math.min(...runs.map((run) => run.best));
    figures[name] = { median, best, ratio: median / reference, logLikelihood: Number(runs[0].check) };
    console.log(
      `| ${name} | ${median.toFixed(2)} | ${best.toFixed(2)} | ${(median / reference).toFixed(2)} | ${runs[0].check} |`,
    );
  }
  results.push({ rows: Number(N), columns: Number(D), components: Number(K), figures });
}
if (json)
  writeFileSync(
    json,
    `${JSON.stringify({ unit: 'ns per row, component and iteration', iterations: 20, rounds, cpu: cpus()[0].model, threads: cpus().length, node: process.version, load: loadavg()[0], results }, null, 2)}\n`,
  );
