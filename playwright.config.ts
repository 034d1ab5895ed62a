import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type LaunchOptions } from '@playwright/test';
import type { HostName } from './e2e/fixtures.ts';

// `npm test` finds or installs a Chromium and names it here; without a name Playwright takes its own download.
const chromium: LaunchOptions = {
  ...(process.env.CHROMIUM && { executablePath: process.env.CHROMIUM }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
};

/** Reads where the binary lies; importing the package would start a download. */
function electronIsInstalled(): boolean {
  const folder = resolve(import.meta.dirname, 'node_modules/electron');
  try {
    return existsSync(resolve(folder, 'dist', readFileSync(resolve(folder, 'path.txt'), 'utf8')));
  } catch {
    return false;
  }
}

/**
 * Stories in which a desktop window may differ from a browser: how files come in and go out, what is kept, keys, menus. The
 * other views are the same page over the same contract; EVERY_STORY=1 runs theirs here too.
 */
const standInStories = process.env.EVERY_STORY
  ? ['scenarios/*.spec.ts', 'electron/*.spec.ts']
  : [
      ...['data', 'distribution', 'export', 'generator', 'keyboard', 'loading', 'opening', 'session'].map(
        (name) => `scenarios/${name}.spec.ts`,
      ),
      'electron/*.spec.ts',
    ];

export default defineConfig<object, { host: HostName }>({
  testDir: 'e2e',
  globalSetup: './e2e/stand-in/global-setup.ts',
  fullyParallel: true,
  // Half the processors: each test has a server, its worker threads and a browser.
  workers: process.env.CI ? 2 : '50%',
  // A shared machine may stop for seconds; what passes only at the second try is told by name in the report.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['json'], ['line']] : 'list',
  use: { trace: 'retain-on-failure', launchOptions: chromium },
  projects: [
    // The same stories in every host.
    {
      name: 'browser',
      testMatch: ['scenarios/*.spec.ts', 'loopback/*.spec.ts', 'command-line/*.spec.ts'],
      use: { host: 'browser' },
    },
    { name: 'stand-in', testMatch: standInStories, use: { host: 'stand-in' } },
    ...(electronIsInstalled()
      ? [{ name: 'electron', testMatch: 'scenarios/*.spec.ts', use: { host: 'electron' as const }, workers: 1 }]
      : []),
  ],
});
