import { RequestError, cancelled, type Failure } from './errors.ts';
import type { EventName, Events } from './events.ts';
import type { ClientMessage, ServerMessage } from './messages.ts';
import type { Method, Reply } from './requests.ts';
import type { CallOptions, Transport } from './transport.ts';

const disconnected: Failure = {
  code: 'disconnected',
  message: 'The connection to Bellwether was lost. Reload this page; if that does not help, start Bellwether again.',
  details: {},
};

interface Pending {
  request: Extract<ClientMessage, { kind: 'request' }>;
  /** The caller wants no answer any more. */
  aborted: boolean;
  settle: (reply: Reply<Method>) => void;
  onProgress: ((progress: never) => void) | undefined;
}

/** The client's half of every message transport: `send` carries messages away, `receive` takes what comes back. */
export function createClient(send: (message: ClientMessage) => void, end: () => void = () => {}) {
  const pending = new Map<number, Pending>();
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  let lastId = 0;
  let open = true;

  function call<M extends Method>(method: M, params: unknown, options: CallOptions<M> = {}): Promise<Reply<M>> {
    const { signal, onProgress } = options;
    if (!open) return Promise.resolve({ ok: false, error: disconnected });
    if (signal?.aborted) return Promise.resolve({ ok: false, error: cancelled });
    const id = ++lastId;
    const request = { kind: 'request', id, method, params } as const;
    return new Promise((resolve) => {
      const abort = (): void => {
        const waiting = pending.get(id);
        if (waiting) waiting.aborted = true;
        send({ kind: 'cancel', id });
      };
      pending.set(id, {
        request,
        aborted: false,
        settle: (reply) => {
          pending.delete(id);
          signal?.removeEventListener('abort', abort);
          resolve(reply);
        },
        onProgress,
      });
      signal?.addEventListener('abort', abort);
      try {
        send(request);
      } catch (thrown) {
        const cause = thrown instanceof Error ? thrown.message : String(thrown);
        const error = new RequestError('bad-request', `This request could not be sent: ${cause}`);
        pending.get(id)?.settle({ ok: false, error: { code: error.code, message: error.message, details: {} } });
      }
    });
  }

  function receive(message: ServerMessage): void {
    switch (message.kind) {
      case 'reply':
        pending.get(message.id)?.settle(message.reply as Reply<Method>);
        break;
      case 'progress':
        pending.get(message.id)?.onProgress?.(message.progress as never);
        break;
      case 'event':
        for (const listener of listeners.get(message.event) ?? []) listener(message.payload as never);
    }
  }

  function subscribe<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
    const known = listeners.get(event) ?? new Set();
    listeners.set(event, known);
    known.add(listener);
    return () => known.delete(listener);
  }

  /**
   * There is a new connection in the place of one that broke: what had no answer is asked again, for the server stopped it
   * when the connection broke. What is sent in parts cannot go on: some parts may have arrived.
   */
  function resume(): void {
    for (const { request, aborted, settle } of [...pending.values()])
      if (aborted) settle({ ok: false, error: cancelled });
      else if (request.method.startsWith('upload.')) settle({ ok: false, error: disconnected });
      else send(request);
  }

  /** The other side is gone: every call under way is answered. */
  function disconnect(): void {
    open = false;
    for (const { settle } of [...pending.values()]) settle({ ok: false, error: disconnected });
  }

  const transport: Transport = {
    call,
    subscribe,
    close: () => {
      disconnect();
      end();
    },
  };
  return { transport, receive, resume, disconnect };
}
