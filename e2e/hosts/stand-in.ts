import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import type { Asked, StandInMessage } from '../stand-in/messages.ts';
import { dragFiles } from './drag-files.ts';
import type { HostStart, StartedHost } from './started-host.ts';

const root = resolve(import.meta.dirname, '../..');

/** The built desktop app on the stand-in, and what a test may ask of that. */
export interface StandIn extends StartedHost {
  ask: <Name extends keyof Asked>(name: Name, params: Asked[Name]['params']) => Promise<Asked[Name]['answer']>;
  /** Resolves with the exit code when the app has ended. */
  ended: Promise<number | null>;
}

/** The desktop app as built, its main and preload scripts unchanged, in a real Chromium but without Electron. */
export async function startInStandIn({ files, folder, chromium }: HostStart): Promise<StandIn> {
  const main = join(root, 'out/main/index.js');
  const child = spawn(process.execPath, ['--import', join(root, 'e2e/stand-in/register.mjs'), main, ...files], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, BELLWETHER_SETTINGS: folder, STAND_IN_FOLDER: folder },
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const ask = asking(child);
  const port = await windowOf(child, ended);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = pageOf(browser);

  const notePaths = (paths: readonly string[]): Promise<void> =>
    page.evaluate(
      (entries) => {
        const { standInPaths } = window as unknown as { standInPaths: Map<string, string> };
        for (const [name, path] of entries) standInPaths.set(name, path);
      },
      paths.map((path) => [basename(path), path] as const),
    );

  return {
    page,
    ask,
    ended,
    pickFiles: async (paths, open) => {
      await ask('choose-files', { paths: [...paths] });
      await open();
    },
    dropFiles: async (paths) => {
      await notePaths(paths);
      await dragFiles(page, paths, true);
    },
    dragFilesOver: (paths) => dragFiles(page, paths, false),
    savedBy: async (save) => {
      const before = (await ask('recorded', null)).places.length;
      await save();
      // The dialog answers at once; the file is written a moment later.
      for (;;) {
        const place = (await ask('recorded', null)).places[before];
        if (place !== undefined && existsSync(place)) return { name: basename(place), bytes: await readFile(place) };
        await delay(20);
      }
    },
    close: async () => {
      await browser.close();
      if (child.connected) await ask('quit', null).catch(() => {});
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(late);
    },
  };
}

function asking(child: ChildProcess): StandIn['ask'] {
  let lastId = 0;
  return (name, params) => {
    const id = ++lastId;
    return new Promise((resolve) => {
      const receive = (message: StandInMessage): void => {
        if (message.kind !== 'answer' || message.id !== id) return;
        child.off('message', receive);
        resolve(message.answer as Asked[typeof name]['answer']);
      };
      child.on('message', receive);
      child.send({ id, name, params });
    });
  };
}

function windowOf(child: ChildProcess, ended: Promise<number | null>): Promise<number> {
  const opened = new Promise<number>((resolve) => {
    child.on('message', (message: StandInMessage) => {
      if (message.kind === 'window') resolve(message.port);
    });
  });
  const failed = ended.then((code) => Promise.reject(new Error(`the app ended with exit code ${code}`)));
  return Promise.race([opened, failed]);
}

function pageOf(browser: Browser): Page {
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('the stand-in has no page');
  return page;
}
