import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { expect, test, vi } from 'vitest';
import { recoverFromCrashes } from './recover-from-crashes.ts';

function watched() {
  const webContents = Object.assign(new EventEmitter(), { reload: vi.fn(), forcefullyCrashRenderer: vi.fn() });
  const window = Object.assign(new EventEmitter(), { webContents, isDestroyed: () => false });
  let time = 0;
  const ask = vi.fn(() => Promise.resolve({ response: 1 }));
  recoverFromCrashes(window as unknown as BrowserWindow, ask, () => time);
  const crash = (reason = 'crashed') => webContents.emit('render-process-gone', {}, { reason });
  return { window, webContents, ask, crash, pass: (ms: number) => (time += ms) };
}

test('a page that dies is loaded again; one that ends by itself is not', () => {
  const { crash, webContents } = watched();
  crash('clean-exit');
  expect(webContents.reload).not.toHaveBeenCalled();
  crash('oom');
  expect(webContents.reload).toHaveBeenCalledOnce();
});

test('after three deaths within a minute the person is asked; a minute later it starts afresh', () => {
  const { crash, webContents, ask, pass } = watched();
  for (let i = 0; i < 4; i++) crash();
  expect(webContents.reload).toHaveBeenCalledTimes(3);
  expect(ask).toHaveBeenCalledOnce();
  pass(60_000);
  crash();
  expect(webContents.reload).toHaveBeenCalledTimes(4);
});

test('a window that does not answer is ended only when the person says so', async () => {
  const { window, webContents, ask } = watched();
  window.emit('unresponsive');
  await vi.waitFor(() => expect(ask).toHaveBeenCalledOnce());
  expect(webContents.forcefullyCrashRenderer).not.toHaveBeenCalled();
  ask.mockResolvedValueOnce({ response: 0 });
  window.emit('unresponsive');
  await vi.waitFor(() => expect(webContents.forcefullyCrashRenderer).toHaveBeenCalledOnce());
});
