import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';

/** The built command line as a person has it: run by Node alone, as the package's `bin`, from any folder. */
const root = resolve(import.meta.dirname, '../..');
const cli = join(root, 'out/main/cli.js');
const oldFaithful = join(root, 'resources/samples/old-faithful.csv');
const folder = mkdtempSync(join(tmpdir(), 'bellwether-built-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Playwright sets both FORCE_COLOR and NO_COLOR, of which Node complains on standard error.
const { FORCE_COLOR: _, NO_COLOR: __, ...inherited } = process.env;
const environment = { ...inherited, BELLWETHER_SETTINGS: folder, BELLWETHER_NO_ELECTRON: '1' };
const run = (...given: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [cli, ...given], { cwd: folder, encoding: 'utf8', env: environment });

test('runs as the package’s bin, through a link, from another folder', () => {
  test.skip(process.platform === 'win32', 'npm makes a script of its own there');
  const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: { bellwether: string } };
  expect(resolve(root, bin.bellwether)).toBe(cli);
  expect(readFileSync(cli, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  expect(statSync(cli).mode & 0o111).not.toBe(0);
  symlinkSync(cli, join(folder, 'bellwether'));
  const { status, stdout } = spawnSync(join(folder, 'bellwether'), ['describe', oldFaithful, '--json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ rows: 272 });
});

test('reads, fits and draws with its own worker, fonts and native module', () => {
  expect(run('fit', oldFaithful, '--columns', 'eruptions', '--json').status).toBe(0);
  expect(run('chart', oldFaithful, '--columns', 'eruptions', '--out', 'chart.png').status).toBe(0);
  expect(readFileSync(join(folder, 'chart.png')).subarray(1, 4).toString()).toBe('PNG');
});

test('ends quietly when its reader does', () => {
  test.skip(process.platform === 'win32', 'there is no head');
  const rows = Array.from({ length: 50_000 }, (_, i) => `${i},${i}`).join('\n');
  writeFileSync(join(folder, 'long.csv'), `a,b\n${rows}\n`);
  const command = `"${process.execPath}" "${cli}" table long.csv | head -2`;
  const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8', env: environment });
  expect({ stdout, stderr }).toEqual({ stdout: 'a,b\r\n0,0\r\n', stderr: '' });
});

test('open without Electron says so in one sentence, and serves the browser; Ctrl+C ends it in good order', async () => {
  const child = spawn(process.execPath, [cli, 'open', '--no-open', oldFaithful], { cwd: folder, env: environment });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())),
  );
  const { url, port } = JSON.parse(line) as { url: string; port: number };
  expect(url).toContain(`http://127.0.0.1:${port}/?token=`);
  expect(errors).toMatch(
    /^The desktop window needs Electron, [^.]*, so Bellwether is served to your browser instead\.\n/,
  );
  const ended = new Promise((resolve) => child.on('exit', (code) => resolve(code)));
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});

test('serve on a port that is taken says so, and ends', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const { status, stdout, stderr } = run('serve', '--no-open', '--port', String(port));
  other.close();
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe(`Port ${port} is taken by another program: choose another with --port, or leave it out.\n`);
});

test('serve with a wrong argument is wrong usage', () => {
  for (const given of [['--port', 'x'], ['--port', '70000'], ['--frob'], ['--port']]) {
    const { status, stderr } = run('serve', ...given);
    expect(status, given.join(' ')).toBe(2);
    expect(stderr).toMatch(/^[^\n]*See bellwether serve --help\.\n$/);
  }
});
