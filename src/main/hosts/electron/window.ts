import { BrowserWindow } from 'electron';
import { appOrigin } from './app-protocol.ts';

/**
 * A window on the page. The page runs in a sandbox without Node, in a world apart from the preload script's.
 * @param preload  absolute path of the built preload script
 */
export function createWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Bellwether',
    name: 'main',
    windowStatePersistence: true,
    width: 1280,
    height: 820,
    minWidth: 640,
    minHeight: 420,
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${appOrigin}/`);
  return window;
}
