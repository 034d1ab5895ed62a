// Finds a Chromium for the end-to-end tests, or installs one.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, step } from './step.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const patienceMs = 300_000;

/**
 * The system's Chromium, else Debian's package, else Playwright's own download.
 * @returns {Promise<string | null>} its path; null for Playwright's own
 * @throws {Error} when none can be had
 */
export async function ensureChromium() {
  const here = await systemChromium();
  if (here !== null) return here;
  if (await playwrightHasChromium()) return null;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const options = { timeoutMs: patienceMs, env };
    try {
      await step('Looking up Debian’s packages', 'apt-get', ['update', '-q'], options);
      const install = ['install', '-y', '-q', '--no-install-recommends', 'chromium'];
      await step('Installing Chromium', 'apt-get', install, options);
    } catch (failure) {
      console.error(failure.message.split('\n')[0]);
    }
    const installed = await systemChromium();
    if (installed !== null) return installed;
  }
  const download = ['node_modules/@playwright/test/cli.js', 'install', 'chromium'];
  await step('Downloading Chromium', process.execPath, download, { timeoutMs: patienceMs });
  return null;
}

/** The first that runs: Ubuntu has a `chromium-browser` that only says where to get one. */
async function systemChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const candidates = [process.env.CHROMIUM, ...onPath, ...places].filter((path) => path && existsSync(path));
  for (const path of candidates) {
    const { code } = await run(path, ['--version'], { timeoutMs: 30_000 });
    if (code === 0) return path;
  }
  return null;
}

async function playwrightHasChromium() {
  const { chromium } = await import('@playwright/test');
  return existsSync(chromium.executablePath());
}
