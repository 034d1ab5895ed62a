// `npm test`: from a fresh clone to one line that says how many tests passed. Every section runs, whatever failed before.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ensureBuild } from './ensure-build.mjs';
import { ensureDependencies } from './ensure-dependencies.mjs';
import { root } from './root.mjs';
import { run, step } from './step.mjs';

const reports = join(root, 'node_modules/.cache/reports');
const total = { passed: 0, failed: 0, skipped: 0 };

/** Runs one part and adds its numbers; a part that throws is one failed test, told in words. */
async function section(title, part) {
  console.log(title);
  const began = Date.now();
  let counts;
  try {
    counts = await part();
  } catch (thrown) {
    console.log(thrown instanceof Error ? thrown.message : String(thrown));
    counts = { failed: 1 };
  }
  const { passed = 0, failed = 0, skipped = 0 } = counts;
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const seconds = ((Date.now() - began) / 1000).toFixed(0);
  console.log(`  ${title}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds} s\n`);
  return failed === 0;
}

/** What a test program wrote as JSON. @throws {Error} with what it printed, where it wrote nothing */
async function reported(file, command, args, env) {
  const path = join(reports, file);
  rmSync(path, { force: true });
  const { code, output } = await run(command, args, { env: { ...process.env, ...env(path) } });
  if (!existsSync(path)) throw new Error(output.trimEnd().split('\n').slice(-60).join('\n'));
  return { code, output, report: JSON.parse(readFileSync(path, 'utf8')) };
}

const plain = { NO_COLOR: '1', FORCE_COLOR: undefined };

async function unitTests() {
  const path = join(reports, 'vitest.json');
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=json', `--outputFile=${path}`];
  const { code, output, report } = await reported('vitest.json', process.execPath, args, () => plain);
  const failures = report.testResults.filter(({ status }) => status === 'failed');
  for (const { name, message, assertionResults } of failures) {
    console.log(`  ✗ ${name.replace(`${root}/`, '')}${message ? `\n${indented(message)}` : ''}`);
    for (const { fullName, failureMessages } of assertionResults.filter(({ status }) => status === 'failed'))
      console.log(`    ✗ ${fullName}\n${indented(failureMessages.join('\n'))}`);
  }
  // A file that cannot be loaded has no test of its own, and an error between tests belongs to none.
  const lost = failures.filter(({ assertionResults }) => !assertionResults.some(({ status }) => status === 'failed'));
  const unexplained = code !== 0 && report.numFailedTests + lost.length === 0;
  if (unexplained) console.log(indented(output));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + lost.length + (unexplained ? 1 : 0),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

async function endToEndTests() {
  const { ensureChromium } = await import('./ensure-chromium.mjs');
  const chromium = await ensureChromium();
  const args = ['node_modules/@playwright/test/cli.js', 'test'];
  const { code, output, report } = await reported('playwright.json', process.execPath, args, (path) => ({
    ...plain,
    PLAYWRIGHT_JSON_OUTPUT_NAME: path,
    ...(chromium !== null && { CHROMIUM: chromium }),
  }));
  for (const { file, title, tests } of report.suites.flatMap(specsOf)) {
    const failed = tests.filter(({ status }) => status === 'unexpected');
    for (const { projectName } of tests.filter(({ status }) => status === 'flaky'))
      console.log(`  ? ${file} › ${title} (${projectName}) passed at the second try`);
    for (const { projectName, results } of failed) {
      const messages = results.flatMap(({ errors }) => errors.map(({ message }) => message));
      console.log(`  ✗ ${file} › ${title} (${projectName})\n${indented(messages.join('\n'))}`);
    }
  }
  for (const { message } of report.errors) console.log(indented(message));
  const { expected, unexpected, flaky, skipped } = report.stats;
  const unexplained = code !== 0 && unexpected === 0;
  if (unexplained) console.log(indented(output));
  return { passed: expected + flaky, failed: unexpected + (unexplained ? 1 : 0), skipped };
}

const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)];

/** The beginning of a message, set off from the titles. */
const indented = (text) =>
  stripVTControlCharacters(text)
    .trimEnd()
    .split('\n')
    .slice(0, 25)
    .map((line) => `      ${line}`)
    .join('\n');

const installed = await section('Packages', async () => (await ensureDependencies(), { passed: 1 }));
if (installed) {
  mkdirSync(reports, { recursive: true });
  const built = await section('Build', async () => (await ensureBuild(), { passed: 1 }));
  await section('Kernels', async () => {
    await step('Building kernels', process.execPath, ['scripts/build-kernels.mjs']);
    return { passed: 1 };
  });
  await section('Lint', async () => (await import('./lint.mjs')).lint());
  await section('Unit tests', unitTests);
  if (built) await section('End-to-end tests', endToEndTests);
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
