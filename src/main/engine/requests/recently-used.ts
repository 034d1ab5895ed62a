/** A few results kept by key; the one not asked for longest goes first. A result that fails is not kept. */
export class RecentlyUsed<Result extends Promise<unknown>> {
  readonly #most: number;
  readonly #kept = new Map<string, Result>();

  /** @param most  results to keep, at least 1 */
  constructor(most: number) {
    this.#most = most;
  }

  get(key: string, compute: () => Result): Result {
    const known = this.#kept.get(key);
    const result = known ?? compute();
    this.#kept.delete(key);
    this.#kept.set(key, result); // a Map keeps the order of insertion: the newest stands last
    if (known === undefined) {
      result.catch(() => this.#kept.delete(key));
      const [oldest] = this.#kept.keys();
      if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest);
    }
    return result;
  }
}
