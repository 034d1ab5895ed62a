import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { app, dialog } from 'electron';
import { createEngine } from '../../engine/engine.ts';
import { locateApp } from '../assets/locate-app.ts';
import { registerAppScheme } from './app-protocol.ts';
import { filesOfArguments } from './files-to-open.ts';
import { startApp } from './start-app.ts';

// Before anything is awaited: once Electron is ready, schemes are fixed.
registerAppScheme();

const parts = locateApp(import.meta.url);
// A second start hands its files to the first one. Chromium may reorder its arguments on the way, so they go as data.
const first = app.requestSingleInstanceLock({
  files: filesOfArguments(process.argv, app.isPackaged, process.cwd()),
});
if (first) {
  startApp({
    app: parts,
    engine: createEngine({
      spawnWorker: () => new Worker(new URL('./worker.js', import.meta.url)),
      samplesFolder: parts.samplesFolder,
    }),
    preload: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
  }).catch((thrown: unknown) => {
    dialog.showErrorBox('Bellwether could not start', thrown instanceof Error ? thrown.message : String(thrown));
    app.exit(1);
  });
} else {
  app.quit();
}
