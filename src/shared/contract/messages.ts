import type { EventName, Events } from './events.ts';
import type { Failure } from './errors.ts';

/** From a client. `id` is the client's own number of the call. */
export type ClientMessage =
  { kind: 'request'; id: number; method: string; params: unknown } | { kind: 'cancel'; id: number };

/** To a client. */
export type ServerMessage =
  | { kind: 'reply'; id: number; reply: { ok: true; value: unknown } | { ok: false; error: Failure } }
  | { kind: 'progress'; id: number; progress: unknown }
  | { kind: 'event'; event: EventName; payload: Events[EventName] };
