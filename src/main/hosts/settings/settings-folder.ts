import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this person's settings are kept, the same for every host; `BELLWETHER_SETTINGS` names another folder. */
export function settingsFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (environment.BELLWETHER_SETTINGS) return environment.BELLWETHER_SETTINGS;
  switch (platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'bellwether');
    case 'win32':
      return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'bellwether');
    default:
      return join(environment.XDG_CONFIG_HOME || join(homedir(), '.config'), 'bellwether');
  }
}
