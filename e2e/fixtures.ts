import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { startInBrowser } from './hosts/browser.ts';
import { startInElectron } from './hosts/electron.ts';
import type { StartedHost } from './hosts/started-host.ts';
import { startInStandIn } from './hosts/stand-in.ts';

export { expect } from '@playwright/test';

/** Where a scenario runs: the loopback host in Chromium, the desktop app, or the built desktop app on a stand-in. */
export type HostName = 'browser' | 'electron' | 'stand-in';

interface Options {
  /** Files named when the app is started, absolute paths. */
  files: string[];
}

interface Fixtures {
  /** A folder of the test's own, removed afterwards. */
  folder: string;
  /** The app, freshly started, and what differs by host. */
  app: StartedHost;
}

/**
 * `page` is the app's page, in whatever host the project names; everything else a scenario needs of the host is in `app`.
 * Each test has an app and settings of its own.
 */
export const test = base.extend<Fixtures & Options & { page: Page }, { host: HostName }>({
  host: ['browser', { option: true, scope: 'worker' }],
  files: [[], { option: true }],

  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'bellwether-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },

  app: async ({ host, files, folder, playwright, launchOptions }, use) => {
    const start = { browser: startInBrowser, electron: startInElectron, 'stand-in': startInStandIn }[host];
    const app = await start({ files, folder, chromium: playwright.chromium, launchOptions });
    await use(app);
    await app.close();
  },

  // Replaces Playwright's own page, which would start a browser beside Electron.
  page: async ({ app }, use) => use(app.page),
});
