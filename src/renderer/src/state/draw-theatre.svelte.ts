import { identify } from '../../../shared/statistics/component-identity.ts';
import type { StartMethod } from '../../../shared/statistics/gaussian-mixture.ts';
import type { App } from './app.svelte.ts';
import type { Performance } from './em-theatre.svelte.ts';
import type { Generator } from './generator.svelte.ts';

/** Frames of a trace: more would not be looked at. */
const mostFrames = 500;

/** EM on the rows of a draw, step by step, from a start that knows nothing of the truth. */
export class DrawTheatre {
  #played = $state.raw<{ key: string; performance: Performance } | null>(null);
  readonly #app: App;
  readonly #generator: Generator;
  #tracing: AbortController | null = null;

  constructor(app: App, generator: Generator) {
    this.#app = app;
    this.#generator = generator;
  }

  /** What is performed on the draw shown; null where it was another one. */
  get shown(): Performance | null {
    return this.#played?.key === this.#generator.key ? this.#played.performance : null;
  }

  async open(method: Exclude<StartMethod, 'given'>, seed: number): Promise<void> {
    const { draw, model } = this.#generator;
    if (!draw || !model) return;
    this.close();
    const controller = new AbortController();
    this.#tracing = controller;
    const drawn =
      method === 'hierarchical' || method === 'k-means' || method === 'random-means'
        ? method
        : 'random-responsibilities';
    this.#play({ frames: [], ids: model.ids, status: null, method, at: 0, playing: true });
    /** Colours are those of the components of the truth that the start is most like. */
    const idsOf = (frames: Performance['frames']): number[] =>
      frames[0] ? identify(frames[0].mixture, model) : model.ids;
    const reply = await this.#app.connection.call(
      'generator.trace',
      { ...draw, start: { method: drawn, seed }, iterations: mostFrames },
      {
        signal: controller.signal,
        onProgress: ({ frames }) => {
          const { shown } = this;
          if (this.#tracing !== controller || !shown) return;
          const all = [...shown.frames, ...frames];
          this.#play({ ...shown, ids: idsOf(all), frames: all });
        },
      },
    );
    const { shown } = this;
    if (this.#tracing !== controller || !shown) return;
    if (reply.ok) {
      const { frames, status } = reply.value;
      this.#play({ ...shown, ids: idsOf(frames), frames, status });
    } else {
      this.close();
      this.#app.toasts.failure(reply.error);
    }
  }

  /** @param at  half-steps from the start */
  seek(at: number, playing = false): void {
    const { shown } = this;
    if (!shown) return;
    const last = Math.max(0, 2 * (shown.frames.length - 1));
    this.#play({ ...shown, at: Math.min(last, Math.max(0, at)), playing });
  }

  close(): void {
    this.#tracing?.abort();
    this.#tracing = null;
    this.#played = null;
  }

  #play(performance: Performance): void {
    this.#played = { key: this.#generator.key, performance };
  }
}
