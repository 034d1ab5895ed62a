import type { Action } from '../../state/actions.ts';
import type { App } from '../../state/app.svelte.ts';
import { changeColumn, changeDistribution, clearFilters, showColumn, showView, splitBy } from '../../state/changes.ts';
import type { WindowState } from '../../state/window.svelte.ts';
import { openFile } from './commands.ts';

/** A registered view, as far as a command needs it. */
interface ViewName {
  id: string;
  title: string;
}

/** Everything a person can do without touching a chart: the palette, the shortcuts and the list of shortcuts are made of it. */
export function allActions(app: App, shell: WindowState, views: readonly ViewName[]): Action[] {
  return [
    ...fileActions(app, shell),
    ...editActions(app),
    ...viewActions(app, shell, views),
    ...chartActions(app),
    ...columnActions(app),
  ];
}

function fileActions(app: App, shell: WindowState): Action[] {
  const open = (): boolean => app.dataset !== null;
  return [
    { id: 'open', label: 'Open a file…', section: 'File', keys: ['Mod+O'], run: () => openFile(app, shell) },
    ...app.samples.map(({ file, title }): Action => ({
      id: `sample:${file}`,
      label: `Open the sample “${title}”`,
      section: 'File',
      run: () => void app.datasets.openSources([{ kind: 'sample', file }]),
    })),
    {
      id: 'export',
      label: 'Export a picture or the numbers…',
      section: 'File',
      keys: ['Shift+Mod+E'],
      enabled: open,
      run: () => shell.open('export'),
    },
    {
      id: 'close',
      label: 'Close this file',
      section: 'File',
      enabled: open,
      run: () => void (app.dataset && app.closeDataset(app.dataset.datasetId)),
    },
  ];
}

function editActions(app: App): Action[] {
  return [
    {
      id: 'undo',
      label: 'Undo',
      detail: app.history.undoLabel,
      section: 'Edit',
      keys: ['Mod+Z'],
      enabled: () => app.history.undoLabel !== null,
      run: () => app.undo(),
    },
    {
      id: 'redo',
      label: 'Redo',
      detail: app.history.redoLabel,
      section: 'Edit',
      keys: ['Shift+Mod+Z', 'Mod+Y'],
      enabled: () => app.history.redoLabel !== null,
      run: () => app.redo(),
    },
    {
      id: 'clear-filters',
      label: 'Use all rows again',
      section: 'Edit',
      enabled: () => (app.arrangement?.filters.length ?? 0) > 0,
      run: () => app.run('Use all rows', clearFilters),
    },
  ];
}

function viewActions(app: App, shell: WindowState, views: readonly ViewName[]): Action[] {
  const open = (): boolean => app.dataset !== null;
  const theme = (choice: 'system' | 'light' | 'dark', label: string): Action => ({
    id: `theme:${choice}`,
    label: `Theme: ${label}`,
    section: 'View',
    run: () => app.changeSettings({ theme: choice }),
  });
  return [
    ...views.map(({ id, title }, place): Action => ({
      id: `view:${id}`,
      label: `Show ${title}`,
      section: 'View',
      keys: [`Alt+${place + 1}`],
      enabled: open,
      run: () => app.run(`Show ${title}`, showView(id)),
    })),
    {
      id: 'filter',
      label: 'Filter rows…',
      section: 'View',
      keys: ['Shift+Mod+F'],
      enabled: open,
      run: () => shell.open('filter'),
    },
    {
      id: 'reading',
      label: 'How the file was read…',
      section: 'View',
      enabled: open,
      run: () => shell.open('reading'),
    },
    {
      id: 'sidebar',
      label: 'Show or hide the columns',
      section: 'View',
      keys: ['Mod+B'],
      enabled: open,
      run: () => (shell.sidebar = !shell.sidebar),
    },
    {
      id: 'inspector',
      label: 'Show or hide the inspector',
      section: 'View',
      keys: ['Mod+I'],
      enabled: open,
      run: () => (shell.inspector = !shell.inspector),
    },
    theme('system', 'as the system'),
    theme('light', 'light'),
    theme('dark', 'dark'),
    {
      id: 'palette',
      label: 'All commands',
      section: 'Help',
      keys: ['Mod+K', 'F1'],
      run: () => shell.open('palette'),
    },
    {
      id: 'tour',
      label: 'Guided tour in four steps…',
      section: 'Help',
      keys: ['Alt+T'],
      run: () => shell.open('tour'),
    },
    {
      id: 'glossary',
      label: 'Glossary: what the words and symbols mean',
      section: 'Help',
      keys: ['Alt+G'],
      run: () => shell.openGlossary(),
    },
    { id: 'shortcuts', label: 'Keyboard shortcuts', section: 'Help', keys: ['?'], run: () => shell.open('shortcuts') },
  ];
}

function chartActions(app: App): Action[] {
  const shown = (): boolean => app.arrangement?.column != null;
  const look = (): NonNullable<typeof app.arrangement>['distribution'] | undefined => app.arrangement?.distribution;
  const column = (): string => app.arrangement?.column ?? '';
  return [
    {
      id: 'axis',
      label: look()?.vertical === 'density' ? 'Count axis' : 'Density axis',
      section: 'Chart',
      keys: ['Shift+Mod+D'],
      enabled: shown,
      run: () =>
        app.run(
          'Change the axis',
          changeDistribution({ vertical: look()?.vertical === 'density' ? 'count' : 'density' }),
        ),
    },
    {
      id: 'rug',
      label: 'Show or hide the rug',
      section: 'Chart',
      enabled: shown,
      run: () => app.run('Change the rug', changeDistribution({ rug: !look()?.rug })),
    },
    {
      id: 'fit',
      label: 'Back to the fitted normal',
      section: 'Chart',
      enabled: shown,
      run: () => app.run('Back to the fit', changeColumn(column(), { model: null })),
    },
    {
      id: 'zoom',
      label: 'Show the whole axis',
      section: 'Chart',
      keys: ['Alt+0'],
      enabled: shown,
      run: () => app.run('Show the whole axis', changeColumn(column(), { window: null })),
    },
    {
      id: 'no-interval',
      label: 'Remove the interval',
      section: 'Chart',
      enabled: shown,
      run: () => app.run('Remove the interval', changeColumn(column(), { interval: null })),
    },
    {
      id: 'no-split',
      label: 'Do not split by group',
      section: 'Chart',
      enabled: () => app.arrangement?.groupBy != null,
      run: () => app.run('Do not split', splitBy(null)),
    },
  ];
}

/** Columns by name, so that a table with hundreds is used from the keyboard. */
function columnActions(app: App): Action[] {
  return (app.dataset?.columns ?? []).map(({ name }) => ({
    id: `column:${name}`,
    label: `Column ${name}`,
    section: 'Column',
    run: () => app.run(`Show ${name}`, showColumn(name)),
  }));
}
