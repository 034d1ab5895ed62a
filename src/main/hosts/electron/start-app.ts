import { Menu, app, dialog, ipcMain, nativeTheme, session, type BrowserWindow } from 'electron';
import type { SourceRequest } from '../../../shared/contract/requests.ts';
import type { Engine } from '../../engine/engine.ts';
import type { AppParts } from '../assets/locate-app.ts';
import { GrantedFiles } from '../requests/granted-files.ts';
import { serveHost, type HostServer } from '../requests/serve-host.ts';
import { SettingsFile } from '../settings/settings-file.ts';
import { settingsFolder } from '../settings/settings-folder.ts';
import { serveAppScheme } from './app-protocol.ts';
import { electronRequests } from './electron-requests.ts';
import { FilesToOpen, filesOfArguments } from './files-to-open.ts';
import { guardNavigation, guardPermissions } from './guard-contents.ts';
import { serveIpc } from './ipc-server.ts';
import { menuTemplate } from './menu.ts';
import { pickFiles } from './open-dialog.ts';
import { quitGracefully } from './quit-gracefully.ts';
import { recoverFromCrashes } from './recover-from-crashes.ts';
import { createWindow } from './window.ts';

/** Wires the desktop app together; called once, by the first instance, before Electron is ready. */
export async function startApp(parts: { app: AppParts; engine: Engine; preload: string }): Promise<void> {
  const { engine, preload } = parts;
  const files = new GrantedFiles();
  const settings = new SettingsFile(settingsFolder());
  for (const { path } of settings.read().recent) files.grant(path); // only the host adds to that list
  const filesToOpen = new FilesToOpen(files, (sources) => host.emit('open-requested', { sources }));
  const wanted = filesOfArguments(process.argv, app.isPackaged, process.cwd());
  filesToOpen.open(wanted);
  if (wanted.length === 0) engine.warmUp();
  filesToOpen.listen(app);

  let window: BrowserWindow | null = null;
  const host: HostServer = serveHost(
    engine,
    electronRequests({
      version: parts.app.version,
      settings,
      files,
      takeOpenFirst: () => filesToOpen.take(),
      window: showWindow,
    }),
    files,
    (path) => {
      settings.remember(path);
      app.addRecentDocument(path);
      showMenu();
    },
  );

  function showWindow(): BrowserWindow {
    if (window !== null) return window;
    window = createWindow(preload);
    ipc.attach(window.webContents);
    window.on('closed', () => (window = null));
    recoverFromCrashes(window, (options) => dialog.showMessageBox(options));
    return window;
  }

  function showMenu(): void {
    const template = menuTemplate(
      {
        open: () => void pickFiles(showWindow(), settings, files).then((sources) => announce(sources)),
        openRecent: (path) => filesToOpen.open([path]),
        clearRecent: () => {
          settings.write({ ...settings.read(), recent: [] });
          app.clearRecentDocuments();
          showMenu();
        },
        command: (command) => host.emit('command-requested', { command }),
      },
      settings.read().recent,
      process.platform,
    );
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  const announce = (sources: SourceRequest[]): void => {
    if (sources.length > 0) host.emit('open-requested', { sources });
  };

  const ipc = serveIpc(ipcMain, host, files);
  guardNavigation(app);
  quitGracefully(app, () => engine.close());
  app.on('second-instance', (_, _argv, _folder, data) => {
    if (app.isReady()) raise(showWindow());
    filesToOpen.open((data as { files: string[] }).files);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', showWindow);

  await app.whenReady();
  nativeTheme.themeSource = settings.read().theme;
  serveAppScheme(parts.app.page);
  guardPermissions(session.defaultSession);
  showMenu();
  showWindow();
}

function raise(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}
