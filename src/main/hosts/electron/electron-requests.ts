import { nativeTheme, type BrowserWindow } from 'electron';
import type { SourceRequest } from '../../../shared/contract/requests.ts';
import type { GrantedFiles } from '../requests/granted-files.ts';
import type { HostHandlers } from '../requests/serve-host.ts';
import { settingsRequests } from '../requests/settings-requests.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { pickFiles } from './open-dialog.ts';
import { saveFile } from './save-dialog.ts';

/** What the desktop app answers itself. */
export function electronRequests(parts: {
  version: string;
  settings: SettingsFile;
  files: GrantedFiles;
  /** Files named before the page asked; handed out once. */
  takeOpenFirst: () => SourceRequest[];
  window: () => BrowserWindow;
}): HostHandlers {
  const { version, settings, files, takeOpenFirst, window } = parts;
  const { 'settings.read': read, 'settings.write': write } = settingsRequests(settings, files);
  return {
    'host.describe': () => ({ host: 'electron', version, dialogs: true, openFirst: takeOpenFirst() }),
    'host.pick-files': async () => ({ sources: await pickFiles(window(), settings, files) }),
    'host.save-file': async ({ suggestedName, bytes }) => ({
      path: await saveFile(window(), settings, suggestedName, bytes),
    }),
    'settings.read': read,
    'settings.write': (params) => {
      nativeTheme.themeSource = params.settings.theme; // menus and dialogs follow the page
      return write(params);
    },
  };
}
