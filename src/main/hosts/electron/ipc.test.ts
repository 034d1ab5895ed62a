import { EventEmitter } from 'node:events';
import type { IpcMain, WebContents } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { connectIpc } from '../../../renderer/src/transport/ipc.ts';
import type { Bridge } from '../../../shared/contract/bridge.ts';
import { grantChannel, messageChannel } from '../../../shared/contract/channels.ts';
import type { ServerMessage } from '../../../shared/contract/messages.ts';
import { createStubServer, describeTransport } from '../../../shared/contract/transport.suite.ts';
import { GrantedFiles } from '../requests/granted-files.ts';
import { serveIpc } from './ipc-server.ts';

/** Stands for Electron's two sides of a window: what crosses is cloned as Electron does it, and later. */
function createWindow(origin = 'app://bellwether') {
  const ipcMain = new EventEmitter() as IpcMain & EventEmitter;
  const handlers = new Map<string, (event: object, given: unknown) => unknown>();
  ipcMain.handle = (channel, handler) => void handlers.set(channel, handler as never);
  const received: ((message: ServerMessage) => void)[] = [];
  const mainFrame = { origin };
  const contents = Object.assign(new EventEmitter(), {
    mainFrame,
    isDestroyed: () => false,
    send: (_: string, message: ServerMessage) => {
      const cloned = structuredClone(message);
      setTimeout(() => received.forEach((receive) => receive(cloned)));
    },
  });
  const send = (message: unknown, senderFrame: object | null = mainFrame): void => {
    const cloned: unknown = structuredClone(message);
    setTimeout(() => ipcMain.emit(messageChannel, { sender: contents, senderFrame }, cloned));
  };
  const bridge: Bridge<File> = {
    send,
    onMessage: (listener) => {
      received.push(listener);
      return () => void received.splice(received.indexOf(listener), 1);
    },
    grantDroppedFiles: (files) => {
      const paths = files.map(({ name }) => name);
      const event = { sender: contents, senderFrame: mainFrame };
      return Promise.resolve(handlers.get(grantChannel)?.(event, paths) as never);
    },
  };
  return { ipcMain, contents: contents as unknown as WebContents & EventEmitter, bridge, send, received };
}

describeTransport('Electron’s IPC', (server) => {
  const { ipcMain, contents, bridge } = createWindow();
  serveIpc(ipcMain, server, new GrantedFiles()).attach(contents);
  contents.emit('did-navigate');
  const transport = connectIpc(bridge);
  const close = transport.close;
  // In Electron the page goes away with its window; closing the transport alone ends its own half.
  transport.close = () => {
    close();
    contents.emit('destroyed');
  };
  return Promise.resolve({ transport, close: () => contents.emit('destroyed') as unknown as void });
});

describe('a window', () => {
  const request = { kind: 'request', id: 1, method: 'session.read', params: {} };
  const connect = (origin?: string) => {
    const window = createWindow(origin);
    const server = createStubServer();
    const answer = vi.fn(() => ({ state: null }));
    server.answer = answer;
    const files = new GrantedFiles();
    serveIpc(window.ipcMain, server, files).attach(window.contents);
    window.contents.emit('did-navigate');
    return { ...window, server, answer, files };
  };
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

  test('is answered when it shows our page', async () => {
    const { send, answer } = connect();
    send(request);
    await vi.waitFor(() => expect(answer).toHaveBeenCalledOnce());
  });

  test('is ignored when it shows another page, when a frame inside it asks, and when its frame is gone', async () => {
    const foreign = connect('https://evil.example');
    foreign.send(request);
    const framed = connect();
    framed.send(request, { origin: 'app://bellwether' }); // a frame of our origin, yet not the main one
    framed.send(request, null);
    await settled();
    expect(foreign.answer).not.toHaveBeenCalled();
    expect(framed.answer).not.toHaveBeenCalled();
  });

  test('gets no answer to what it asked before it was loaded again', async () => {
    const { send, server, contents, received } = connect();
    const resolvers: (() => void)[] = [];
    server.answer = () => new Promise((resolve) => resolvers.push(() => resolve({ state: 'old' })));
    send(request);
    await vi.waitFor(() => expect(resolvers).toHaveLength(1));
    const seen = vi.fn();
    received.push(seen);
    const listeners = server.listeners;
    contents.emit('did-navigate');
    resolvers[0]?.();
    await settled();
    expect(seen).not.toHaveBeenCalled();
    expect(server.listeners).toBe(listeners); // the new page's in place of the old one's
  });

  test('is granted dropped files only as our page, and only as texts', async () => {
    const { bridge, files } = connect();
    expect(await bridge.grantDroppedFiles([{ name: '/data/a.csv' } as File, { name: 7 } as unknown as File])).toEqual([
      { kind: 'path', path: '/data/a.csv' },
    ]);
    expect(files.allows('/data/a.csv')).toBe(true);
    expect(await connect('https://evil.example').bridge.grantDroppedFiles([{ name: '/data/b.csv' } as File])).toEqual(
      [],
    );
  });
});
