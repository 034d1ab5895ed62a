import { existsSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { RequestError } from '../../../shared/contract/errors.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

/**
 * Asks where to save, and saves. An existing file is replaced only after the person said so.
 * @param suggestedName  file name with extension; a path in it is cut off
 * @returns the path; null after Cancel
 * @throws {RequestError} `not-allowed` when the file cannot be written
 */
export async function saveFile(
  window: BrowserWindow,
  settings: SettingsFile,
  suggestedName: string,
  bytes: Uint8Array,
): Promise<string | null> {
  const name = basename(suggestedName.replaceAll('\\', '/'));
  const extension = extname(name);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(settings.read().lastFolder ?? app.getPath('documents'), name),
    filters: extension === '' ? [] : [{ name: extension.slice(1).toUpperCase(), extensions: [extension.slice(1)] }],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  if (canceled || filePath === '') return null;
  // On Linux the dialog does not append the extension, so it has not asked about the file that will be written.
  const path = extname(filePath) === '' ? filePath + extension : filePath;
  if (path !== filePath && existsSync(path) && !(await mayReplace(window, path))) return null;
  await write(path, bytes);
  settings.write({ ...settings.read(), lastFolder: dirname(path) });
  return path;
}

async function mayReplace(window: BrowserWindow, path: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `“${basename(path)}” exists already. Replace it?`,
    buttons: ['Replace', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}

/** All or nothing: a full disk leaves the file that was there. */
async function write(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.part`;
  try {
    await writeFile(temporary, bytes);
    await rename(temporary, path);
  } catch (thrown) {
    await rm(temporary, { force: true });
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new RequestError('not-allowed', `“${basename(path)}” could not be saved: ${reason}`, { path });
  }
}
