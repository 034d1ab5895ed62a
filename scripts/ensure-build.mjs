// Builds the app when its sources are not those it was built from.
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './root.mjs';
import { step } from './step.mjs';

const stampFile = join(root, 'out/built-from');
const products = ['out/main/index.js', 'out/main/loopback.js', 'out/main/cli.js', 'out/main/worker.js'];

export async function ensureBuild() {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint() && products.every(exists)) return;
  await build();
}

export async function build() {
  rmSync(stampFile, { force: true });
  await step('Building', process.execPath, ['scripts/build-kernels.mjs']);
  const before = fingerprint();
  await step('Building Bellwether', process.execPath, ['node_modules/electron-vite/bin/electron-vite.js', 'build'], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  chmodSync(join(root, 'out/main/cli.js'), 0o755);
  writeFileSync(stampFile, before);
}

const exists = (path) => existsSync(join(root, path));

/** The contents, not the times, of everything the build reads: a fresh clone has fresh times. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of [...filesUnder(join(root, 'src')), ...configuration.map((name) => join(root, name))])
    hash.update(`${relative(root, file)}\n`).update(readFileSync(file));
  return hash.digest('hex');
}

const configuration = [
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'svelte.config.js',
  'scripts/build-kernels.mjs',
];
const partOfTheBuild = (name) => !/\.(test|suite)\.ts$/.test(name) && name !== 'compiled';

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => partOfTheBuild(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesUnder(path) : [path];
    });
}
