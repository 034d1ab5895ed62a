import { checkParams, isMethod, readClientMessage } from './schemas.ts';
import { failureOf } from './errors.ts';
import type { EventName } from './events.ts';
import type { ServerMessage } from './messages.ts';
import type { Method, Params } from './requests.ts';
import type { Server } from './transport.ts';

const eventNames: Record<EventName, true> = {
  'datasets-changed': true,
  'file-changed': true,
  'open-requested': true,
  'command-requested': true,
};

/**
 * The server's half of every message transport: one client's connection. Each message is checked at this edge; inside,
 * types are trusted. Closing it cancels what the client still had under way.
 */
export function serveConnection(server: Server, send: (message: ServerMessage) => void) {
  const underWay = new Map<number, AbortController>();
  const unsubscribe = (Object.keys(eventNames) as EventName[]).map((event) =>
    server.subscribe(event, (payload) => send({ kind: 'event', event, payload })),
  );

  async function answer(id: number, method: string, given: unknown): Promise<void> {
    const controller = new AbortController();
    underWay.set(id, controller);
    try {
      if (!isMethod(method)) {
        const message = `There is no request named “${method}”.`;
        send({ kind: 'reply', id, reply: { ok: false, error: { code: 'bad-request', message, details: {} } } });
        return;
      }
      const params: Params<Method> = checkParams<Method>(method, given);
      const reply = await server.call(method, params, {
        signal: controller.signal,
        onProgress: (progress) => send({ kind: 'progress', id, progress }),
      });
      send({ kind: 'reply', id, reply });
    } catch (thrown) {
      send({ kind: 'reply', id, reply: { ok: false, error: failureOf(thrown) } });
    } finally {
      underWay.delete(id);
    }
  }

  /** @param data  whatever came over the wire; what is no message of the contract is ignored */
  function receive(data: unknown): void {
    const message = readClientMessage(data);
    if (message === null) return;
    if (message.kind === 'cancel') underWay.get(message.id)?.abort();
    else void answer(message.id, message.method, message.params);
  }

  function close(): void {
    for (const stop of unsubscribe) stop();
    for (const controller of underWay.values()) controller.abort();
  }

  return { receive, close };
}
