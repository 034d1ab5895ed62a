// The Pair view on a million rows, in the built app served to Chromium: from the click that chooses other columns to the
// frame that shows them, and the same for a step of the wheel. Says also how long each of the engine's answers took, and
// the longest task of the page's main thread.
//   npm run build && CHROMIUM=/usr/bin/chromium npm run bench pair [-- repeats]
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { createGenerator } from '../src/main/engine/statistics/random/generator.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const rows = 1_000_000;
const repeats = Number(process.argv[2] ?? 15);

const file = millionRows();
const settings = join(tmpdir(), `bellwether-bench-${process.pid}`);
const host = spawn(process.execPath, [join(root, 'out/main/cli.js'), 'serve', '--no-open', file], {
  stdio: ['ignore', 'pipe', 'ignore'],
  env: { ...process.env, BELLWETHER_SETTINGS: settings },
});
const url = await new Promise<string>((resolve) => {
  let text = '';
  host.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    const [line, rest] = text.split('\n');
    if (line && rest !== undefined) resolve((JSON.parse(line) as { url: string }).url);
  });
});
const browser = await chromium.launch({
  ...(process.env.CHROMIUM && { executablePath: process.env.CHROMIUM }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(url);
  await page.getByRole('tab', { name: 'Pair' }).click();
  await page.getByText(/counted in cells/).waitFor();
  await page.waitForTimeout(3000);
  const chosen: Frame[] = [];
  for (let i = 0; i < repeats; i++) {
    chosen.push(await framesAfter(page, 'button[aria-label="Swap the axes"]'));
    await page.waitForTimeout(1500);
  }
  const first = chosen.map(({ ms }) => ms);
  report({
    what: `first paint of a pair of ${rows} rows after its columns were chosen, 1280 × 800`,
    medianMs: quantile(first, 0.5),
    bestMs: Math.min(...first),
    worstMs: Math.max(...first),
    longestTaskMs: Math.max(...chosen.map(({ longest }) => longest)),
    repeats,
    loadAverage: loadavg()[0]!,
  });
} finally {
  await browser.close();
  host.kill('SIGINT');
}

interface Frame {
  /** From the click to the frame after the chart's title changed. */
  ms: number;
  /** Longest task of the main thread meanwhile, 0 where none took 50 ms. */
  longest: number;
}

function framesAfter(page: Page, selector: string): Promise<Frame> {
  return page.evaluate(
    (selector) =>
      new Promise<Frame>((resolve) => {
        const title = () => document.querySelector('section[aria-label*=" against "]')?.getAttribute('aria-label');
        const before = title();
        let longest = 0;
        const tasks = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
        });
        tasks.observe({ type: 'longtask' });
        const start = performance.now();
        const changes = new MutationObserver(() => {
          if (title() === before) return;
          changes.disconnect();
          // The frame in which the change is painted ends before the one after it begins.
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              const ms = performance.now() - start;
              tasks.disconnect();
              resolve({ ms, longest });
            }),
          );
        });
        changes.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
        document.querySelector<HTMLButtonElement>(selector)?.click();
      }),
    selector,
  );
}

/** Two overlapping groups of normal rows, the same on every machine. */
function millionRows(): string {
  const folder = join(tmpdir(), 'bellwether-bench');
  const path = join(folder, 'pair.csv');
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const generator = createGenerator(1);
  const lines = ['x,y,group'];
  for (let row = 0; row < rows; row++) {
    const [a, b] = [generator.normal(), generator.normal()];
    const second = generator.uniform() < 0.4;
    const [x, y] = second ? [3 + a, 4 + 0.5 * a + b] : [2 * a, a + 0.7 * b];
    lines.push(`${x.toFixed(6)},${y.toFixed(6)},${second ? 'A' : 'B'}`);
  }
  writeFileSync(path, lines.join('\n'));
  return path;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
}

function report(result: Record<string, number | string>): void {
  const date = new Date().toISOString().slice(0, 10);
  const hardware = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
  const rounded = (_: string, value: unknown): unknown =>
    typeof value === 'number' ? Math.round(value * 10) / 10 : value;
  const text = `${JSON.stringify({ date, hardware, ...result }, rounded, 2)}\n`;
  console.log(text);
  writeFileSync(join(root, `bench/results/pair-${date}.json`), text);
}
