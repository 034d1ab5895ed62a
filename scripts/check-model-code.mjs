// Runs the code that “Copy as Python” and “Copy as R” give, for every covariance model and one to three components of Old
// Faithful and one column of it, for rows chosen by every kind of condition, with labels, with weights of rows and for
// columns of dates and of numbers with signs, and records whether both agree with Bellwether's log-likelihood to 1e-6. Needs Python with numpy, pandas, scipy and scikit-learn, and R with mclust.
//   node scripts/check-model-code.mjs [python] [Rscript]   → test-data/model-code/agreement.json
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
          fitCode: join(root, 'src/renderer/src/view-models/fit-code.ts'),
        },
        output: { entryFileNames: '[name].mjs' },
      },
    },
    ssr: { noExternal: true },
  });
  const [{ createEngine }, { pythonCode, rCode }, { fitCode }] = await Promise.all([
    import(join(folder, 'engine.mjs')),
    import(join(folder, 'code.mjs')),
    import(join(folder, 'fitCode.mjs')),
  ]);
  const engine = createEngine({
    spawnWorker: () => new Worker(join(folder, 'worker.mjs')),
    samplesFolder: join(root, 'resources/samples'),
  });
  return { engine, fitCode, pythonCode, rCode };
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

/** Old Faithful once more, dressed as a shop's books: nothing in it is random. */
function registerOf(lines) {
  const two = (number) => String(number).padStart(2, '0');
  const rows = lines.map((line, i) => {
    const [eruptions, wait] = line.split(',');
    const day = new Date(Date.UTC(2019, 0, 1) + 86_400_000 * Math.round(3 * Number(wait) + (i % 17)));
    const written = [day.getUTCDate(), day.getUTCMonth() + 1].map(two).join('.');
    const clock = `${two(i % 24)}:${two((7 * i) % 60)}:${two((11 * i) % 60)}`;
    const zone = ['Z', '+02:00', '-05:30'][i % 3];
    const price = (1000 * Number(eruptions)).toLocaleString('en-US', { minimumFractionDigits: 2 });
    const weight = i % 40 === 3 ? '' : i % 41 === 5 ? '0' : String(1 + (i % 5));
    const kind = i % 7 === 2 ? '' : Number(eruptions) < 3 ? 'short' : 'long one';
    return [
      `${written}.${day.getUTCFullYear()}`,
      `${day.toISOString().slice(0, 10)}T${clock}${zone}`,
      `${day.getUTCDate()} ${['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][day.getUTCMonth()]} ${day.getUTCFullYear()}`,
      wait,
      `"€${price}"`,
      weight,
      kind,
    ].join(',');
  });
  return ['day,moment,month,wait,price,weight,kind', ...rows].join('\n');
}

const cases = [];
try {
  const { engine, fitCode, pythonCode, rCode } = await load();
  const ask = async (method, params) => {
    const reply = await engine.call(method, params);
    if (!reply.ok) throw new Error(`${method}: ${reply.error.message}`);
    return reply.value;
  };
  const faithful = 'old-faithful.csv';
  const iris = 'iris.csv';
  // The same rows as a program in another country would write them: semicolons, decimal commas, a dash for no value.
  const continental = 'continental.csv';
  const datasets = {};
  for (const file of [faithful, iris]) {
    copyFileSync(join(root, 'resources/samples', file), join(folder, file));
    datasets[file] = await ask('dataset.open', { source: { kind: 'sample', file }, overrides: {} });
  }
  const [head, ...lines] = readFileSync(join(folder, faithful), 'utf8').trimEnd().split(/\r?\n/);
  const written = [head, ...lines.map((line, i) => (i % 50 === 7 ? '-,70' : line))].join('\n');
  writeFileSync(join(folder, continental), written.replaceAll(',', ';').replaceAll('.', ','));
  // Dates with the day first, dates with times and zones, prices with sign and commas, weights with gaps, labels with gaps.
  const register = 'register.csv';
  writeFileSync(join(folder, register), registerOf(lines));
  for (const file of [continental, register]) {
    const bytes = readFileSync(join(folder, file));
    const { uploadId } = await ask('upload.start', { name: file, bytes: bytes.length });
    await ask('upload.append', { uploadId, chunk: new Uint8Array(bytes) });
    datasets[file] = await ask('dataset.open', { source: { kind: 'upload', uploadId }, overrides: {} });
  }
  const region = (inside) => ({
    kind: 'polygon',
    columns: ['eruptions', 'waiting'],
    // Crosses itself, and its border runs through rows: eruptions of 2 minutes, and waits of 80.
    points: [
      [2, 40],
      [5.5, 80],
      [1.5, 80],
      [4.5, 40],
      [4.5, 97],
      [2, 97],
    ],
    inside,
  });
  const two = ['EII', 'VII', 'EEI', 'VEI', 'EVI', 'VVI', 'EEE', 'VEE', 'EVE', 'VVE', 'EEV', 'VEV', 'EVV', 'VVV'];
  const wanted = [
    ...two.flatMap((covarianceModel) =>
      [1, 2, 3].map((components) => ({ columns: ['eruptions', 'waiting'], components, covarianceModel })),
    ),
    ...['EEE', 'VVV'].flatMap((covarianceModel) =>
      [1, 2, 3].map((components) => ({ columns: ['eruptions'], components, covarianceModel })),
    ),
    ...[
      [{ kind: 'range', column: 'waiting', from: 54, to: null }],
      [{ kind: 'range', column: 'eruptions', from: 1.8, to: 4.7 }],
      [{ kind: 'rows-left-out', rows: [1, 158, 272] }],
      [region(true)],
      [region(false)],
      [region(true), { kind: 'rows-left-out', rows: [58] }, { kind: 'range', column: 'waiting', from: null, to: 90 }],
    ].map((filters) => ({ columns: ['eruptions', 'waiting'], components: 2, covarianceModel: 'VVV', filters })),
    {
      file: iris,
      columns: ['Sepal.Length', 'Petal.Width'],
      components: 2,
      covarianceModel: 'EEE',
      filters: [{ kind: 'category', column: 'Species', values: ['virginica', 'versicolor'] }],
    },
    {
      file: continental,
      columns: ['eruptions', 'waiting'],
      components: 2,
      covarianceModel: 'VVV',
      filters: [{ kind: 'range', column: 'waiting', from: 50.5, to: null }],
    },
    ...[1, 0.3].map((share) => ({
      ...{ file: iris, columns: ['Sepal.Length', 'Petal.Width'], components: 3, covarianceModel: 'VVV' },
      labels: { column: 'Species', share, components: null },
    })),
    ...['frequency', 'precision'].map((kind) => ({
      ...{ file: register, columns: ['wait', 'price'], components: 2, covarianceModel: 'VVV' },
      weights: { column: 'weight', kind },
    })),
    {
      ...{ file: register, columns: ['wait', 'price'], components: 2, covarianceModel: 'VEV' },
      ...{ labels: { column: 'kind', share: 0.6, components: null }, weights: { column: 'weight', kind: 'precision' } },
    },
    ...['day', 'moment', 'month'].map((column) => ({
      ...{ file: register, columns: [column, 'wait'], components: 2, covarianceModel: 'VVV' },
      filters: [{ kind: 'range', column: 'day', from: Date.UTC(2019, 1, 3), to: null }],
    })),
    { file: register, columns: ['moment'], components: 1, covarianceModel: 'VVV' },
  ];
  for (const {
    file = faithful,
    columns,
    components,
    covarianceModel,
    filters = [],
    labels = null,
    weights = null,
  } of wanted) {
    const { datasetId } = datasets[file];
    const { fit, rows, labelNames } = await ask('mixture.fit', {
      ...{ datasetId, columns, filters, labels, weights },
      ...{ components, covarianceModel, seed: 1, starts: 20, noise: false, regularisation: 0, given: [], locks: null },
    });
    const data = { columns, filters, labels, weights };
    const request = fitCode(datasets[file], { data, fit, labelNames, rowsUsed: rows.used }, null);
    if ('obstacle' in request) throw new Error(request.obstacle);
    const inPython = run(python, 'model.py', pythonCode(request), /scikit-learn (-?[\d.]+)/);
    const inR = run(rscript, 'model.R', rCode(request), /mclust (-?[\d.]+)/);
    const difference = Math.max(Math.abs(inPython.own - fit.logLikelihood), Math.abs(inR.own - fit.logLikelihood));
    cases.push({
      ...(file === faithful ? {} : { file }),
      columns,
      ...(filters.length === 0 ? {} : { filters, rows: rows.used }),
      ...(labels ? { labels: { column: labels.column, share: labels.share } } : {}),
      ...(weights ? { weights } : {}),
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
      `${columns.join('+')} ${components} × ${covarianceModel}${filters.map(({ kind }) => `, ${kind}`).join('')}${labels ? `, ${labels.share} of the labels` : ''}${weights ? `, weights as ${weights.kind}` : ''}: difference ${difference.toExponential(1)}, scikit-learn ${inPython.library ?? '–'}, mclust ${inR.library ?? '–'}`,
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
