// node bench/peers/mixture-em.mjs [N D K …] : this product's EM iterations and the peers', in turn, three rounds; each
// figure is the median over rounds of a run's median iteration. Needs g++, Armadillo, R with mclust, Python with
// scikit-learn; a peer that is not there is left out. PYTHON names the interpreter.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

const cases = process.argv[2]
  ? [process.argv.slice(2, 5)]
  : [
      ['1000000', '2', '3'],
      ['1000000', '2', '8'],
      ['1000000', '8', '3'],
      ['1000000', '8', '8'],
    ];
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
  for (let round = 0; round < Number(process.env.ROUNDS ?? 3); round++)
    for (const [name, command, args] of contenders) {
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
  for (const [name, runs] of found) {
    if (runs.length === 0) continue;
    const median = middle(runs.map((run) => run.median));
    const best = Math.min(...runs.map((run) => run.best));
    console.log(
      `| ${name} | ${median.toFixed(2)} | ${best.toFixed(2)} | ${(median / reference).toFixed(2)} | ${runs[0].check} |`,
    );
  }
}
