import type { SettingsFile } from '../settings/settings-file.ts';
import type { GrantedFiles } from './granted-files.ts';
import type { HostHandlers } from './serve-host.ts';

/**
 * Settings as a page may see and change them. Only the host adds to the files opened last and to the last folder, for
 * these name paths that will be opened again: a page may remove entries of the list it sees, those it may open.
 */
export function settingsRequests(
  file: SettingsFile,
  files: GrantedFiles,
): Pick<HostHandlers, 'settings.read' | 'settings.write'> {
  return {
    'settings.read': () => {
      const settings = file.read();
      return { ...settings, recent: settings.recent.filter(({ path }) => files.allows(path)) };
    },
    'settings.write': ({ settings }) => {
      const stored = file.read();
      const kept = new Set(settings.recent.map(({ path }) => path));
      const recent = stored.recent.filter(({ path }) => kept.has(path) || !files.allows(path));
      file.write({ ...settings, recent, lastFolder: stored.lastFolder });
      return null;
    },
  };
}
