import type { BrowserWindow, MessageBoxOptions } from 'electron';

const oftenMs = 60_000;
const mostInARow = 3;

/**
 * Loads the page again when its process dies: everything the person made is in the engine, in another process. A page
 * that dies again and again is left alone, with a word.
 */
export function recoverFromCrashes(
  window: BrowserWindow,
  ask: (options: MessageBoxOptions) => Promise<{ response: number }>,
  now: () => number = Date.now,
): void {
  let crashes: number[] = [];
  window.webContents.on('render-process-gone', (_, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    crashes = [...crashes.filter((time) => now() - time < oftenMs), now()];
    if (crashes.length <= mostInARow) return window.webContents.reload();
    void ask({
      type: 'error',
      message: 'The window keeps failing.',
      detail: `Reason: ${reason}. Your data are still loaded; the window can be tried again, or Bellwether started anew.`,
      buttons: ['Try Again', 'Leave It'],
    }).then(({ response }) => {
      if (response === 0 && !window.isDestroyed()) window.webContents.reload();
    });
  });
  window.on('unresponsive', () => {
    void ask({
      type: 'warning',
      message: 'The window does not answer.',
      detail: 'Loading it again keeps your files, filters and fits.',
      buttons: ['Load Again', 'Wait'],
      defaultId: 1,
      cancelId: 1,
    }).then(({ response }) => {
      if (response === 0 && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
    });
  });
}
