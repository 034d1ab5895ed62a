import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { menuTemplate } from './menu.ts';

const actionsOf = () => ({ open: vi.fn(), openRecent: vi.fn(), clearRecent: vi.fn(), command: vi.fn() });
const itemsOf = (template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])]);
const click = (item: MenuItemConstructorOptions | undefined): void => (item?.click as (() => void) | undefined)?.();

describe('the menu', () => {
  test('asks only for commands that the page has', () => {
    const page = resolve(import.meta.dirname, '../../../renderer/src/panels/window/all-actions.ts');
    const known = [...readFileSync(page, 'utf8').matchAll(/\bid: '([\w-]+)'/g)].map(([, id]) => id);
    const actions = actionsOf();
    for (const item of itemsOf(menuTemplate(actions, [], 'linux'))) click(item);
    const asked = actions.command.mock.calls.map(([command]) => command as string);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((command) => !known.includes(command))).toEqual([]);
  });

  test('opens and clears the files opened last', () => {
    const actions = actionsOf();
    const recent = [
      { path: '/data/a.csv', name: 'a.csv' },
      { path: '/data/b.csv', name: 'b.csv' },
    ];
    const items = itemsOf(menuTemplate(actions, recent, 'linux'));
    click(items.find(({ label }) => label === 'b.csv'));
    expect(actions.openRecent.mock.calls).toEqual([['/data/b.csv']]);
    click(items.find(({ label }) => label === 'Clear This List'));
    expect(actions.clearRecent).toHaveBeenCalledOnce();
  });

  test('has the system’s roles, and leaves the keys of commands to the page', () => {
    const items = itemsOf(menuTemplate(actionsOf(), [], 'darwin'));
    const roles = items.map(({ role }) => role);
    expect(roles).toEqual(expect.arrayContaining(['appMenu', 'cut', 'copy', 'paste', 'windowMenu', 'help']));
    expect(
      items.filter(({ accelerator, registerAccelerator }) => accelerator && registerAccelerator !== false),
    ).toEqual([]);
  });
});
