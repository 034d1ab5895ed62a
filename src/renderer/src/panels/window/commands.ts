import type { App } from '../../state/app.svelte.ts';
import type { WindowState } from '../../state/window.svelte.ts';

/** By the host's dialog where it has one, else by the browser's. */
export function openFile(app: App, shell: WindowState): void {
  if (app.host.dialogs) void app.pickFiles();
  else shell.pickInPage();
}

const themes = ['system', 'light', 'dark'] as const;

export function nextTheme(app: App): void {
  const place = themes.indexOf(app.settings.theme);
  app.changeSettings({ theme: themes[(place + 1) % themes.length] ?? 'system' });
}
