import { dirname } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { SourceRequest } from '../../../shared/contract/requests.ts';
import type { GrantedFiles } from '../requests/granted-files.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

const extensions = ['csv', 'tsv', 'tab', 'txt', 'dat', 'gz', 'parquet', 'jsonl', 'ndjson'];

/** Lets the person choose files, and grants them. @returns an empty list after Cancel */
export async function pickFiles(
  window: BrowserWindow,
  settings: SettingsFile,
  files: GrantedFiles,
): Promise<SourceRequest[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open tables',
    defaultPath: settings.read().lastFolder ?? app.getPath('documents'),
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: 'Tables', extensions },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  const [first] = filePaths;
  if (canceled || first === undefined) return [];
  settings.write({ ...settings.read(), lastFolder: dirname(first) });
  return filePaths.map((path) => files.grant(path));
}
