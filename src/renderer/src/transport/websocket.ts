import { createClient } from '../../../shared/contract/client.ts';
import { RequestError } from '../../../shared/contract/errors.ts';
import type { ServerMessage } from '../../../shared/contract/messages.ts';
import { decodeMessage, encodeMessage } from '../../../shared/contract/wire.ts';
import type { Connection, ConnectionStatus } from './connection.ts';
import { uploadFiles } from './upload-files.ts';

/** What is needed of a browser's WebSocket. */
export interface Socket {
  binaryType: string;
  send: (bytes: Uint8Array<ArrayBuffer>) => void;
  close: () => void;
  addEventListener: (
    type: 'open' | 'message' | 'close',
    listener: (event: { data?: unknown; code?: number }) => void,
  ) => void;
}

/** Milliseconds before each attempt to connect again: half a minute in all, for a laptop that slept or a proxy that hiccups. */
const patience = [100, 300, 700, 1500, 3000, 6000, 9000, 10_000];
/** The host says that it ends: nobody will answer. */
const goingAway = 1001;

/**
 * Connects to the loopback host, and again whenever the connection breaks while the host goes on: calls wait meanwhile.
 * @throws {RequestError} `disconnected` when there is nobody, or when this browser is not let in
 */
export async function connectWebSocket(
  url: string,
  createSocket: (url: string) => Socket = (address) => new WebSocket(address),
  delays: readonly number[] = patience,
): Promise<Connection> {
  const listeners = new Set<(status: ConnectionStatus) => void>();
  const tell = (status: ConnectionStatus): void => listeners.forEach((listener) => listener(status));
  let socket: Socket | null = null;
  let closed = false;
  // Without a connection nothing is sent: `resume` sends what has no answer.
  const { transport, receive, resume, disconnect } = createClient(
    (message) => socket?.send(encodeMessage(message)),
    () => {
      closed = true;
      socket?.close();
    },
  );

  /** Resolves when the connection stands. */
  function open(): Promise<void> {
    const opened = createSocket(url);
    opened.binaryType = 'arraybuffer';
    opened.addEventListener('message', ({ data }) => {
      if (data instanceof ArrayBuffer) receive(decodeMessage(new Uint8Array(data)) as ServerMessage);
    });
    return new Promise((resolve, reject) => {
      opened.addEventListener('open', () => {
        socket = opened;
        resolve();
      });
      opened.addEventListener('close', ({ code }) => {
        reject(new RequestError('disconnected', 'Bellwether does not answer. Is it still running in its terminal?'));
        if (socket !== opened) return; // it never stood
        socket = null;
        if (closed || code === goingAway) giveUp();
        else void openAgain();
      });
    });
  }

  async function openAgain(): Promise<void> {
    tell('reconnecting');
    for (const delay of delays) {
      await new Promise((resolve) => setTimeout(resolve, delay));
      if (closed) return;
      try {
        await open();
      } catch {
        continue;
      }
      resume();
      // Events of the time between were not heard.
      receive({ kind: 'event', event: 'datasets-changed', payload: { datasetIds: [] } });
      return tell('open');
    }
    giveUp();
  }

  function giveUp(): void {
    disconnect();
    tell('lost');
  }

  await open();
  return {
    ...transport,
    sourcesOf: (files, options) => uploadFiles(transport.call, files, options),
    onStatus: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
