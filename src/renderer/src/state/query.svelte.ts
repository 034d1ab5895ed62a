import type { Failure } from '../../../shared/contract/errors.ts';
import type { Method, Params, Progress, Value } from '../../../shared/contract/requests.ts';
import type { Call } from '../../../shared/contract/transport.ts';

/** A reply still under way after this long is aborted when something newer is asked; a quicker one is waited for. */
const patienceMs = 120;

/**
 * The answer to a question that keeps changing. At most one request is under way; what was asked meanwhile is asked next,
 * the newest only. So a drag sees a steady stream of answers and never waits for one that nobody needs any more.
 */
export class Query<M extends Method> {
  #value = $state.raw<Value<M> | null>(null);
  #valueParams = $state.raw<Params<M> | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #progress = $state.raw<Progress<M> | null>(null);
  #askedKey = $state.raw<string | null>(null);
  #answeredKey = $state.raw<string | null>(null);
  #asked: Params<M> | null = null;
  #underWay: { controller: AbortController; startedAt: number } | null = null;
  readonly #call: Call;
  readonly #method: M;

  constructor(call: Call, method: M) {
    this.#call = call;
    this.#method = method;
  }

  /** The last good answer. It stays while a newer one is under way. */
  get value(): Value<M> | null {
    return this.#value;
  }

  /** What `value` answers. */
  get params(): Params<M> | null {
    return this.#valueParams;
  }

  /** Why the newest question has no answer. */
  get failure(): Failure | null {
    return this.#failure;
  }

  /** The value, or the failure, does not answer the newest question yet. */
  get pending(): boolean {
    return this.#askedKey !== this.#answeredKey;
  }

  /** What the request under way last told of itself; null before it does. */
  get progress(): Progress<M> | null {
    return this.#progress;
  }

  /** Stops the request under way. Its question then counts as answered, by what stood there before. */
  cancel(): void {
    this.#answeredKey = this.#askedKey;
    this.#underWay?.controller.abort();
  }

  /** @param params  null when there is nothing to ask: value and failure are forgotten */
  ask(params: Params<M> | null): void {
    const key = params === null ? null : JSON.stringify(params);
    if (key === this.#askedKey) return;
    this.#asked = params;
    this.#askedKey = key;
    if (params === null) this.#forget();
    else if (this.#underWay === null) void this.#send(params, key);
    else if (performance.now() - this.#underWay.startedAt > patienceMs) this.#underWay.controller.abort();
  }

  /** Asks again: the data changed behind the same question. */
  refresh(): void {
    const asked = this.#asked;
    this.#askedKey = null;
    this.ask(asked);
  }

  #forget(): void {
    this.#underWay?.controller.abort();
    this.#value = this.#valueParams = this.#failure = this.#answeredKey = null;
  }

  async #send(params: Params<M>, key: string | null): Promise<void> {
    const controller = new AbortController();
    this.#underWay = { controller, startedAt: performance.now() };
    const onProgress = (progress: Progress<M>): void => void (this.#progress = progress);
    const reply = await this.#call(this.#method, params, { signal: controller.signal, onProgress });
    this.#underWay = null;
    this.#progress = null;
    if (reply.ok && this.#askedKey !== null) {
      this.#value = reply.value;
      this.#valueParams = params;
      this.#failure = null;
      this.#answeredKey = key;
    } else if (!reply.ok && key === this.#askedKey && reply.error.code !== 'cancelled') {
      this.#failure = reply.error;
      this.#answeredKey = key;
    }
    if (this.#asked !== null && this.#askedKey !== key) void this.#send(this.#asked, this.#askedKey);
  }
}
