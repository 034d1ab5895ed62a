import { RequestError } from '../../../shared/contract/errors.ts';
import type { SourceRequest } from '../../../shared/contract/requests.ts';
import type { GrantedFiles } from '../requests/granted-files.ts';
import type { HostHandlers } from '../requests/serve-host.ts';
import { settingsRequests } from '../requests/settings-requests.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

/** What the loopback host answers itself. It has no dialogs: the browser picks files, and downloads. */
export function loopbackRequests(parts: {
  version: string;
  openFirst: readonly SourceRequest[];
  settings: SettingsFile;
  files: GrantedFiles;
}): HostHandlers {
  let openFirst = [...parts.openFirst];
  const noDialogs = (): never => {
    throw new RequestError('not-available', 'In a browser, files are chosen and saved by the browser itself.');
  };
  return {
    'host.describe': () => {
      // Only the first page opens them: a reload finds them open.
      const toOpen = openFirst;
      openFirst = [];
      return { host: 'loopback', version: parts.version, dialogs: false, openFirst: toOpen };
    },
    'host.pick-files': noDialogs,
    'host.save-file': noDialogs,
    ...settingsRequests(parts.settings, parts.files),
  };
}
