import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { OpenDataset } from '../../../shared/contract/requests.ts';
import type { Connection } from '../transport/connection.ts';
import { App } from './app.svelte.ts';
import { addFilter, changeColumn, showColumn, showView } from './changes.ts';
import type { KeptFit } from './fit-store.svelte.ts';
import { keepFits } from './mixture-changes.ts';
import { changePair } from './pair-changes.ts';
import { tourSteps, tourStops } from './tour-stops.ts';
import { Tour } from './tour.svelte.ts';
import { columnOf, datasetOf } from './view-state.ts';
import { WindowState } from './window.svelte.ts';

Object.assign(window, { matchMedia: () => ({ matches: false, addEventListener: () => {} }) });

const table = (datasetId: string, columns: string[]): OpenDataset =>
  ({
    datasetId,
    name: `${datasetId}.csv`,
    columns: columns.map((name) => ({ name, type: 'number' })),
  }) as unknown as OpenDataset;

/** A host that opens the sample as `sample` and writes down what it was asked. */
function hostOf(open: OpenDataset[]) {
  const asked: { method: string; params: Record<string, unknown> }[] = [];
  const call = (method: string, params: Record<string, unknown>): Promise<unknown> => {
    asked.push({ method, params });
    const value = {
      'dataset.list': open,
      'dataset.open': table('sample', ['eruptions', 'waiting']),
      'session.read': { state: null },
      'samples.list': [],
      'settings.read': { theme: 'system', recent: [] },
      'host.describe': { host: 'loopback', version: '', dialogs: false, openFirst: [] },
    }[method];
    return Promise.resolve({ ok: true, value: value ?? {} });
  };
  return { asked, connection: { call, subscribe: () => () => {}, onStatus: () => () => {} } as unknown as Connection };
}

const fit = (id: string): KeptFit => ({ id, data: { columns: [] } }) as unknown as KeptFit;
const ids = [...new Set(tourStops.flatMap(({ view }) => (view === null ? [] : [view])))];

/** The person's work: two tables, filters, an interval, a fit, undone steps. */
async function working() {
  const { asked, connection } = hostOf([table('own', ['a', 'b']), table('other', ['c'])]);
  const app = new App(connection);
  await app.start();
  const shell = new WindowState();
  shell.sidebar = false;
  const restored = vi.fn();
  const tour = new Tour(app, shell, ids, () => restored);
  app.history.replace((state) => ({ ...state, datasetId: 'own' }));
  app.history.replace((state) => ({
    ...state,
    datasets: { own: datasetOf(state) ?? state.datasets.other!, ...state.datasets },
  }));
  app.run('Show b', showColumn('b'));
  app.run('Filter', addFilter({ kind: 'range', column: 'a', from: 1, to: 2 }));
  app.run('Choose an interval', changeColumn('b', { interval: [3, 4] }));
  app.fits.add(fit('mine'));
  app.run('Fit', keepFits(['mine']));
  app.run('Show Pair', showView('pair'));
  app.undo();
  return { app, shell, tour, asked, restored };
}

const everything = (app: App, shell: WindowState) => ({
  history: app.history.save(),
  fits: app.fits.all,
  open: app.datasets.list.map(({ datasetId }) => datasetId),
  panes: [shell.sidebar, shell.inspector],
});

/** What a person may do meanwhile. */
function meddle(app: App, shell: WindowState): void {
  const column = app.arrangement?.column ?? '';
  app.run('Choose an interval', changeColumn(column, { interval: [0, 1], model: { mean: 1, sd: 2 } }));
  app.run('Filter', addFilter({ kind: 'rows-left-out', rows: [1, 2, 3] }));
  app.run('Change the pair', changePair({ colour: 'distance' }));
  app.undo();
  app.fits.add(fit('from the tour'));
  app.run('Fit', keepFits(['from the tour']));
  shell.inspector = false;
}

describe('before the tour and after it, everything is the same', () => {
  let work: Awaited<ReturnType<typeof working>>;
  beforeEach(async () => {
    work = await working();
  });

  test.each(['open', 'sample'] as const)('told on the %s table, from its first stop to its last', async (on) => {
    const { app, shell, tour, restored } = work;
    const before = structuredClone(everything(app, shell));
    const present = app.state;
    await tour.start(on);
    expect(tour.running).toBe(true);
    expect(app.history.undoLabel).toBeNull();
    for (let at = 0; at < tour.stops.length; at++) {
      tour.go(at);
      meddle(app, shell);
    }
    tour.end();
    await Promise.resolve();
    expect(everything(app, shell)).toEqual(before);
    expect(app.state).toBe(present);
    await vi.waitFor(() => expect(restored).toHaveBeenCalledOnce());
    expect(tour.running).toBe(false);
    expect([app.redo(), app.state.view]).toEqual([undefined, 'pair']);
  });

  test('left in its middle, started again within itself, and ended twice', async () => {
    const { app, shell, tour } = work;
    const before = structuredClone(everything(app, shell));
    await tour.start('open', 3);
    meddle(app, shell);
    await tour.start('sample', 2);
    meddle(app, shell);
    tour.end();
    tour.end();
    expect(everything(app, shell)).toEqual(before);
  });

  test('the session written meanwhile is the person’s work', async () => {
    const { app, shell, tour, asked } = work;
    app.saveSession();
    const before = asked.findLast(({ method }) => method === 'session.write')?.params;
    await tour.start('sample');
    meddle(app, shell);
    app.saveSession();
    expect(asked.findLast(({ method }) => method === 'session.write')?.params).toEqual(before);
  });

  test('a file opened or closed meanwhile ends the tour first, and the work is whole', async () => {
    const { app, tour } = work;
    const { datasets } = app.state;
    await tour.start('open');
    await app.datasets.openSources([{ kind: 'sample', file: 'iris.csv' }]);
    expect(tour.running).toBe(false);
    expect(app.state.datasetId).toBe('sample');
    expect(app.state.datasets.own).toBe(datasets.own);
    await tour.start('open');
    await app.closeDataset('other');
    expect(tour.running).toBe(false);
    expect(app.state.datasets.own).toBe(datasets.own);
  });
});

test('the tour begins with the person’s rows: their filters and how the file was read', async () => {
  const { app, tour } = await working();
  const { filters } = app.arrangement!;
  await tour.start('open');
  expect(app.arrangement?.filters).toBe(filters);
  expect(columnOf(app.arrangement!, 'b').interval).toBeNull();
});

test('one column of numbers has no pair and no mixture of two columns', async () => {
  const { tour } = await working();
  expect(tour.stepsOf('own')).toEqual([1, 2, 3, 4]);
  expect(tour.stepsOf('other')).toEqual([1, 2, 4]); // of step 4 the end alone
});

describe('every stop', () => {
  test('has a name of its own, a step, words that fit its card, and the steps follow each other', () => {
    expect(new Set(tourStops.map(({ id }) => id)).size).toBe(tourStops.length);
    expect(tourStops.map(({ step }) => step)).toEqual(tourStops.map(({ step }) => step).toSorted());
    for (const { step, text, title } of tourStops) {
      expect(tourSteps[step - 1]).toBeDefined();
      expect(text.length).toBeLessThan(240);
      expect(title.length).toBeLessThan(40);
    }
  });

  test('“Show me” does what the task asks for, and before that it is not done', async () => {
    const { app, tour } = await working();
    await tour.start('open');
    for (let at = 0; at < tour.stops.length; at++) {
      tour.go(at);
      const { id, task } = tour.stop!;
      if (task?.kind !== 'change') continue;
      const begun = { view: app.state, fit: { mean: 10, sd: 2 } };
      expect(task.done(begun, begun), id).toBe(false);
      const made = task.show(begun)!;
      app.run(made.label, made.change);
      expect(task.done({ ...begun, view: app.state }, begun), id).toBe(true);
    }
  });
});
