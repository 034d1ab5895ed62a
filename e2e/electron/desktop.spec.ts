import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test as base } from '../fixtures.ts';
import type { StandIn } from '../hosts/stand-in.ts';

/** The built desktop app on the stand-in: what only the desktop has. */
const test = base.extend<{ desktop: StandIn }>({
  desktop: async ({ app }, use) => use(app as StandIn),
});

const ours = 'app://bellwether';

test('the scheme is registered as secure before Electron is ready', async ({ desktop }) => {
  const { schemes, schemesBeforeReady } = await desktop.ask('recorded', null);
  expect(schemesBeforeReady).toBe(true);
  expect(schemes).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
});

test('the window runs its page in a sandbox, apart from Node and from the preload script', async ({ desktop }) => {
  const { windows } = await desktop.ask('recorded', null);
  expect(windows).toHaveLength(1);
  expect(windows[0]?.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
  });
  expect(windows[0]?.webPreferences?.preload).toMatch(/out[\\/]preload[\\/]index\.cjs$/);
});

test('the page is served under the content security policy, and follows it', async ({ page }) => {
  const policy = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'));
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src-elem 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe-eval');
  const violated = await page.evaluate(async () => {
    const violation = new Promise<string>((resolve) =>
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective)),
    );
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    return [await violation, 'injected' in window] as const;
  });
  expect(violated).toEqual(['script-src-elem', false]);
});

test('a path that leads out of the page’s folder is not served', async ({ page }) => {
  const statuses = await page.evaluate(async () => {
    const paths = ['/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/..%5c..%5cpackage.json', '/%00', '/%'];
    return Promise.all(paths.map(async (path) => (await fetch(path)).status));
  });
  expect(statuses).toEqual([404, 404, 404, 404, 404]);
});

test('the page gets three frozen functions of the preload script, and nothing of Electron or Node', async ({
  page,
}) => {
  const seen = await page.evaluate(() => ({
    bridge: Object.keys((window as unknown as { bellwether: object }).bellwether).sort(),
    frozen: Object.isFrozen((window as unknown as { bellwether: object }).bellwether),
    others: ['require', 'process', 'module', 'ipcRenderer', 'electron'].filter((name) => name in window),
  }));
  expect(seen).toEqual({ bridge: ['grantDroppedFiles', 'onMessage', 'send'], frozen: true, others: [] });
});

/** Sends a request through the preload script, as the page does, and waits for its reply. */
async function ask(page: Page, method: string, params: object): Promise<unknown> {
  return page.evaluate(
    ([method, params]) =>
      new Promise<unknown>((resolve) => {
        const { bellwether } = window as unknown as {
          bellwether: { send: (message: unknown) => void; onMessage: (listener: (message: unknown) => void) => void };
        };
        const id = 1_000_000 + Math.floor(performance.now() * 1000); // far from the page's own numbers
        bellwether.onMessage((message) => {
          const { kind, id: answered, reply } = message as { kind: string; id?: number; reply?: unknown };
          if (kind === 'reply' && answered === id) resolve(reply);
        });
        const sent = 'bytes' in params ? { ...params, bytes: new Uint8Array(params.bytes as number[]) } : params;
        bellwether.send({ kind: 'request', id, method, params: sent });
      }),
    [method, params] as const,
  );
}

test('the engine and the host answer over IPC', async ({ page }) => {
  expect(await ask(page, 'host.describe', {})).toMatchObject({ ok: true, value: { host: 'electron', dialogs: true } });
  expect(await ask(page, 'samples.list', {})).toMatchObject({ ok: true });
  expect(await ask(page, 'column.values', { count: -1 })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
});

test('a file that nobody granted is refused; one chosen in the dialog is read', async ({ page, folder, desktop }) => {
  const path = join(folder, 'table.csv');
  writeFileSync(path, 'a,b\n1,2\n3,4\n');
  const open = () => ask(page, 'dataset.open', { source: { kind: 'path', path }, overrides: {} });
  expect(await open()).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  await desktop.ask('choose-files', { paths: [path] });
  expect(await ask(page, 'host.pick-files', {})).toEqual({ ok: true, value: { sources: [{ kind: 'path', path }] } });
  expect(await open()).toMatchObject({ ok: true, value: { rows: 2 } });
  await expect.poll(async () => (await desktop.ask('recorded', null)).recentDocuments).toEqual([path]);
});

test('saving appends the extension, asks before it replaces, and remembers the folder', async ({
  page,
  folder,
  desktop,
}) => {
  const save = (bytes: number[]) => ask(page, 'host.save-file', { suggestedName: '../sneaky/chart.png', bytes });
  await desktop.ask('choose-place', { path: join(folder, 'picture') });
  expect(await save([1, 2])).toEqual({ ok: true, value: { path: join(folder, 'picture.png') } });
  expect([...readFileSync(join(folder, 'picture.png'))]).toEqual([1, 2]);

  await desktop.ask('answer-question', { button: 1 }); // Cancel
  expect(await save([3])).toEqual({ ok: true, value: { path: null } });
  expect([...readFileSync(join(folder, 'picture.png'))]).toEqual([1, 2]);
  await desktop.ask('answer-question', { button: 0 }); // Replace
  expect(await save([3])).toMatchObject({ ok: true, value: { path: join(folder, 'picture.png') } });
  expect([...readFileSync(join(folder, 'picture.png'))]).toEqual([3]);

  expect(await ask(page, 'settings.read', {})).toMatchObject({ ok: true, value: { lastFolder: folder } });
  await desktop.ask('choose-place', { path: join(folder, 'no-such-folder', 'a.png') });
  expect(await save([4])).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
});

test('a file that the page only names gets no path from the preload script', async ({ page }) => {
  const sources = await page.evaluate(() => {
    const { bellwether } = window as unknown as {
      bellwether: { grantDroppedFiles: (files: File[]) => Promise<unknown[]> };
    };
    return bellwether.grantDroppedFiles([new File(['a'], '/etc/passwd')]);
  });
  expect(sources).toEqual([]);
});

test('the page cannot leave, open windows, or embed other sites', async ({ page, desktop }) => {
  const before = page.url();
  await page.evaluate(() => {
    location.href = 'https://example.org/';
  });
  await page.evaluate(() => void window.open('https://example.net/'));
  await expect
    .poll(async () => (await desktop.ask('recorded', null)).prevented)
    .toEqual(expect.arrayContaining(['https://example.org/']));
  expect(page.url()).toBe(before);
  await expect.poll(() => page.context().pages().length).toBe(1);
});

test('the page may write to the clipboard and fill the screen; everything else is denied', async ({ desktop }) => {
  const granted = { request: true, check: true };
  const denied = { request: false, check: false };
  for (const permission of ['clipboard-sanitized-write', 'fullscreen'])
    expect(await desktop.ask('permission', { permission, origin: ours })).toEqual(granted);
  for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'midi', 'hid'])
    expect(await desktop.ask('permission', { permission, origin: ours }), permission).toEqual(denied);
  const foreign = { permission: 'fullscreen', origin: 'https://example.org' };
  expect((await desktop.ask('permission', foreign)).check).toBe(false);
});

test('after a crash the page comes back', async ({ page, desktop }) => {
  const context = page.context();
  await desktop.ask('crash-page', null);
  await expect
    .poll(async () => {
      const [now] = context.pages();
      return now === page ? 'crashed' : now?.evaluate(() => 'bellwether' in window).catch(() => 'loading');
    })
    .toBe(true);
});

test('the app ends in good order, its threads before it', async ({ desktop }) => {
  await desktop.ask('quit', null).catch(() => {});
  expect(await desktop.ended).toBe(0);
});

test.describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-desktop-'));
  const path = join(folder, 'heights.csv');
  writeFileSync(path, 'height\n1.7\n1.8\n1.9\n');
  test.use({ files: [path] });

  test('named on the command line go with the single-instance lock, so that a second start can hand them over', async ({
    desktop,
  }) => {
    expect((await desktop.ask('recorded', null)).instanceData).toEqual({ files: [path] });
  });
});
