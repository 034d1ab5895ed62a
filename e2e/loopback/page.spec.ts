import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';

/** Asks the engine from the page's own place, over a connection of its own. */
const describeHost = (): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${location.host}/socket`);
    socket.onopen = () => resolve('open');
    socket.onerror = () => reject(new Error('refused'));
  });

test('the token leaves the address and the history once it was used', async ({ page }) => {
  await expect(page).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  await page.goBack().catch(() => null);
  expect(page.url()).not.toContain('token');
});

test('a reload and a second tab need no token', async ({ page }) => {
  await page.waitForURL(/:\d+\/$/);
  await page.reload();
  expect(await page.evaluate(describeHost)).toBe('open');
  const second = await page.context().newPage();
  await second.goto(page.url());
  expect(await second.evaluate(describeHost)).toBe('open');
});

test('a connection that breaks is made again, and the page goes on as it was', async ({ page }) => {
  await page.waitForURL(/:\d+\/$/);
  await page.addInitScript(() => {
    const made: WebSocket[] = [];
    Object.assign(window, { made });
    window.WebSocket = class extends WebSocket {
      constructor(url: string | URL) {
        super(url);
        made.push(this);
      }
    };
  });
  await page.reload();
  await page.getByRole('button', { name: 'Old Faithful' }).click();
  await expect(page.getByRole('img', { name: /^Histogram of eruptions/ })).toBeVisible();
  await page.evaluate(() => (window as unknown as { made: WebSocket[] }).made[0]!.close());
  await page.getByRole('tab', { name: 'Pair' }).click();
  await expect(page.getByText('−1,289.79675').first()).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { made: WebSocket[] }).made.length)).toBeGreaterThan(1);
});

test('another browser without the token is not let in', async ({ page, browser }) => {
  await page.waitForURL(/:\d+\/$/);
  const stranger = await (await browser.newContext()).newPage();
  const response = await stranger.goto(page.url());
  expect(response?.status()).toBe(403);
  await expect(stranger.getByText('holds the key')).toBeVisible();
});

test('no other site can frame the page or read from it', async ({ page, browser }) => {
  await page.waitForURL(/:\d+\/$/);
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.route('https://other.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<iframe src="${page.url()}"></iframe>` }),
  );
  await other.goto('https://other.example/');
  const read = await other.evaluate(
    (url) =>
      fetch(url, { credentials: 'include' }).then(
        () => 'read',
        () => 'refused',
      ),
    page.url(),
  );
  expect(read).toBe('refused');
  const frame = other.frames().find((each) => each.parentFrame() !== null);
  expect(await frame?.content().catch(() => '')).not.toContain('id="app"');
});

test('the page runs without a breach of its policy, in the console or in silence', async ({ page }) => {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.waitForURL(/:\d+\/$/);
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective));
  });
  await page.reload({ waitUntil: 'networkidle' });
  expect(problems).toEqual([]);
});

test.describe('a file of the command line', () => {
  const path = join(tmpdir(), `bellwether-granted-${process.pid}.csv`);
  writeFileSync(path, 'a\n1\n2\n');
  test.use({ files: [path] });

  test('may be read; its neighbours may not', async ({ page }) => {
    await page.waitForURL(/:\d+\/$/);
    const open = (path: string): Promise<unknown> =>
      page.evaluate(async (path) => {
        const header = JSON.stringify({
          kind: 'request',
          id: 1,
          method: 'dataset.open',
          params: { source: { kind: 'path', path }, overrides: {} },
        });
        const body = new TextEncoder().encode(header);
        const bytes = new Uint8Array(8 + body.length);
        new DataView(bytes.buffer).setUint32(0, body.length, true);
        bytes.set(body, 8);
        const socket = new WebSocket(`ws://${location.host}/socket`);
        socket.binaryType = 'arraybuffer';
        socket.onopen = () => socket.send(bytes);
        return new Promise<unknown>((resolve) => {
          socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
            const length = new DataView(data).getUint32(0, true);
            const message = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 8, length))) as { kind: string };
            if (message.kind === 'reply') resolve(message);
          };
        });
      }, path);
    expect(await open(path)).toMatchObject({ reply: { ok: true, value: { rows: 2 } } });
    const denied = { reply: { ok: false, error: { code: 'not-allowed' } } };
    expect(await open('/etc/passwd')).toMatchObject(denied);
    expect(await open(`${path}/../../etc/passwd`)).toMatchObject(denied);
    expect(await open(join(tmpdir(), 'other.csv'))).toMatchObject(denied);
  });
});
