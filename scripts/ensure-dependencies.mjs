// Makes node_modules what package-lock.json says.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { step } from './step.mjs';

/** Runs `npm ci` when a package of package-lock.json is missing or of another version. */
export async function ensureDependencies() {
  if (dependenciesAreInstalled(root)) return;
  await step('Installing packages', 'npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error']);
}

/** npm writes what it installed to node_modules/.package-lock.json; packages for other platforms are not among it. */
export function dependenciesAreInstalled(folder) {
  const installedFile = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const wanted = read(join(folder, 'package-lock.json'));
  const installed = read(installedFile);
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}
