import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi, type MockInstance } from 'vitest';
import { builtWorker } from '../../../../scripts/vitest-build-worker.ts';
import { createEngine } from '../../engine/engine.ts';
import { builtPage } from '../assets/page-source.ts';
import { runCommand } from './run-command.ts';

// Threads take their time to start on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const root = resolve(import.meta.dirname, '../../../..');
const samplesFolder = join(root, 'resources/samples');
const folder = mkdtempSync(join(tmpdir(), 'bellwether-sample-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let out: MockInstance<typeof process.stdout.write>;
let err: MockInstance<typeof process.stderr.write>;
beforeEach(() => {
  out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => vi.restoreAllMocks());

async function bellwether(...given: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  out.mockClear();
  err.mockClear();
  const code = await runCommand(given, {
    app: { version: '1.2.3', root, samplesFolder, fontsFolder: join(root, 'resources/fonts'), page: builtPage(root) },
    createEngine: () => createEngine({ spawnWorker: () => new Worker(builtWorker), samplesFolder }),
    serve: () => Promise.resolve(0),
  });
  const written = (spy: typeof out): string => spy.mock.calls.map(([text]) => String(text)).join('');
  return { code, stdout: written(out), stderr: written(err) };
}

function file(name: string, content: unknown): string {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return join(folder, name);
}

const two = {
  columns: ['length, mm', 'width'],
  weights: [0.25, 0.75],
  means: [
    [0, 0],
    [100, 50],
  ],
  covariances: [
    [
      [4, 1],
      [1, 1],
    ],
    [
      [9, -3],
      [-3, 4],
    ],
  ],
  noise: null,
};
const path = file('two.json', two);
const numbers = (text: string): number[][] =>
  text
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));

describe('sample', () => {
  test('weights, means and covariances of what is drawn are the model’s', async () => {
    const { code, stdout, stderr } = await bellwether('sample', path, '--rows', '20000', '--seed', '7', '--component');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.slice(0, stdout.indexOf('\r\n'))).toBe('"length, mm",width,component');
    const rows = numbers(stdout);
    expect(rows).toHaveLength(20_000);
    two.weights.forEach((weight, k) => {
      const own = rows.filter(([, , component]) => component === k + 1);
      const n = own.length;
      // Four standard errors each; the seed is fixed, so this passes always or never.
      expect(Math.abs(n / 20_000 - weight)).toBeLessThan(4 * Math.sqrt((weight * (1 - weight)) / 20_000));
      const mean = [0, 1].map((j) => own.reduce((sum, row) => sum + row[j]!, 0) / n);
      const sigma = two.covariances[k]!;
      for (let i = 0; i < 2; i++) {
        expect(Math.abs(mean[i]! - two.means[k]![i]!)).toBeLessThan(4 * Math.sqrt(sigma[i]![i]! / n));
        for (let j = 0; j < 2; j++) {
          const found = own.reduce((sum, row) => sum + (row[i]! - mean[i]!) * (row[j]! - mean[j]!), 0) / n;
          const error = Math.sqrt((sigma[i]![i]! * sigma[j]![j]! + sigma[i]![j]! ** 2) / n);
          expect(Math.abs(found - sigma[i]![j]!)).toBeLessThan(4 * error);
        }
      }
    });
  });

  test('the same seed gives the same rows, another seed others; fewer rows are the first of more', async () => {
    const many = (await bellwether('sample', path, '--rows', '70000', '--seed', '3')).stdout;
    const few = (await bellwether('sample', path, '--rows', '66000', '--seed', '3')).stdout; // more than one block
    expect(numbers(many)).toHaveLength(70_000);
    expect(many.startsWith(few)).toBe(true);
    expect((await bellwether('sample', path, '--rows', '5', '--seed', '4')).stdout).not.toBe(
      few.split('\r\n').slice(0, 6).join('\r\n') + '\r\n',
    );
  });

  test('reads what fit --json printed, of a normal and of a mixture', async () => {
    const geyser = join(samplesFolder, 'old-faithful.csv');
    const normal = await bellwether('fit', geyser, '--columns', 'waiting', '--json');
    const drawn = await bellwether('sample', file('normal.json', normal.stdout), '--rows', '3');
    expect(drawn.stdout).toMatch(/^waiting\r\n(\d+\.\d+\r\n){3}$/);
    const both = ['--columns', 'eruptions,waiting', '--model', 'mixture', '--json'];
    const mixture = await bellwether('fit', geyser, ...both);
    const rows = numbers((await bellwether('sample', file('mixture.json', mixture.stdout))).stdout);
    expect(rows).toHaveLength(1000);
    expect(rows[0]).toHaveLength(2);
  });

  test('a model fitted with noise is drawn from like any other: rows of noise lie in the range of the rows fitted', async () => {
    const geyser = join(samplesFolder, 'old-faithful.csv');
    const wish = ['--columns', 'eruptions,waiting', '--model', 'mixture', '--noise', '--json'];
    const { stdout: document } = await bellwether('fit', geyser, ...wish);
    const { noise } = JSON.parse(document) as { noise: { weight: number; box: [number, number][] } };
    // Shortest and longest of the 272: R, sapply(faithful, range).
    [
      [1.6, 5.1],
      [43, 96],
    ].forEach((ends, j) => ends.forEach((end, i) => expect(noise.box[j]![i]).toBeCloseTo(end, 10)));
    const model = file('with-noise.json', document);
    const options = ['--rows', '50000', '--seed', '2', '--component'];
    const { code, stdout, stderr } = await bellwether('sample', model, ...options);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const own = stdout.split('\r\n').filter((line) => line.endsWith(',noise'));
    // Four standard errors of a share; the seed is fixed, so this passes always or never.
    expect(Math.abs(own.length / 50_000 - noise.weight)).toBeLessThan(4 * Math.sqrt(noise.weight / 50_000));
    for (const row of own.map((line) => line.split(',').map(Number)))
      noise.box.forEach(([low, high], j) => expect(row[j]! >= low && row[j]! < high).toBe(true));
    expect((await bellwether('sample', model, ...options)).stdout).toBe(stdout);
  });

  test.each<[string, string, RegExp]>([
    ['no file', join(folder, 'none.json'), /cannot be read/],
    ['no JSON', file('text.json', 'a,b\n1,2\n'), /is not a JSON document/],
    ['no model', file('other.json', { rows: 3 }), /is not a model that/],
    ['null alone', file('null.json', 'null'), /is not a model that/],
    ['shapes that disagree', file('shapes.json', { ...two, means: [[0, 0]] }), /do not agree in shape/],
    ['weights that are none', file('weights.json', { ...two, weights: [0.2, 0.2] }), /add up to 0.4, not to 1/],
    ['a column too many', file('columns.json', { ...two, columns: ['x', 'y', 'z'] }), /names 3 columns/],
    [
      'a collapsed component',
      file('flat.json', {
        ...two,
        covariances: [
          two.covariances[0],
          [
            [0, 0],
            [0, 0],
          ],
        ],
      }),
      /component 2 is not positive/,
    ],
    [
      'noise of unknown range',
      file('noise.json', { ...two, weights: [0.25, 0.65], noise: { weight: 0.1, density: 0.01 } }),
      /whose range it does not tell/,
    ],
    [
      'noise over fewer columns',
      file('thin.json', { ...two, weights: [0.25, 0.65], noise: { weight: 0.1, density: 0.01, box: [[0, 100]] } }),
      /do not agree in shape/,
    ],
    [
      'noise over nothing',
      file('empty.json', {
        ...two,
        weights: [0.25, 0.65],
        noise: {
          weight: 0.1,
          density: 1,
          box: [
            [1, 1],
            [0, 1],
          ],
        },
      }),
      /no extent/,
    ],
    [
      'noise not counted',
      file('more.json', {
        ...two,
        noise: {
          weight: 0.1,
          density: 1,
          box: [
            [0, 1],
            [0, 1],
          ],
        },
      }),
      /1\.1/,
    ],
  ])('%s: one sentence that names the file, and exit code 1', async (_, model, words) => {
    const { code, stderr } = await bellwether('sample', model);
    expect(code).toBe(1);
    expect(stderr).toMatch(words);
    expect(stderr).toContain(model.split('/').at(-1));
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
  });

  test.each([[[]], [['--rows', '0']], [['--rows', '1e3']], [['--seed', '-1']], [['--frob']]])(
    'sample %j is wrong usage',
    async (options) => {
      const given = options.length === 0 ? ['sample'] : ['sample', path, ...options];
      expect(await bellwether(...given)).toMatchObject({ code: 2, stdout: '' });
    },
  );
});
