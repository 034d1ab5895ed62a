// How soon the page repaints after a person's move, on a million rows, measured inside a browser over the loopback host.
//   npm run bench page [-- --rows 1000000] [--changes 40]
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, changes: { type: 'string', default: '40' } },
});
const rows = Number(values.rows);
const changes = Number(values.changes);
const cli = resolve(process.cwd(), 'out/main/cli.js');
if (!existsSync(cli)) throw new Error('Build first: npm run build.');

/** Seeded, so that every run draws the same picture. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}

/** Eight columns of numbers and one of three groups, some 75 MB per million rows. */
async function writeTable(path: string): Promise<void> {
  const random = generator(1);
  const normal = (): number => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  const file = createWriteStream(path);
  file.write('a,b,c,d,e,f,g,h,kind\n');
  for (let from = 0; from < rows; from += 10_000) {
    let block = '';
    for (let row = from; row < Math.min(rows, from + 10_000); row++) {
      const numbers = Array.from({ length: 8 }, (_, column) => (normal() * (column + 1) + (row % 3)).toFixed(5));
      block += `${numbers.join(',')},${['red', 'green', 'blue'][row % 3]}\n`;
    }
    if (!file.write(block)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}

/**
 * Milliseconds from a change to the frame in which the chart shows its answer: the change runs, the label of the chart
 * (or the text of an element) becomes another one, and the next frame is presented.
 */
function timed(page: Page, change: string, watched: string): Promise<number> {
  return page.evaluate(
    async ([code, selector]) => {
      const element = document.querySelector(selector!)!;
      const read = (): string => element.getAttribute('aria-label') ?? element.textContent ?? '';
      const before = read();
      const answered = new Promise<void>((resolve) => {
        const watch = new MutationObserver(() => {
          const now = read();
          if (now === before || now.includes('…')) return;
          watch.disconnect();
          resolve();
        });
        watch.observe(element, { attributes: true, childList: true, characterData: true, subtree: true });
      });
      const start = performance.now();
      // The page's policy forbids code from text; only known changes are named.
      const [kind, name, value] = code!.split('|') as [string, string, string];
      const input = document.querySelector<HTMLInputElement | HTMLSelectElement>(name)!;
      input.value = value;
      input.dispatchEvent(new Event(kind, { bubbles: true }));
      if (kind === 'input' && input.type === 'text') input.dispatchEvent(new Event('blur', { bubbles: true }));
      await answered;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return performance.now() - start;
    },
    [change, watched],
  );
}

const figures: { what: string; medianMs: number; p95Ms: number; worstMs: number; changes: number }[] = [];

function report(what: string, times: number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN);
  const half = sorted.length / 2;
  const median = Math.round(((sorted[Math.ceil(half) - 1] ?? NaN) + (sorted[Math.floor(half)] ?? NaN)) / 2);
  const figure = { what, medianMs: median, p95Ms: at(0.95), worstMs: at(1), changes: times.length };
  figures.push(figure);
  console.log(
    `${what}: median ${figure.medianMs} ms, 95th percentile ${figure.p95Ms} ms, slowest ${figure.worstMs} ms`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'bellwether-bench-'));
const path = join(folder, 'million.csv');
await writeTable(path);
const started = performance.now();
const server = spawn(process.execPath, [cli, 'serve', '--no-open', path], {
  stdio: ['ignore', 'pipe', 'ignore'],
  env: { ...process.env, BELLWETHER_SETTINGS: folder },
});
const [line] = (await once(server.stdout, 'data')) as [Buffer];
const { url } = JSON.parse(line.toString().split('\n')[0]!) as { url: string };
const executablePath = process.env.CHROMIUM;
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(url);
  const shown = async (selector: string): Promise<number> => {
    await page.locator(selector).first().waitFor({ timeout: 120_000 });
    return Math.round(performance.now() - started);
  };
  const chart = '[role=img][aria-label^=Histogram]';
  // The small histograms of a file that is still loading; a fast reader may be done before the page has come up.
  const firstMs = await Promise.any([shown('.previews figure'), shown(chart)]);
  const openMs = await shown(chart);
  console.log(
    `from the program's start: first histogram ${firstMs} ms, all ${rows} rows × 9 columns open ${openMs} ms`,
  );
  await page.waitForTimeout(3000);

  const bins = 'input[type=range][aria-label="Number of bins"]';
  const times: number[] = [];
  for (let change = 0; change < changes; change++)
    times.push(await timed(page, `input|${bins}|${10 + (change % 40)}`, chart));
  report('change the number of bins', times);

  await page.getByRole('button', { name: 'μ ± σ', exact: true }).click();
  await page.waitForTimeout(1000);
  const lower = 'input[aria-label="Lower end of the interval"]';
  const intervals: number[] = [];
  for (let change = 0; change < changes; change++)
    intervals.push(await timed(page, `input|${lower}|${(-2 + change * 0.01).toFixed(2)}`, '.interval-text'));
  report('move the end of an interval', intervals);

  const split = '.controls label:last-of-type select';
  const groups: number[] = [];
  for (let change = 0; change < Math.min(changes, 24); change++) {
    groups.push(await timed(page, `change|${split}|${change % 2 === 0 ? 'kind' : ''}`, chart));
    await page.waitForTimeout(400);
  }
  report('split into three groups, and back', groups);
  const date = new Date().toISOString().slice(0, 10);
  const hardware = `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`;
  const load = Number(loadavg()[0]?.toFixed(1));
  mkdirSync('bench/results', { recursive: true });
  writeFileSync(
    `bench/results/page-${date}.json`,
    `${JSON.stringify({ date, hardware, loadAverage: load, rows, figures }, null, 2)}\n`,
  );
} finally {
  await browser.close();
  server.kill('SIGINT');
  rmSync(folder, { recursive: true });
}
