import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['src/renderer/**/*.svelte.test.ts'],
          environment: 'node',
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
          include: ['src/renderer/**/*.svelte.test.ts'],
          environment: 'jsdom',
        },
      },
    ],
  },
});
