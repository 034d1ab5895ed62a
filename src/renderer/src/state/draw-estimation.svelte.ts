import type { Failure } from '../../../shared/contract/errors.ts';
import type { EstimateReply } from '../../../shared/contract/generator-requests.ts';
import type { MixtureFitProgress } from '../../../shared/contract/mixture-requests.ts';
import type { App } from './app.svelte.ts';
import type { Generator } from './generator.svelte.ts';

/** Of the search without z. */
const starts = 20;

/** The parameters found again from a draw, with z and without it. */
export class DrawEstimation {
  /** As last answered, and for which draw. */
  last = $state.raw<{ key: string; reply: EstimateReply } | null>(null);
  running = $state.raw<{ key: string; progress: MixtureFitProgress | null } | null>(null);
  #failed = $state.raw<{ key: string; failure: Failure } | null>(null);
  /** The draw whose estimates a person did not want to wait for. */
  #declined = $state<string | null>(null);
  readonly #app: App;
  readonly #generator: Generator;
  #controller: AbortController | null = null;

  constructor(app: App, generator: Generator) {
    this.#app = app;
    this.#generator = generator;
  }

  /** Of the draw shown; null while there is none. */
  get reply(): EstimateReply | null {
    return this.last?.key === this.#generator.key ? this.last.reply : null;
  }

  /** Why the draw shown has no estimates. */
  get failure(): Failure | null {
    return this.#failed?.key === this.#generator.key ? this.#failed.failure : null;
  }

  /** Nobody has asked for the draw shown yet. */
  get isWanting(): boolean {
    const { key } = this.#generator;
    return this.reply === null && this.failure === null && this.running?.key !== key && this.#declined !== key;
  }

  async start(): Promise<void> {
    const { draw, key } = this.#generator;
    if (!draw) return;
    this.cancel();
    const controller = new AbortController();
    this.#controller = controller;
    this.running = { key, progress: null };
    this.#failed = null;
    this.#declined = null;
    const reply = await this.#app.connection.call(
      'generator.estimate',
      { ...draw, starts },
      {
        signal: controller.signal,
        onProgress: (progress) => {
          if (this.#controller === controller) this.running = { key, progress };
        },
      },
    );
    if (this.#controller !== controller) return;
    this.#controller = null;
    this.running = null;
    if (reply.ok) this.last = { key, reply: reply.value };
    else if (reply.error.code !== 'cancelled') this.#failed = { key, failure: reply.error };
  }

  /** Cancels, and does not begin by itself again. */
  decline(): void {
    this.cancel();
    this.#declined = this.#generator.key;
  }

  cancel(): void {
    this.#controller?.abort();
    this.#controller = null;
    this.running = null;
  }
}
