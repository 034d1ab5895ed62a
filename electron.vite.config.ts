import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

/** @stdlib finds that out with `eval`, which the page's policy forbids and reports; every browser we run in knows them. */
const generatorsAreSupported = {
  name: 'generators-are-supported',
  load: (id: string) =>
    /@stdlib\/assert-has-generator-support\/lib\/index\.js/.test(id) ? 'module.exports = () => true;' : null,
};

export default defineConfig({
  main: {
    build: {
      // Bundled, so that `out/` runs on plain Node without node_modules; resvg is a native module and must stay outside.
      externalizeDeps: false,
      rolldownOptions: {
        external: ['@resvg/resvg-js'],
        input: {
          index: at('src/main/hosts/electron/index.ts'),
          loopback: at('src/main/hosts/loopback/index.ts'),
          cli: at('src/main/hosts/cli/index.ts'),
          worker: at('src/main/engine/workers/worker.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can neither be an ES module nor require a package.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [svelte({ configFile: at('svelte.config.js') }), generatorsAreSupported],
    build: { minify: true, rolldownOptions: { input: { index: at('src/renderer/index.html') } } },
  },
});
