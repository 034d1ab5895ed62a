// Runs a bench: bundles bench/<name>.bench.ts, since Node 20 runs no TypeScript, and starts it with the arguments that follow.
//   npm run bench statistics [-- arguments]
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { buildKernels } from './build-kernels.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [name, ...rest] = process.argv.slice(2);
const known = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
if (!known.includes(name)) {
  console.error(`Which bench? ${known.join(', ')}`);
  process.exit(2);
}
await buildKernels();
const outDir = join(root, 'node_modules/.cache/bench');
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  build: {
    ssr: true,
    outDir,
    emptyOutDir: false,
    target: 'node20',
    rolldownOptions: {
      input: { [name]: join(root, `bench/${name}.bench.ts`) },
      output: { entryFileNames: '[name].js' },
    },
  },
  // A bench of the page drives a browser.
  ssr: { noExternal: true, external: ['@playwright/test'] },
});
process.exit(spawnSync(process.execPath, [join(outDir, `${name}.js`), ...rest], { stdio: 'inherit' }).status ?? 1);
