import type { MixtureFrame, MixtureSpecification } from '../../../shared/contract/mixture-requests.ts';
import type { Value } from '../../../shared/contract/requests.ts';
import { identify } from '../../../shared/statistics/component-identity.ts';
import type { GaussianMixture, StartMethod } from '../../../shared/statistics/gaussian-mixture.ts';
import type { App } from './app.svelte.ts';
import { locksOf } from './mixture-fitting.svelte.ts';
import type { Mixtures } from './mixtures.svelte.ts';

/** Frames of a trace: more would not be looked at. */
const mostFrames = 500;

/** A run of EM, all its steps kept. */
export interface Performance {
  frames: MixtureFrame[];
  ids: number[];
  status: Value<'mixture.trace'>['status'] | null;
  method: StartMethod;
  /** The half-step shown: 2i is the E-step of frame i, 2i + 1 the M-step after it. */
  at: number;
  playing: boolean;
}

/** EM, step by step: what is performed, and where it stands. */
export class EmTheatre {
  shown = $state.raw<Performance | null>(null);
  readonly #app: App;
  readonly #mixtures: Mixtures;
  #tracing: AbortController | null = null;

  constructor(app: App, mixtures: Mixtures) {
    this.#app = app;
    this.#mixtures = mixtures;
  }

  /** EM from a start, step by step; `given` goes on from what is shown. */
  async open(method: StartMethod, seed: number): Promise<void> {
    const { call } = this.#app.connection;
    const { state, shown, columns } = this.#mixtures;
    const rows = this.#mixtures.rowsFor(columns, { labels: null, weights: state.choice.weights });
    if (!rows) return;
    this.#tracing?.abort();
    const controller = new AbortController();
    this.#tracing = controller;
    const { signal } = controller;
    const { components, covarianceModel } = state.choice;
    let first: GaussianMixture;
    let ids: number[];
    let locks: MixtureSpecification['locks'] = null;
    if (method === 'given' && shown) {
      first = shown.mixture;
      ids = shown.ids;
      locks = state.draft && locksOf(state.draft);
    } else {
      const drawn =
        method === 'hierarchical' || method === 'k-means' || method === 'random-means'
          ? method
          : 'random-responsibilities';
      const reply = await call(
        'mixture.start',
        { ...rows, components, covarianceModel, seed, method: drawn },
        { signal },
      );
      if (signal.aborted) return;
      if (!reply.ok) return this.#app.toasts.failure(reply.error);
      first = reply.value.mixture;
      ids = identify(first, shown);
    }
    this.shown = { frames: [], ids, status: null, method, at: 0, playing: true };
    const reply = await call(
      'mixture.trace',
      { ...rows, mixture: first, covarianceModel, locks, iterations: mostFrames },
      {
        signal,
        onProgress: ({ frames }) => {
          if (this.#tracing === controller && this.shown)
            this.shown = { ...this.shown, frames: [...this.shown.frames, ...frames] };
        },
      },
    );
    if (this.#tracing !== controller || !this.shown) return;
    if (reply.ok) this.shown = { ...this.shown, ...reply.value };
    else {
      this.close();
      this.#app.toasts.failure(reply.error);
    }
  }

  /** @param at  half-steps from the start */
  seek(at: number, playing = false): void {
    if (!this.shown) return;
    const last = Math.max(0, 2 * (this.shown.frames.length - 1));
    this.shown = { ...this.shown, at: Math.min(last, Math.max(0, at)), playing };
  }

  close(): void {
    this.#tracing?.abort();
    this.#tracing = null;
    this.shown = null;
  }
}
