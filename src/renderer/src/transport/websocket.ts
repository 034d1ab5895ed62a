import { createClient } from '../../../shared/contract/client.ts';
import { RequestError } from '../../../shared/contract/errors.ts';
import type { ServerMessage } from '../../../shared/contract/messages.ts';
import { decodeMessage, encodeMessage } from '../../../shared/contract/wire.ts';
import type { Connection } from './connection.ts';
import { uploadFiles } from './upload-files.ts';

/** What is needed of a browser's WebSocket. */
export interface Socket {
  binaryType: string;
  send: (bytes: Uint8Array<ArrayBuffer>) => void;
  close: () => void;
  addEventListener: (type: 'open' | 'message' | 'close', listener: (event: { data?: unknown }) => void) => void;
}

/**
 * Connects to the loopback host.
 * @throws {RequestError} `disconnected` when there is nobody, or when this browser is not let in
 */
export function connectWebSocket(
  url: string,
  createSocket: (url: string) => Socket = (address) => new WebSocket(address),
): Promise<Connection> {
  const socket = createSocket(url);
  socket.binaryType = 'arraybuffer';
  const { transport, receive, disconnect } = createClient(
    (message) => socket.send(encodeMessage(message)),
    () => socket.close(),
  );
  socket.addEventListener('message', ({ data }) => {
    if (data instanceof ArrayBuffer) receive(decodeMessage(new Uint8Array(data)) as ServerMessage);
  });
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () =>
      resolve({ ...transport, sourcesOf: (files, options) => uploadFiles(transport.call, files, options) }),
    );
    socket.addEventListener('close', () => {
      disconnect();
      reject(new RequestError('disconnected', 'Bellwether does not answer. Is it still running in its terminal?'));
    });
  });
}
