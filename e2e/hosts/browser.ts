import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { dragFiles } from './drag-files.ts';
import type { HostStart, StartedHost } from './started-host.ts';

const cli = resolve(import.meta.dirname, '../../out/main/cli.js');

export interface Served {
  /** With the token. */
  url: string;
  port: number;
  close: () => Promise<void>;
}

/** Starts `bellwether serve` and reads the address from its first line. */
export async function serve(files: readonly string[], settings: string): Promise<Served> {
  const child = spawn(process.execPath, [cli, 'serve', '--no-open', ...files], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, BELLWETHER_SETTINGS: settings },
  });
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text);
    });
    child.on('exit', (code) => reject(new Error(`bellwether serve ended with exit code ${code}`)));
  });
  const { url, port } = JSON.parse(line) as { url: string; port: number };
  const close = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
  };
  return { url, port, close };
}

/** The loopback host's page in Chromium. */
export async function startInBrowser({ files, folder, chromium, launchOptions }: HostStart): Promise<StartedHost> {
  const served = await serve(files, folder);
  const browser = await chromium.launch(launchOptions);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(served.url);
  return {
    page,
    pickFiles: async (paths, open) => {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), open()]);
      await chooser.setFiles([...paths]);
    },
    dropFiles: (paths) => dragFiles(page, paths, true),
    dragFilesOver: (paths) => dragFiles(page, paths, false),
    savedBy: async (save) => {
      const [download] = await Promise.all([page.waitForEvent('download'), save()]);
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    },
    close: async () => {
      await browser.close();
      await served.close();
    },
  };
}
