import { WebSocket } from 'ws';
import { connectWebSocket, type Socket } from '../../../renderer/src/transport/websocket.ts';
import { describeTransport } from '../../../shared/contract/transport.suite.ts';
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
