import { describe, expect, test, vi } from 'vitest';
import { RequestError } from '../../../shared/contract/errors.ts';
import { createStubServer } from '../../../shared/contract/transport.suite.ts';
import { GrantedFiles } from './granted-files.ts';
import { serveHost, type HostHandlers } from './serve-host.ts';

const handlers: HostHandlers = {
  'host.describe': () => ({ host: 'loopback', version: '1', dialogs: false, openFirst: [] }),
  'host.pick-files': () => {
    throw new RequestError('not-available', 'no dialogs');
  },
  'host.save-file': ({ suggestedName }) => Promise.resolve({ path: suggestedName }),
  'settings.read': () => {
    throw new Error('unexpected');
  },
  'settings.write': () => null,
};

function connect() {
  const engine = createStubServer();
  const reached = vi.fn((_: unknown) => ({ state: 'engine' }));
  engine.answer = reached;
  const files = new GrantedFiles();
  const opened = vi.fn();
  return { engine, reached, files, opened, host: serveHost(engine, handlers, files, opened) };
}

describe('a host in front of the engine', () => {
  test('answers its own requests, and passes every other on', async () => {
    const { host, reached } = connect();
    expect(await host.call('host.describe', {})).toMatchObject({ ok: true, value: { host: 'loopback' } });
    expect(reached).not.toHaveBeenCalled();
    expect(await host.call('session.read', {})).toEqual({ ok: true, value: { state: 'engine' } });
  });

  test('answers what fails in it in words', async () => {
    const { host } = connect();
    expect(await host.call('host.pick-files', {})).toMatchObject({ ok: false, error: { code: 'not-available' } });
    expect(await host.call('settings.read', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  test.each(['dataset.open', 'dataset.preview'] as const)(
    'lets %s read no file that nobody granted',
    async (method) => {
      const { host, files, reached, opened } = connect();
      const ask = (path: string) =>
        host.call(method, { source: { kind: 'path', path }, overrides: {}, rows: 10 } as never);
      files.grant('/data/a.csv');
      for (const path of ['/etc/passwd', '/data/b.csv', '/data/a.csv/../b.csv', '/data', '/data/a.csv2'])
        expect(await ask(path), path).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
      expect(reached).not.toHaveBeenCalled();
      expect(opened).not.toHaveBeenCalled();
      expect((await ask('/data/a.csv')).ok).toBe(true);
      expect(reached).toHaveBeenCalledOnce();
    },
  );

  test('lets uploads and samples through, and remembers only files that were opened', async () => {
    const { host, files, engine, opened } = connect();
    const open = (source: object) => host.call('dataset.open', { source, overrides: {} } as never);
    expect((await open({ kind: 'upload', uploadId: 'u' })).ok).toBe(true);
    expect((await open({ kind: 'sample', file: 'iris.csv' })).ok).toBe(true);
    expect(opened).not.toHaveBeenCalled();
    const source = files.grant('/data/a.csv');
    engine.answer = () => {
      throw new RequestError('empty-file', 'empty');
    };
    await open(source);
    expect(opened).not.toHaveBeenCalled();
    engine.answer = () => null;
    await open(source);
    expect(opened.mock.calls).toEqual([['/data/a.csv']]);
  });

  test('tells its clients its own events and the engine’s, until they stop listening', () => {
    const { host, engine } = connect();
    const heard = vi.fn();
    const stop = host.subscribe('command-requested', heard);
    host.emit('command-requested', { command: 'undo' });
    engine.emit('command-requested', { command: 'redo' });
    stop();
    host.emit('command-requested', { command: 'open' });
    engine.emit('command-requested', { command: 'open' });
    expect(heard.mock.calls).toEqual([[{ command: 'undo' }], [{ command: 'redo' }]]);
  });
});
