import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** For a machine that does other things too: a test that hangs is still told from one that waits its turn. */
const testTimeout = 30_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          testTimeout,
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['src/renderer/**/*.svelte.test.ts'],
          environment: 'node',
          setupFiles: ['./scripts/vitest-seed.ts'],
          globalSetup: ['./scripts/vitest-build-worker.ts'],
          // `import 'electron'` in plain Node starts a download; with a folder named here it does not.
          env: { ELECTRON_OVERRIDE_DIST_PATH: 'no-electron-in-unit-tests' },
        },
      },
      {
        plugins: [svelte()],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'page',
          testTimeout,
          include: ['src/renderer/**/*.svelte.test.ts'],
          environment: 'jsdom',
        },
      },
    ],
  },
});
