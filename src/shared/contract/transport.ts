import type { EventName, Events } from './events.ts';
import type { Method, Params, Progress, Reply } from './requests.ts';

export interface CallOptions<M extends Method> {
  /** Aborting asks the engine to stop; the reply is then `cancelled`. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress<M>) => void;
}

/** Asks, and always gets a reply: a failure is a value, nothing is thrown. */
export type Call = <M extends Method>(method: M, params: Params<M>, options?: CallOptions<M>) => Promise<Reply<M>>;

/** Listens to an event; the returned function stops listening. */
export type Subscribe = <E extends EventName>(event: E, listener: (payload: Events[E]) => void) => () => void;

/** A client's way to the engine, the same in every host. */
export interface Transport {
  call: Call;
  subscribe: Subscribe;
  /** Ends the connection: calls under way are answered `disconnected`. */
  close: () => void;
}

/** Something that answers calls and sends events: the engine, or a host in front of it. */
export interface Server {
  call: Call;
  subscribe: Subscribe;
}
