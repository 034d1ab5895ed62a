import type { MenuItemConstructorOptions } from 'electron';
import type { Settings } from '../../../shared/contract/settings.ts';

export interface MenuActions {
  open: () => void;
  openRecent: (path: string) => void;
  clearRecent: () => void;
  /** A command that the page owns, by its name. */
  command: (name: string) => void;
}

type Item = MenuItemConstructorOptions;

/** The menu as plain data. Undo and redo are the page's own: they cover views, filters and models, not only text. */
export function menuTemplate(actions: MenuActions, recent: Settings['recent'], platform: NodeJS.Platform): Item[] {
  const mac = platform === 'darwin';
  const command = (label: string, name: string, accelerator?: string): Item => ({
    label,
    accelerator,
    click: () => actions.command(name),
    // The page listens to these keys itself, in every host; the menu only shows them.
    registerAccelerator: false,
  });
  const separator: Item = { type: 'separator' };
  const recentFiles: Item[] = recent.map(({ path, name }) => ({
    label: name,
    toolTip: path,
    click: () => actions.openRecent(path),
  }));
  return [
    ...(mac ? [{ role: 'appMenu' } as Item] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Open…', accelerator: 'CmdOrCtrl+O', registerAccelerator: false, click: actions.open },
        {
          label: 'Open Recent',
          enabled: recent.length > 0,
          submenu: [...recentFiles, separator, { label: 'Clear This List', click: actions.clearRecent }],
        },
        separator,
        command('How the File Is Read…', 'reading'),
        command('Export…', 'export', 'Shift+CmdOrCtrl+E'),
        command('Close File', 'close'),
        separator,
        mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        command('Undo', 'undo', 'CmdOrCtrl+Z'),
        command('Redo', 'redo', 'Shift+CmdOrCtrl+Z'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        command('Filter Rows…', 'filter', 'Shift+CmdOrCtrl+F'),
      ],
    },
    {
      label: '&View',
      submenu: [
        command('All Commands…', 'palette', 'CmdOrCtrl+K'),
        command('Columns', 'sidebar', 'CmdOrCtrl+B'),
        command('Inspector', 'inspector', 'CmdOrCtrl+I'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        separator,
        { role: 'reload' },
        { role: 'toggleDevTools' },
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        command('Guided Tour…', 'tour', 'Alt+T'),
        command('Glossary', 'glossary', 'Alt+G'),
        command('Keyboard Shortcuts', 'shortcuts'),
        { role: 'about' },
      ],
    },
  ];
}
