import { resolve } from 'node:path';
import { build } from 'vite';

/** Builds the stand-in, because the app runs on it in a plain Node, which reads no TypeScript. */
export default async function buildStandIn(): Promise<void> {
  const root = resolve(import.meta.dirname, '../..');
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: resolve(import.meta.dirname, 'electron.ts'),
      outDir: resolve(root, 'node_modules/.cache/stand-in'),
      emptyOutDir: true,
      rolldownOptions: { external: ['@playwright/test'], output: { entryFileNames: 'electron.js' } },
    },
  });
}
