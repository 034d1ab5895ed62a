import { expect, test } from 'vitest';
import type { Connection } from '../../transport/connection.ts';
import { checkShortcuts } from '../../state/actions.ts';
import { App } from '../../state/app.svelte.ts';
import { WindowState } from '../../state/window.svelte.ts';
import { allActions } from './all-actions.ts';

Object.assign(window, { matchMedia: () => ({ matches: false, addEventListener: () => {} }) });
const silent = { call: () => new Promise(() => {}), subscribe: () => () => {} } as unknown as Connection;
const actions = allActions(new App(silent), new WindowState(), [
  { id: 'distribution', title: 'Distribution' },
  { id: 'data', title: 'Data' },
]);

test('no shortcut takes a key that belongs to the browser', () => checkShortcuts(actions));

test('no two actions share a shortcut or a name', () => {
  const keys = actions.flatMap(({ keys = [] }) => keys);
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
});
