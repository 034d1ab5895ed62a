import { RequestError, failureOf } from '../../../shared/contract/errors.ts';
import type { EventName, Events } from '../../../shared/contract/events.ts';
import type {
  HostMethod,
  HostRequests,
  Method,
  Params,
  Reply,
  SourceRequest,
  Value,
} from '../../../shared/contract/requests.ts';
import type { CallOptions, Server } from '../../../shared/contract/transport.ts';
import type { GrantedFiles } from './granted-files.ts';

/** How a host answers each of its own requests. */
export type HostHandlers = {
  [M in HostMethod]: (params: HostRequests[M]['params']) => Value<M> | Promise<Value<M>>;
};

export interface HostServer extends Server {
  /** Tells every connected page. */
  emit: <E extends EventName>(event: E, payload: Events[E]) => void;
}

/**
 * A host in front of the engine: it answers what differs by host, refuses files that nobody granted, and passes the
 * rest on.
 * @param opened  called after a granted file was opened
 */
export function serveHost(
  engine: Server,
  handlers: HostHandlers,
  files: GrantedFiles,
  opened: (path: string) => void = () => {},
): HostServer {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();

  async function call<M extends Method>(method: M, params: Params<M>, options: CallOptions<M> = {}): Promise<Reply<M>> {
    try {
      if (isHostMethod(method, handlers)) {
        const handler = handlers[method] as (params: Params<M>) => Value<M> | Promise<Value<M>>;
        return { ok: true, value: await handler(params) };
      }
      const path = pathIn(params);
      if (path !== null && !files.allows(path)) throw notGranted(path);
      const reply = await engine.call(method, params, options);
      if (path !== null && reply.ok && method === 'dataset.open') opened(path);
      return reply;
    } catch (thrown) {
      return { ok: false, error: failureOf(thrown) };
    }
  }

  function subscribe<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
    const known = listeners.get(event) ?? new Set();
    listeners.set(event, known.add(listener));
    const stopEngine = engine.subscribe(event, listener);
    return () => {
      known.delete(listener);
      stopEngine();
    };
  }

  function emit<E extends EventName>(event: E, payload: Events[E]): void {
    for (const listener of listeners.get(event) ?? []) listener(payload as never);
  }

  return { call, subscribe, emit };
}

const isHostMethod = (method: Method, handlers: HostHandlers): method is HostMethod => Object.hasOwn(handlers, method);

/** The path that a request would read, whichever request it is: each that reads a table names it as its `source`. */
function pathIn(params: object): string | null {
  const source = 'source' in params ? (params.source as SourceRequest) : null;
  return source?.kind === 'path' ? source.path : null;
}

const notGranted = (path: string): RequestError =>
  new RequestError(
    'not-allowed',
    'Bellwether opens only files that you name, choose or drop. Please open this one yourself.',
    { path },
  );
