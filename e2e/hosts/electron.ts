import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { _electron } from '@playwright/test';
import { dragFiles } from './drag-files.ts';
import type { HostStart, StartedHost } from './started-host.ts';

const root = resolve(import.meta.dirname, '../..');

/** The desktop app itself. Only where Electron's binary is installed: see playwright.config.ts. */
export async function startInElectron({ files, folder }: HostStart): Promise<StartedHost> {
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env;
  const electron = await _electron.launch({
    args: [root, `--user-data-dir=${join(folder, 'profile')}`, ...files],
    env: { ...(environment as Record<string, string>), BELLWETHER_SETTINGS: folder },
  });
  const page = await electron.firstWindow();
  return {
    page,
    pickFiles: async (paths, open) => {
      await electron.evaluate(
        ({ dialog }, filePaths) => {
          dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
        },
        [...paths],
      );
      await open();
    },
    dropFiles: (paths) => dragFiles(page, paths, true),
    dragFilesOver: (paths) => dragFiles(page, paths, false),
    savedBy: async (save) => {
      const asked = electron.evaluate(
        ({ dialog }, folder) =>
          new Promise<string>((done) => {
            dialog.showSaveDialog = (...given: unknown[]) => {
              const { defaultPath = '' } = given.at(-1) as { defaultPath?: string };
              const filePath = `${folder}/${defaultPath.split(/[\\/]/).at(-1)}`;
              setTimeout(() => done(filePath), 500); // the file is written after the dialog has closed
              return Promise.resolve({ canceled: false, filePath });
            };
          }),
        folder,
      );
      await save();
      const path = await asked;
      return { name: basename(path), bytes: await readFile(path) };
    },
    close: () => electron.close(),
  };
}
