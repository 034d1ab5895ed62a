import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { serveConnection } from '../../../shared/contract/connection.ts';
import type { Server } from '../../../shared/contract/transport.ts';
import { decodeMessage, encodeMessage } from '../../../shared/contract/wire.ts';
import type { HttpServer } from './http-server.ts';

/** Above the largest message a page sends: a saved session, 2²⁴ characters of at most 3 bytes. */
const mostBytes = 64 * 2 ** 20;

/** Serves the contract to every page that connects to `/socket`, after the same checks as any other request. */
export function serveWebSockets({ server, access }: HttpServer, contract: Server): { close: () => void } {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: mostBytes });
  server.on('upgrade', (request, stream: Duplex, head) => {
    stream.on('error', () => stream.destroy());
    // A browser always names the origin of a WebSocket; who does not is no page of ours.
    const refused = request.headers.origin === undefined || access.refuse(request.headers) !== null;
    if (refused) return void stream.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
    if (request.url !== '/socket') return void stream.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
    sockets.handleUpgrade(request, stream, head, (socket) => serveSocket(socket, contract));
  });
  return {
    close: () => {
      for (const socket of sockets.clients) socket.close(1001);
      sockets.close();
    },
  };
}

function serveSocket(socket: WebSocket, contract: Server): void {
  const connection = serveConnection(contract, (message) => socket.send(encodeMessage(message)));
  socket.on('message', (data, isBinary) => {
    if (!isBinary || !(data instanceof Buffer)) return;
    connection.receive(decoded(data));
  });
  socket.on('close', () => connection.close());
  socket.on('error', () => socket.terminate());
}

/** Bytes that are no message decode to null, which the connection ignores. */
function decoded(data: Buffer): unknown {
  try {
    return decodeMessage(data);
  } catch {
    return null;
  }
}
