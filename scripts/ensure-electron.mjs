// Makes sure of Electron's binary, which npm does not bring along since Electron 42. Never in a postinstall: without
// network the download fails, and `npm install` would fail with it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';
import { step } from './step.mjs';

const electron = join(root, 'node_modules/electron');
const failure = join(root, 'node_modules/.cache/bellwether-electron-failed');
const patienceMs = 180_000;
const retryAfterMs = 24 * 3600_000;

/** @returns {boolean} whether the binary is here; reads its path without touching the package, which would download */
export function electronIsInstalled() {
  try {
    return existsSync(join(electron, 'dist', readFileSync(join(electron, 'path.txt'), 'utf8')));
  } catch {
    return false;
  }
}

/**
 * Downloads the binary where it is missing. Gives up after three minutes, and after a failure for a day: whoever is
 * offline does not wait at each start. What follows from its absence is said by `bellwether open`.
 */
export async function ensureElectron() {
  if (electronIsInstalled() || process.env.BELLWETHER_NO_ELECTRON) return;
  if (existsSync(failure) && Date.now() - Number(readFileSync(failure, 'utf8')) < retryAfterMs) return;
  try {
    await step('Downloading Electron', process.execPath, [join(electron, 'install.js')], { timeoutMs: patienceMs });
  } catch {
    mkdirSync(dirname(failure), { recursive: true });
    writeFileSync(failure, String(Date.now()));
  }
}
