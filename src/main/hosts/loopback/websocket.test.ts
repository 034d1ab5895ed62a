import { expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { connectWebSocket, type Socket } from '../../../renderer/src/transport/websocket.ts';
import { createStubServer, describeTransport } from '../../../shared/contract/transport.suite.ts';
import { builtPage } from '../assets/page-source.ts';
import { startHttpServer } from './http-server.ts';
import { serveWebSockets } from './websocket-server.ts';

// The page's own client against the loopback host's own server, over a real socket on a real port.
describeTransport('a WebSocket', async (server) => {
  const http = await startHttpServer(builtPage('no-page'), 0);
  const sockets = serveWebSockets(http, server);
  const headers = { origin: http.origin, cookie: http.access.cookieHeader.split(';')[0] ?? '' };
  let socket: WebSocket | undefined;
  const transport = await connectWebSocket(`ws://127.0.0.1:${http.port}/socket`, (url) => {
    socket = new WebSocket(url, { headers });
    return socket as unknown as Socket;
  });
  return {
    transport,
    cut: () => sockets.close(),
    close: async () => {
      transport.close();
      sockets.close();
      socket?.terminate();
      http.server.closeAllConnections();
      await new Promise((resolve) => http.server.close(resolve));
    },
  };
});

async function connected(delays: readonly number[]) {
  const server = createStubServer();
  const http = await startHttpServer(builtPage('no-page'), 0);
  const sockets = serveWebSockets(http, server);
  const headers = { origin: http.origin, cookie: http.access.cookieHeader.split(';')[0] ?? '' };
  const made: WebSocket[] = [];
  const connection = await connectWebSocket(
    `ws://127.0.0.1:${http.port}/socket`,
    (url) => {
      const socket = new WebSocket(url, { headers });
      made.push(socket);
      return socket as unknown as Socket;
    },
    delays,
  );
  const statuses: string[] = [];
  connection.onStatus((status) => statuses.push(status));
  const close = async (): Promise<void> => {
    connection.close();
    sockets.close();
    made.forEach((socket) => socket.terminate());
    http.server.closeAllConnections();
    await new Promise((resolve) => http.server.close(resolve));
  };
  return { server, connection, made, statuses, sockets, close };
}

test('a connection that breaks while the host goes on is made again: calls are answered, events are heard', async () => {
  const { server, connection, made, statuses, close } = await connected([1, 1, 1]);
  let asked = 0;
  server.answer = () => (++asked === 1 ? new Promise(() => {}) : { state: 'again' });
  const waiting = connection.call('session.read', {});
  await vi.waitFor(() => expect(asked).toBe(1));
  const heard = vi.fn();
  connection.subscribe('command-requested', heard);
  made[0]!.terminate(); // as a cable that is pulled: without a farewell
  expect(await waiting).toEqual({ ok: true, value: { state: 'again' } });
  expect(statuses).toEqual(['reconnecting', 'open']);
  expect(await connection.call('session.read', {})).toMatchObject({ ok: true });
  server.emit('command-requested', { command: 'undo' });
  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
  await close();
});

test('a host that says it ends is not asked again; one that stays away is given up', async () => {
  const ended = await connected([1, 1]);
  const waiting = ended.connection.call('session.read', {});
  ended.server.answer = () => new Promise(() => {});
  ended.sockets.close();
  expect(await waiting).toBeDefined();
  await vi.waitFor(() => expect(ended.statuses).toEqual(['lost']));
  expect(await ended.connection.call('session.read', {})).toMatchObject({ ok: false, error: { code: 'disconnected' } });
  await ended.close();

  const away = await connected([]);
  away.made[0]!.terminate();
  await vi.waitFor(() => expect(away.statuses).toEqual(['reconnecting', 'lost']));
  await away.close();
});
