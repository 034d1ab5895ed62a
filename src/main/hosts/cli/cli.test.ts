import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi, type MockInstance } from 'vitest';
import { readPngMetadata } from '../../../shared/picture/png-metadata.ts';
import { readSvgMetadata } from '../../../shared/picture/svg-metadata.ts';
import { builtWorker } from '../../../../scripts/vitest-build-worker.ts';
import { createEngine } from '../../engine/engine.ts';
import { builtPage } from '../assets/page-source.ts';
import { runCommand } from './run-command.ts';

const root = resolve(import.meta.dirname, '../../../..');
const oldFaithful = join(root, 'resources/samples/old-faithful.csv');
const iris = join(root, 'resources/samples/iris.csv');
const folder = mkdtempSync(join(tmpdir(), 'bellwether-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

let out: MockInstance<typeof process.stdout.write>;
let err: MockInstance<typeof process.stderr.write>;
beforeEach(() => {
  out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => vi.restoreAllMocks());

async function bellwether(...given: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const samplesFolder = join(root, 'resources/samples');
  const code = await runCommand(given, {
    app: { version: '1.2.3', root, samplesFolder, fontsFolder: join(root, 'resources/fonts'), page: builtPage(root) },
    createEngine: () => createEngine({ spawnWorker: () => new Worker(builtWorker), samplesFolder }),
    serve: () => Promise.resolve(0),
  });
  const written = (spy: typeof out): string => spy.mock.calls.map(([text]) => String(text)).join('');
  return { code, stdout: written(out), stderr: written(err) };
}
const json = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

describe('bellwether', () => {
  test('without a command, or with one it does not know, names the commands: wrong usage', async () => {
    expect(await bellwether()).toMatchObject({ code: 2, stdout: '' });
    expect((await bellwether('frob')).stderr).toContain('There is no command “frob”. One of open, serve, describe');
  });

  test('tells its version, and how each command is used with an example', async () => {
    expect((await bellwether('--version')).stdout).toBe('1.2.3\n');
    for (const command of ['open', 'serve', 'describe', 'fit', 'table', 'chart', 'sample']) {
      out.mockClear();
      const { code, stdout } = await bellwether(command, '--help');
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`^bellwether ${command} .*\\n[^]*\\nExample: bellwether ${command} `));
    }
  });

  test.each([
    [['describe'], 'Which file?'],
    [['describe', 'a.csv', 'b.csv'], 'One file at a time'],
    [['describe', 'a.csv', '--frob'], "Unknown option '--frob'"],
    [['describe', 'a.csv', '--skip-rows', '-1'], '--skip-rows'],
    [['describe', 'a.csv', '--skip-rows', 'x'], 'takes a whole number'],
    [['describe', 'a.csv', '--decimal', ';'], '--decimal takes'],
    [['fit', oldFaithful], 'Which of the columns “eruptions”, “waiting”?'],
    [['fit', oldFaithful, '--model', 'frob'], '“frob”'],
    [['fit', oldFaithful, '--columns', 'waiting', '--confidence', '95'], 'between 0 and 1'],
    [['table', oldFaithful, '--format', 'xml'], 'csv or json'],
    [['chart', oldFaithful, '--columns', 'waiting'], 'Name a file with --out'],
    [['chart', oldFaithful, '--columns', 'waiting', '--out', 'chart.bmp'], '.png or .svg'],
    [['chart', oldFaithful, '--columns', 'waiting', '--out', 'c.png', '--bins', '0'], '--bins takes'],
    [['chart', oldFaithful, '--columns', 'waiting', '--out', 'c.png', '--width', '9'], '--width takes'],
  ])('%j is wrong usage, told in one line', async (given, words) => {
    const { code, stdout, stderr } = await bellwether(...given);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).toMatch(/^[^\n]*See bellwether [a-z]+ --help\.\n$/);
  });

  test.each([
    ['no file', join(folder, 'none.csv')],
    ['a folder', folder],
    ['an empty file', file('empty.csv', '')],
    ['a header alone', file('header.csv', 'a,b\n')],
    ['bytes that are no text', file('binary.csv', '\u0000\u0001\u0002'.repeat(500))],
  ])('%s cannot be served: one sentence that names it, and exit code 1', async (_, path) => {
    const { code, stdout, stderr } = await bellwether('describe', path);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+\.\n$/);
    expect(stderr).toContain(path.split('/').at(-1));
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
  });

  test('a column that is not there, or holds no numbers, is named with what there is', async () => {
    expect((await bellwether('fit', oldFaithful, '--columns', 'nope')).stderr).toContain(
      'has no column “nope”. Its columns are “eruptions”, “waiting”.',
    );
    err.mockClear();
    expect(await bellwether('fit', iris, '--columns', 'Species')).toMatchObject({ code: 1 });
  });
});

describe('describe', () => {
  test('gives every column’s type, counts, moments and quantiles as one JSON document', async () => {
    const { code, stdout, stderr } = await bellwether('describe', oldFaithful, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const described = json(stdout) as { columns: Record<string, number>[] };
    expect(described).toMatchObject({ rows: 272, dialect: { delimiter: ',', headerRows: 1 } });
    const [eruptions] = described.columns;
    expect(eruptions).toMatchObject({
      name: 'eruptions',
      type: 'number',
      n: 272,
      missing: 0,
      invalid: 0,
      min: 1.6,
      max: 5.1,
    });
    // R: x <- faithful$eruptions; mean(x); sd(x) * sqrt(271/272); sd(x)
    expect(eruptions?.mean).toBeCloseTo(3.4877830882, 10);
    expect(eruptions?.sdMle).toBeCloseTo(1.1392712102, 10);
    expect(eruptions?.sdSample).toBeCloseTo(1.1413712511, 10);
  });

  test('has null and a reason where there is no number, and no token that is not JSON', async () => {
    const path = file('odd.csv', 'text,one,none\nred,1,NA\nblue,NA,NA\n');
    const { stdout } = await bellwether('describe', path, '--json');
    expect(stdout).not.toMatch(/NaN|Infinity/);
    const { columns } = json(stdout) as { columns: Record<string, unknown>[] };
    expect(columns[0]).toMatchObject({ name: 'text', mean: null });
    expect(columns[0]?.reason).toMatch(/no moments/);
    expect(columns[1]).toMatchObject({ n: 1, mean: 1, sdMle: 0, sdSample: null });
    expect(columns[1]?.reason).toMatch(/sample standard deviation/);
  });

  test('takes what it is told about the file', async () => {
    const path = file('told.txt', 'title\na|b\n1,5|2\n2,5|3\n');
    const { stdout } = await bellwether(
      ...['describe', path, '--json', '--delimiter', '|', '--decimal', ',', '--skip-rows', '1', '--header-rows', '1'],
    );
    expect(json(stdout)).toMatchObject({
      rows: 2,
      columns: [
        { name: 'a', mean: 2 },
        { name: 'b', mean: 2.5 },
      ],
    });
  });
});

describe('fit', () => {
  test('the normal of Old Faithful’s eruptions, with the fields of every fit', async () => {
    const { stdout } = await bellwether('fit', oldFaithful, '--columns', 'eruptions', '--model', 'normal', '--json');
    const fit = json(stdout);
    expect(fit).toMatchObject({
      model: 'normal',
      columns: ['eruptions'],
      components: 1,
      rowsUsed: 272,
      rowsDropped: 0,
      parameters: 2,
      weights: [1],
      converged: true,
      warnings: [],
    });
    expect(fit.logLikelihood).toBeCloseTo(-421.41702612, 8); // R: sum(dnorm(x, mean(x), sd(x) * sqrt(271/272), log = TRUE))
    expect(fit.bic).toBeCloseTo(2 * 421.41702612 + 2 * Math.log(272), 7);
  });

  test('counts the rows it could not use', async () => {
    const path = file('gaps.csv', 'x\n1\nNA\n2\n4\n\n');
    expect(json((await bellwether('fit', path, '--json')).stdout)).toMatchObject({ rowsUsed: 3, rowsDropped: 1 });
  });
});

describe('fit of several columns', () => {
  const both = ['fit', oldFaithful, '--columns', 'eruptions,waiting', '--json'];

  test('one Gaussian', async () => {
    const fit = json((await bellwether(...both, '--model', 'gaussian')).stdout);
    expect(fit).toMatchObject({ model: 'gaussian', components: 1, parameters: 5, weights: [1] });
    // R: mclust::Mclust(faithful, G = 1, modelNames = "VVV")$loglik
    expect(fit.logLikelihood).toBeCloseTo(-1289.796745, 5);
  });

  test('a mixture: the optimum that mclust finds, and the same one for the same seed', async () => {
    const { stdout } = await bellwether(...both, '--model', 'mixture', '--components', '2', '--seed', '7');
    const fit = json(stdout);
    expect(fit).toMatchObject({ components: 2, covariance: 'full', covarianceModel: 'VVV', parameters: 11, seed: 7 });
    // R: mclust::Mclust(faithful, G = 2, modelNames = "VVV")$loglik, which stops 1e-5 short of the maximum
    expect(fit.logLikelihood).toBeCloseTo(-1130.264, 3);
    // Nearly no row is shared, so the errors are near those of the components' own rows, √(φ(1−φ)/n) and √(σ²/nφ), within
    // what third moments add: a third for the eruptions, which are skewed among the short ones.
    const { standardErrors, weights, covariances } = fit as Record<string, unknown> & {
      standardErrors: { weights: number[]; means: number[][] };
      weights: number[];
      covariances: number[][][];
    };
    weights.forEach((weight, k) => {
      expect(standardErrors.weights[k]! / Math.sqrt((weight * (1 - weight)) / 272)).toBeCloseTo(1, 1);
      standardErrors.means[k]!.forEach((error, j) => {
        const ratio = error / Math.sqrt(covariances[k]![j]![j]! / (272 * weight));
        expect(ratio).toBeGreaterThan(0.98);
        expect(ratio).toBeLessThan(1.35);
      });
    });
    out.mockClear();
    expect((await bellwether(...both, '--model', 'mixture', '--components', '2', '--seed', '7')).stdout).toBe(stdout);
  });

  test('several numbers and covariances: the lowest BIC is told, with the others beside it', async () => {
    const given = ['--model', 'mixture', '--components', '1..3', '--covariance', 'full,tied'];
    const fit = json((await bellwether(...both, ...given)).stdout) as Record<'bic', number> & {
      scan: { bic: number }[];
    };
    expect(fit).toMatchObject({ components: 3, covariance: 'tied', chosenBy: 'bic' });
    expect(fit).toMatchObject({
      standardErrors: { weights: expect.anything() as unknown },
      standardErrorMethod: 'scores',
    });
    expect(fit.bic).toBeCloseTo(2314.296, 2); // mclust: 3 components, EEE
    expect(fit.scan).toHaveLength(6);
    expect(Math.min(...fit.scan.map(({ bic }) => bic))).toBe(fit.bic);
    // mclust: ICL is least for 2 components, VVV, whose overlap costs half a unit; for 3 × EEE it costs 44.1
    expect(fit).toMatchObject({
      criteria: expect.stringMatching(
        /^AIC chooses 3 × VVV and BIC 3 × EEE, .* ICL chooses 2 × VVV, because .*: 44(\.\d)? in 3 × EEE, 0\.51\d* in 2 × VVV\.$/,
      ) as string,
    });
    out.mockClear();
    const [, ...plain] = both.toReversed();
    expect((await bellwether(...plain.toReversed(), ...given)).stdout).toContain('ICL chooses 2 × VVV, because');
  });

  test('what the checks say stands beside the fit: same seed, same document', async () => {
    const given = ['--model', 'mixture', '--components', '1..2', '--starts', '3', '--cross-validate', '4'];
    const asked = [...both, ...given, '--bootstrap', '20', '--likelihood-ratio', '4', '--null-check', '3', '--merge'];
    const { stdout } = await bellwether(...asked, '--confidence', '0.8');
    const fit = json(stdout) as {
      crossValidation: { components: number; logLikelihoodPerRow: number; folds: number }[];
      bootstrap: { means: { interval: [number, number] }[][]; confidence: number; replicates: number };
      likelihoodRatio: { simulated: number[]; failed: number; statistic: number; pValue: number };
      nullCheck: { samples: number; called: number };
      groups: { groups: number[][]; entropy: number }[];
      means: number[][];
    };
    expect(fit.crossValidation.map(({ components, folds }) => [components, folds])).toEqual([
      [1, 4],
      [2, 4],
    ]);
    expect(fit.crossValidation[1]!.logLikelihoodPerRow).toBeGreaterThan(fit.crossValidation[0]!.logLikelihoodPerRow);
    expect(fit.bootstrap).toMatchObject({ confidence: 0.8, replicates: 20 });
    expect(fit.bootstrap).not.toHaveProperty('ghosts');
    expect(fit.bootstrap.means[0]![1]!.interval[0]).toBeLessThan(fit.means[0]![1]!);
    expect(fit.likelihoodRatio.simulated.length + fit.likelihoodRatio.failed).toBe(4);
    expect(fit.likelihoodRatio.pValue).toBeGreaterThanOrEqual(0.2); // (1 + 0) / (1 + 4)
    expect(fit.nullCheck.samples).toBe(3);
    expect(fit.groups.map(({ groups }) => groups)).toEqual([[[0], [1]], [[0, 1]]]);
    out.mockClear();
    expect((await bellwether(...asked, '--confidence', '0.8')).stdout).toBe(stdout);
  });

  test('checks as text, with the places where the most probable component changes in one column', async () => {
    const asked = ['fit', oldFaithful, '--columns', 'waiting', '--model', 'mixture', '--bootstrap', '20', '--merge'];
    const { stdout } = await bellwether(
      ...asked,
      '--likelihood-ratio',
      '3',
      '--null-check',
      '2',
      '--cross-validate',
      '3',
    );
    expect(stdout).toMatch(/component 2 +below 6\d\.\d+\n/);
    expect(stdout).toMatch(/component 1 +from 6\d\.\d+/);
    expect(stdout).toMatch(/3 instead of 2 components: twice the gain .* Of 3 samples .*: p = /);
    expect(stdout).toMatch(/bootstrap, 20 refits +std\. error +95 % interval/);
    expect(stdout).toContain('{1, 2}');
    expect(stdout).toContain('Of 2 samples of one Gaussian');
    expect(stdout).toMatch(/2 × full +−3\.\d+ +± /);
  });

  test('rows with missing cells: left out, or with --missing em used for what they have', async () => {
    const airquality = join(root, 'test-data/mixture/missing/airquality.csv');
    const asked = ['fit', airquality, '--columns', 'Ozone,Solar.R,Wind,Temp', '--model', 'gaussian'];
    expect(json((await bellwether(...asked, '--json')).stdout)).toMatchObject({ rowsUsed: 111, rowsWithGaps: 0 });
    out.mockClear();
    const fit = json((await bellwether(...asked, '--missing', 'em', '--json')).stdout);
    expect(fit).toMatchObject({ rowsUsed: 153, rowsDropped: 0, rowsWithGaps: 42, missing: 'em' });
    expect(fit.logLikelihood).toBeCloseTo(-2326.697383, 4); // test-data/mixture/missing/references.json
    out.mockClear();
    expect((await bellwether(...asked, '--missing', 'em')).stdout).toContain(
      '153 rows used, 42 of them for what they have',
    );
    expect((await bellwether(...asked, '--missing', 'guess')).stderr).toContain('--missing takes listwise or em');
  });

  test('standard errors by Hessian and sandwich, and why there are none', async () => {
    const asked = [...both, '--model', 'mixture', '--covariance', 'tied', '--errors'];
    const { standardErrors } = json((await bellwether(...asked, 'hessian')).stdout) as {
      standardErrors: { weights: number[] };
    };
    expect(standardErrors.weights[0]).toBeCloseTo(0.029, 3); // R: test-data/mixture/standard-errors.json, EEE
    out.mockClear();
    const none = json((await bellwether(...both, '--model', 'mixture', '--covariance', 'VEV')).stdout);
    expect(none).toMatchObject({
      standardErrors: null,
      standardErrorsReason: expect.stringContaining('not for VEV') as string,
    });
    expect((await bellwether(...asked, 'guess')).stderr).toContain('--errors takes scores, hessian or sandwich');
  });

  test('checks are for Gaussians and mixtures', async () => {
    const { code, stderr } = await bellwether('fit', oldFaithful, '--columns', 'waiting', '--bootstrap', '20');
    expect([code, stderr]).toEqual([2, expect.stringContaining('are for --model gaussian and mixture') as string]);
  });

  test.each(['0', '3..1', '1..99', 'x', '2,', ''])('--components %j is wrong usage', async (given) => {
    expect((await bellwether(...both, '--model', 'mixture', `--components=${given}`)).code).toBe(2);
  });
});

describe('table', () => {
  const path = file('cells.csv', 'a;b\n"x, ""y""";1,50\n"two\nlines";\n');

  test('is clean CSV of RFC 4180', async () => {
    expect((await bellwether('table', path)).stdout).toBe('a,b\r\n"x, ""y""","1,50"\r\n"two\nlines",\r\n');
  });

  test('is one JSON document of text cells', async () => {
    expect(json((await bellwether('table', path, '--format', 'json')).stdout)).toEqual({
      columns: ['a', 'b'],
      rows: [
        ['x, "y"', '1,50'],
        ['two\nlines', ''],
      ],
      hasHeader: true,
    });
  });
});

describe('chart', () => {
  const draw = (...given: string[]) => bellwether('chart', oldFaithful, '--columns', 'eruptions', ...given);

  test('a PNG of the size asked for, with what it shows written into it', async () => {
    const path = join(folder, 'chart.png');
    expect(await draw('--out', path, '--width', '400', '--height', '300', '--scale', '3')).toMatchObject({
      code: 0,
      stderr: '',
    });
    const png = readFileSync(path);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 900]); // width and height of the PNG's header
    expect(readPngMetadata(png)).toMatchObject({
      title: 'Histogram of eruptions',
      columns: ['eruptions'],
      models: [{ name: 'normal', parameters: { mean: expect.closeTo(3.4877830882, 9) as number } }],
      data: { name: 'old-faithful.csv', rowsUsed: 272 },
      version: '1.2.3',
    });
  });

  test('an SVG with one bar for each bin that is not empty, a curve, and its text as text', async () => {
    const path = join(folder, 'chart.svg');
    await draw('--out', path, '--bins', '5');
    const svg = readFileSync(path, 'utf8');
    // All bars are one path, each an outline of its own.
    const outline = /<path d="([^"]*)"[^>]*fill="#a9c1dd"/.exec(svg)?.[1];
    expect(outline?.match(/M/g)).toHaveLength(5);
    expect(svg).toContain('>eruptions</text>');
    expect(readSvgMetadata(svg)?.data.name).toBe('old-faithful.csv');
  });

  test('replaces its own picture, and no other file unless forced', async () => {
    const path = file('holiday.png', 'not ours');
    expect(await draw('--out', path)).toMatchObject({ code: 1 });
    expect(readFileSync(path, 'utf8')).toBe('not ours');
    expect(await draw('--out', path, '--force')).toMatchObject({ code: 0 });
    expect(await draw('--out', path, '--bins', '3')).toMatchObject({ code: 0 });
  });
});
