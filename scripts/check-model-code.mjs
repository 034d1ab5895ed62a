// Runs the code that “Copy as Python” and “Copy as R” give, for every covariance model and one to three components of Old
// Faithful and one column of it, and records whether both agree with Bellwether's log-likelihood to 1e-6. Needs Python
// with numpy, pandas, scipy and scikit-learn, and R with mclust.
//   node scripts/check-model-code.mjs [python] [Rscript]   → test-data/model-code/agreement.json
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { root } from './root.mjs';

const [python = 'python3', rscript = 'Rscript'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'bellwether-model-code-'));
const tolerance = 1e-6;

/** The engine and the code generator, bundled for Node. */
async function load() {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: folder,
      rollupOptions: {
        input: {
          engine: join(root, 'src/main/engine/engine.ts'),
          worker: join(root, 'src/main/engine/workers/worker.ts'),
          code: join(root, 'src/renderer/src/view-models/model-code.ts'),
        },
        output: { entryFileNames: '[name].mjs' },
      },
    },
    ssr: { noExternal: true },
  });
  const [{ createEngine }, { pythonCode, rCode }] = await Promise.all([
    import(join(folder, 'engine.mjs')),
    import(join(folder, 'code.mjs')),
  ]);
  const engine = createEngine({
    spawnWorker: () => new Worker(join(folder, 'worker.mjs')),
    samplesFolder: join(root, 'resources/samples'),
  });
  return { engine, pythonCode, rCode };
}

/** Every number printed behind a name: what the program computed itself, and what the library's EM ended at. */
function run(program, name, code, libraries) {
  const file = join(folder, name);
  writeFileSync(file, code);
  const printed = execFileSync(program, [file], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const own = Number(/log-likelihood (-?[\d.]+)/.exec(printed)?.[1]);
  const library = libraries.exec(printed)?.[1];
  return { own, library: library === undefined ? null : Number(library) };
}

const cases = [];
try {
  const { engine, pythonCode, rCode } = await load();
  const ask = async (method, params) => {
    const reply = await engine.call(method, params);
    if (!reply.ok) throw new Error(`${method}: ${reply.error.message}`);
    return reply.value;
  };
  const file = 'old-faithful.csv';
  copyFileSync(join(root, 'resources/samples', file), join(folder, file));
  const { datasetId } = await ask('dataset.open', { source: { kind: 'sample', file }, overrides: {} });
  const two = ['EII', 'VII', 'EEI', 'VEI', 'EVI', 'VVI', 'EEE', 'VEE', 'EVE', 'VVE', 'EEV', 'VEV', 'EVV', 'VVV'];
  const wanted = [
    ...two.flatMap((covarianceModel) =>
      [1, 2, 3].map((components) => ({ columns: ['eruptions', 'waiting'], components, covarianceModel })),
    ),
    ...['EEE', 'VVV'].flatMap((covarianceModel) =>
      [1, 2, 3].map((components) => ({ columns: ['eruptions'], components, covarianceModel })),
    ),
  ];
  for (const { columns, components, covarianceModel } of wanted) {
    const { fit, rows } = await ask('mixture.fit', {
      ...{ datasetId, columns, filters: [], labels: null, weights: null },
      ...{ components, covarianceModel, seed: 1, starts: 20, noise: false, regularisation: 0, given: [], locks: null },
    });
    const request = {
      file,
      columns,
      mixture: { weights: fit.weights, means: fit.means, covariances: fit.covariances, noise: fit.noise },
      covarianceModel,
      logLikelihood: fit.logLikelihood,
      rowsUsed: rows.used,
      conditions: false,
      byHand: false,
    };
    const inPython = run(python, 'model.py', pythonCode(request), /scikit-learn (-?[\d.]+)/);
    const inR = run(rscript, 'model.R', rCode(request), /mclust (-?[\d.]+)/);
    const difference = Math.max(Math.abs(inPython.own - fit.logLikelihood), Math.abs(inR.own - fit.logLikelihood));
    cases.push({
      columns,
      components,
      covarianceModel,
      bellwether: fit.logLikelihood,
      python: inPython.own,
      r: inR.own,
      scikitLearn: inPython.library,
      mclust: inR.library,
      agrees: difference < tolerance,
    });
    console.log(
      `${columns.join('+')} ${components} × ${covarianceModel}: difference ${difference.toExponential(1)}, scikit-learn ${inPython.library ?? '–'}, mclust ${inR.library ?? '–'}`,
    );
  }
  await engine.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const place = join(root, 'test-data/model-code');
mkdirSync(place, { recursive: true });
writeFileSync(
  join(place, 'agreement.json'),
  `${JSON.stringify({ command: 'node scripts/check-model-code.mjs', tolerance, cases }, null, 2)}\n`,
);
const wrong = cases.filter(({ agrees }) => !agrees);
console.log(
  wrong.length === 0
    ? `All ${cases.length} agree to ${tolerance}.`
    : `${wrong.length} of ${cases.length} do not agree.`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;
