// A component dragged by hand over a million rows, in the built app served to Chromium: from the last move of the pointer to
// the log-likelihood of where it lies, how long a frame of the drag takes, the longest task of the page's main thread; and
// how long that stays while a scan of nine numbers of components and four models runs.
//   npm run build && CHROMIUM=/usr/bin/chromium npm run bench mixture-drag [-- repeats]
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { createGenerator } from '../src/main/engine/statistics/random/generator.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const rows = 1_000_000;
const repeats = Number(process.argv[2] ?? 15);

const host = spawn(process.execPath, [join(root, 'out/main/cli.js'), 'serve', '--no-open', threeGroups()], {
  stdio: ['ignore', 'pipe', 'ignore'],
  env: { ...process.env, BELLWETHER_SETTINGS: join(tmpdir(), `bellwether-bench-${process.pid}`) },
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
  page.setDefaultTimeout(120_000);
  await page.goto(url);
  await page.getByRole('tab', { name: 'Mixture' }).click();
  const side = page.getByRole('complementary', { name: 'Inspector' });
  await side.getByText('converged').waitFor();
  await page.getByRole('button', { name: 'One component more' }).click();
  await side.getByText('3 components').waitFor();
  await side.getByRole('button', { name: /^Component 1/ }).click();
  await page.waitForTimeout(1500);
  await watch(page);

  const waits: number[] = [];
  for (let i = 0; i < repeats; i++) waits.push(await drag(page, i % 2 === 0 ? 30 : -30));
  const dragging = await figures(page);
  await page.getByRole('button', { name: 'Back to the fit' }).click();
  await page.getByRole('radio', { name: 'How many?' }).click();
  await watch(page);
  await page.getByRole('button', { name: 'Scan', exact: true }).click();
  await page.waitForTimeout(20_000);
  const scanning = await figures(page);
  const done = await page
    .getByText(/ of 36 · /)
    .textContent({ timeout: 1000 })
    .catch(() => 'all 36');

  waits.sort((a, b) => a - b);
  const round = (value: number): number => Math.round(value * 10) / 10;
  const result = {
    date: new Date().toISOString().slice(0, 10),
    hardware: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`,
    what: `a component of three dragged over ${rows} rows, 1280 × 800; milliseconds from the last move to its log-likelihood`,
    medianMs: round(waits[Math.floor(waits.length / 2)]!),
    worstMs: round(waits.at(-1)!),
    frameMedianMs: round(dragging.frameMedianMs),
    longestTaskWhileDraggingMs: dragging.longestTaskMs,
    longestTaskWhileScanningMs: scanning.longestTaskMs,
    cellsScannedIn20s: done,
    repeats,
    loadAverage: round(loadavg()[0] ?? 0),
  };
  console.log(JSON.stringify(result, null, 2));
  const folder = join(root, 'bench/results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `mixture-drag-${result.date}.json`), `${JSON.stringify(result, null, 2)}\n`);
} finally {
  await browser.close();
  host.kill('SIGINT');
}

/** Notes the last move of the pointer, the time between frames and the longest task, from now on. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const notes = { movedAt: 0, longest: 0, gaps: [] as number[], dragging: false };
    Object.assign(window, { notes });
    addEventListener('pointermove', () => (notes.movedAt = performance.now()), { capture: true });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) notes.longest = Math.max(notes.longest, duration);
    }).observe({ entryTypes: ['longtask'] });
    let last = performance.now();
    const frame = (now: number): void => {
      if (notes.dragging) notes.gaps.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

interface Noted {
  notes: { movedAt: number; longest: number; gaps: number[]; dragging: boolean };
}

async function figures(page: Page): Promise<{ longestTaskMs: number; frameMedianMs: number }> {
  return page.evaluate(() => {
    const { longest, gaps } = (window as unknown as Noted).notes;
    gaps.sort((a, b) => a - b);
    return { longestTaskMs: Math.round(longest), frameMedianMs: gaps[Math.floor(gaps.length / 2)] ?? 0 };
  });
}

/** @returns milliseconds from the last move until the log-likelihood shown is that of where the component lies */
async function drag(page: Page, dx: number): Promise<number> {
  const box = await page.getByRole('button', { name: 'Mean of Component 1' }).boundingBox();
  if (!box) throw new Error('no handle');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.evaluate(() => ((window as unknown as Noted).notes.dragging = true));
  await page.mouse.move(x + dx, y + dx / 4, { steps: 12 });
  const waited = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const { notes } = window as unknown as Noted;
        const look = (): void => {
          if (document.querySelector('.numbers.pending')) setTimeout(look, 1);
          else resolve(performance.now() - notes.movedAt);
        };
        setTimeout(look, 0);
      }),
  );
  await page.evaluate(() => ((window as unknown as Noted).notes.dragging = false));
  await page.mouse.up();
  await page.waitForTimeout(150);
  return waited;
}

/** A file of a million rows drawn from three Gaussians, always the same. */
function threeGroups(): string {
  const path = join(tmpdir(), 'bellwether-bench-three-groups.csv');
  const generator = createGenerator(1);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - generator.uniform())) * Math.cos(2 * Math.PI * generator.uniform());
  const groups = [
    [0, 0, 1],
    [5, 3, 0.7],
    [-3, 6, 1.2],
  ] as const;
  const lines = ['a,b'];
  for (let row = 0; row < rows; row++) {
    const u = generator.uniform();
    const [a, b, sd] = groups[u < 0.5 ? 0 : u < 0.8 ? 1 : 2];
    lines.push(`${(a + sd * normal()).toFixed(4)},${(b + sd * normal()).toFixed(4)}`);
  }
  writeFileSync(path, lines.join('\n'));
  return path;
}
