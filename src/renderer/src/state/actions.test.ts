import { expect, test } from 'vitest';
import { checkShortcuts, matches, shortcutText } from './actions.ts';

const press = (key: string, ...held: ('ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey')[]) => ({
  key,
  ctrlKey: held.includes('ctrlKey'),
  metaKey: held.includes('metaKey'),
  shiftKey: held.includes('shiftKey'),
  altKey: held.includes('altKey'),
});

test('a shortcut needs exactly its modifiers', () => {
  expect(matches(press('z', 'ctrlKey'), 'Mod+Z', false)).toBe(true);
  expect(matches(press('Z', 'ctrlKey', 'shiftKey'), 'Mod+Z', false)).toBe(false);
  expect(matches(press('Z', 'ctrlKey', 'shiftKey'), 'Shift+Mod+Z', false)).toBe(true);
  expect(matches(press('z', 'metaKey'), 'Mod+Z', false)).toBe(false);
  expect(matches(press('z', 'metaKey'), 'Mod+Z', true)).toBe(true);
});

test('a sign is the same key with and without Shift', () => {
  expect(matches(press('?', 'shiftKey'), '?', false)).toBe(true);
  expect(matches(press('+'), '+', false)).toBe(true);
});

test('shortcuts are written as the system writes them', () => {
  expect([shortcutText('Shift+Mod+E', false), shortcutText('Shift+Mod+E', true)]).toEqual(['Ctrl+Shift+E', '⇧⌘E']);
});

test('no shortcut may take a key that belongs to the browser', () => {
  const action = { id: 'close', label: 'Close', section: 'File', keys: ['Mod+W'], run: () => {} } as const;
  expect(() => checkShortcuts([{ ...action, keys: ['Mod+W'] }])).toThrow('belongs to the browser');
});
