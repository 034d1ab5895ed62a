import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../shared/contract/settings.ts';
import { SettingsFile } from '../settings/settings-file.ts';
import { settingsFolder } from '../settings/settings-folder.ts';
import { GrantedFiles } from './granted-files.ts';
import { settingsRequests } from './settings-requests.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bellwether-settings-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the settings file', () => {
  test('keeps settings from one start to the next', () => {
    new SettingsFile(folder).write({ ...defaultSettings, theme: 'dark' });
    expect(new SettingsFile(folder).read().theme).toBe('dark');
  });

  test.each(['', '{', 'null', '[]', '{"theme":"pink"}', '{"recent":[{"path":1}]}', '\u0000'])(
    'that holds %j is read as the defaults, and does not stop the start',
    (text) => {
      writeFileSync(join(folder, 'settings.json'), text);
      expect(new SettingsFile(folder).read()).toEqual(defaultSettings);
    },
  );

  test('of an earlier version keeps what it knows, and gets the rest from the defaults', () => {
    writeFileSync(join(folder, 'settings.json'), '{"theme":"light"}');
    expect(new SettingsFile(folder).read()).toEqual({ ...defaultSettings, theme: 'light' });
  });

  test('that cannot be written costs its permanence, not the session', () => {
    const file = new SettingsFile(join(folder, 'settings.json', 'below-a-file'));
    writeFileSync(join(folder, 'settings.json'), '');
    file.write({ ...defaultSettings, theme: 'dark' });
    expect(file.read().theme).toBe('dark');
  });

  test('remembers the files opened last, newest first, each once, at most twelve', () => {
    const file = new SettingsFile(folder);
    for (let i = 0; i < 15; i++) file.remember(`/data/${i}.csv`);
    file.remember('/data/10.csv');
    const { recent } = new SettingsFile(folder).read();
    expect(recent.slice(0, 3)).toEqual([
      { path: '/data/10.csv', name: '10.csv' },
      { path: '/data/14.csv', name: '14.csv' },
      { path: '/data/13.csv', name: '13.csv' },
    ]);
    expect(recent).toHaveLength(12);
  });

  test.skipIf(process.platform === 'win32')('names files of its owner, so nobody else may read it', () => {
    new SettingsFile(folder).write(defaultSettings);
    expect(statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600);
  });
});

describe('what a page may do to the settings', () => {
  const entry = (name: string) => ({ path: `/data/${name}`, name });
  const start = () => {
    const file = new SettingsFile(folder);
    file.write({ ...defaultSettings, recent: [entry('a.csv'), entry('b.csv')], lastFolder: '/data' });
    const files = new GrantedFiles();
    files.grant('/data/a.csv');
    return { file, requests: settingsRequests(file, files) };
  };

  test('it sees the files it may open', async () => {
    const { requests } = start();
    expect((await requests['settings.read']({})).recent).toEqual([entry('a.csv')]);
  });

  test('it may not add a file or name the last folder: these would be opened for it later', async () => {
    const { file, requests } = start();
    const seen = await requests['settings.read']({});
    const recent = [...seen.recent, { path: '/etc/passwd', name: 'harmless.csv' }];
    await requests['settings.write']({ settings: { ...seen, theme: 'dark', recent, lastFolder: '/etc' } });
    expect(file.read()).toMatchObject({
      theme: 'dark',
      recent: [entry('a.csv'), entry('b.csv')],
      lastFolder: '/data',
    });
  });

  test('it may remove a file it sees, and none it does not see', async () => {
    const { file, requests } = start();
    await requests['settings.write']({ settings: { ...(await requests['settings.read']({})), recent: [] } });
    expect(file.read().recent).toEqual([entry('b.csv')]);
  });
});

test('settings lie where each system keeps them', () => {
  expect(settingsFolder({ BELLWETHER_SETTINGS: '/x' }, 'linux')).toBe('/x');
  expect(settingsFolder({ XDG_CONFIG_HOME: '/c' }, 'linux')).toBe('/c/bellwether');
  expect(settingsFolder({}, 'linux')).toMatch(/\.config\/bellwether$/);
  expect(settingsFolder({}, 'darwin')).toMatch(/Library\/Application Support\/bellwether$/);
  expect(settingsFolder({ APPDATA: 'C:\\Roaming' }, 'win32')).toContain('Roaming');
});
