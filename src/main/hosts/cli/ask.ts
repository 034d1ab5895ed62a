import { RequestError } from '../../../shared/contract/errors.ts';
import type { Method, Params, Value } from '../../../shared/contract/requests.ts';
import type { CallOptions, Server } from '../../../shared/contract/transport.ts';

/** The engine's answer. @throws {RequestError} its failure */
export async function ask<M extends Method>(
  engine: Server,
  method: M,
  params: Params<M>,
  options?: CallOptions<M>,
): Promise<Value<M>> {
  const reply = await engine.call(method, params, options);
  if (reply.ok) return reply.value;
  throw new RequestError(reply.error.code, reply.error.message, reply.error.details);
}
