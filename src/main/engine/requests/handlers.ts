import type { EngineMethod, Params, Progress, Value } from '../../../shared/contract/requests.ts';

/** What a handler may do besides answering. */
export interface RequestContext<M extends EngineMethod> {
  /** Aborted when the client cancels. */
  signal: AbortSignal | undefined;
  onProgress: (progress: Progress<M>) => void;
}

/** Answers one request; throws an error with a code where it cannot. */
export type Handler<M extends EngineMethod> = (
  params: Params<M>,
  context: RequestContext<M>,
) => Value<M> | Promise<Value<M>>;

/** Handlers of some of the engine's requests, by name. */
export type Handlers<M extends EngineMethod = EngineMethod> = { [Name in M]: Handler<Name> };
