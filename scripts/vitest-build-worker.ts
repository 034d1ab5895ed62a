import { resolve } from 'node:path';
import { build } from 'vite';

/** Where unit tests find the worker, built once per run: Node 20 cannot start a worker from TypeScript. */
export const builtWorker = resolve(import.meta.dirname, '../node_modules/.cache/worker/worker.js');

export default async function buildWorker(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: resolve(builtWorker, '..'),
      emptyOutDir: true,
      rolldownOptions: {
        input: { worker: resolve(import.meta.dirname, '../src/main/engine/workers/worker.ts') },
        output: { entryFileNames: '[name].js' },
      },
    },
    ssr: { noExternal: true },
  });
}
