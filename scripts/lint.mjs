// `npm run lint`: everything that is checked without running the app. Each check counts as one test of `npm test`.
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './ensure-dependencies.mjs';
import { orExplain } from './or-explain.mjs';
import { run, step } from './step.mjs';

const tool = (path, ...args) => [process.execPath, [`node_modules/${path}`, ...args]];
const types = (name) => ({
  name: `types (${name})`,
  command: tool('typescript/bin/tsc', '-p', `tsconfig.${name}.json`),
});
const svelteCheck = (...args) => tool('svelte-check/bin/svelte-check', '--output', 'human', ...args);

/** Longest first, so that two at a time end together. */
const checks = [
  { name: 'eslint', command: tool('eslint/bin/eslint.js', '.') },
  { name: 'types (svelte)', command: svelteCheck('--tsconfig', './tsconfig.renderer.json', '--fail-on-warnings') },
  {
    name: 'types (svelte canary)',
    command: svelteCheck('--workspace', 'scripts/svelte-check-canary', '--tsconfig', './tsconfig.json'),
    passes: ({ code, output }) => code !== 0 && /Canary\.svelte/.test(output) && /not assignable/.test(output),
    complaint: 'svelte-check does not report the type error in scripts/svelte-check-canary: it checks nothing.',
  },
  ...['pure', 'node', 'renderer', 'tools'].map(types),
  { name: 'formatting', command: tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.') },
  { name: 'import map', command: tool('dependency-cruiser/bin/dependency-cruise.mjs', 'src') },
];

const succeeds = ({ code }) => code === 0;

/** The first findings are enough to begin with; a wrong type can be found in hundreds of places. */
function firstLines(text, count) {
  const lines = text.trimEnd().split('\n');
  return lines.length > count
    ? [...lines.slice(0, count), `… and ${lines.length - count} more lines`].join('\n')
    : lines.join('\n');
}

/**
 * Runs every check, and says of each how it went.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function lint() {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
  const waiting = [...checks];
  const results = { passed: 0, failed: 0 };
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const began = Date.now();
      const result = await run(...check.command, { env });
      const passed = (check.passes ?? succeeds)(result);
      results[passed ? 'passed' : 'failed']++;
      const seconds = ((Date.now() - began) / 1000).toFixed(0);
      console.log(`  ${passed ? '✓' : '✗'} ${check.name} (${seconds} s)`);
      if (!passed) console.log(check.complaint ?? firstLines(result.output, 40));
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, cpus().length) }, worker));
  return results;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await orExplain(async () => {
    await ensureDependencies();
    await step('Building kernels', process.execPath, ['scripts/build-kernels.mjs']);
    if ((await lint()).failed > 0) process.exitCode = 1;
  });
