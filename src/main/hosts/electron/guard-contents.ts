import type { App, Session } from 'electron';
import { appOrigin } from './app-protocol.ts';

/** The only things a page may ask of the system: putting a chart on the clipboard, and filling the screen. */
const allowedPermissions: readonly string[] = ['clipboard-sanitized-write', 'fullscreen'];

/** Keeps every page, present and future, where it is: no other address, no further window, no embedded one. */
export function guardNavigation(app: App): void {
  app.on('web-contents-created', (_, contents) => {
    // A file dropped beside the drop zone would otherwise replace the page.
    contents.on('will-navigate', (event) => {
      if (!isOurs(event.url)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!isOurs(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (!isOurs(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Electron grants every permission unless told otherwise. */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_, permission, decide) => decide(allowedPermissions.includes(permission)));
  session.setPermissionCheckHandler(
    (_, permission, origin) => isOurs(origin) && allowedPermissions.includes(permission),
  );
  session.setDevicePermissionHandler(() => false);
}

/** Whether an address is the page's own. The origin of a URL with an unusual scheme is "null" in Node, hence by hand. */
export function isOurs(url: string): boolean {
  return url === appOrigin || url.startsWith(`${appOrigin}/`);
}
