import { createContext } from 'svelte';
import type { Failure } from '../../../shared/contract/errors.ts';
import type { MixtureData } from '../../../shared/contract/mixture-requests.ts';
import type { Reply, Value } from '../../../shared/contract/requests.ts';
import type { CrossValidation } from '../../../shared/statistics/cross-validation.ts';
import type { App } from './app.svelte.ts';
import type { KeptFit } from './fit-store.svelte.ts';
import { mixtureOf } from './mixture-of.ts';

/** What was found out about a fit after it was made; what is missing was not asked for. */
export interface FitChecks {
  crossValidation?: CrossValidation;
  likelihoodRatio?: Value<'mixture.likelihood-ratio'>;
  bootstrap?: Value<'mixture.bootstrap'>;
  merging?: Value<'mixture.merge'>;
  nullCheck?: Value<'mixture.null-check'>;
}
export type CheckName = keyof FitChecks;

/** Every model is scored on the same folds: they follow from their number and this seed. */
const folds = { folds: 10, seed: 1 };
/** The smallest p value that so many samples can show is one in a hundred. */
const samples = 99;
const replicates = 200;

/** A check under way, or several one after the other. */
export interface RunningCheck {
  name: CheckName;
  /** The fit that is checked now. */
  id: string;
  /** 0 to 1, of all fits together. */
  share: number;
  elapsedMs: number;
}

/** Checks of kept fits, asked for one at a time; what they find stays with the fit. */
export class MixtureChecks {
  running = $state.raw<RunningCheck | null>(null);
  /** Why the last check of a fit found nothing, by check and fit. */
  #failures = $state.raw<Readonly<Record<string, Failure>>>({});
  readonly #app: App;
  #controller: AbortController | null = null;

  constructor(app: App) {
    this.#app = app;
  }

  failureOf(name: CheckName, id: string): Failure | null {
    return this.#failures[`${name} ${id}`] ?? null;
  }

  /** What EM found from a start set by hand is not found again by a search: it has no such check. */
  canSearch({ specification }: KeptFit): boolean {
    return specification.given.length === 0 && specification.locks === null;
  }

  /** Checks these fits one after the other, until all are done or somebody cancels. */
  async run(name: CheckName, ids: readonly string[]): Promise<void> {
    this.cancel();
    const controller = new AbortController();
    this.#controller = controller;
    const startedAt = performance.now();
    for (const [place, id] of ids.entries()) {
      const kept = this.#app.fits.get(id);
      if (!kept) continue;
      const tell = (share: number): void => {
        if (this.#controller !== controller) return;
        this.running = { name, id, share: (place + share) / ids.length, elapsedMs: performance.now() - startedAt };
      };
      tell(0);
      const found = await this.#ask(name, kept, controller.signal, ({ done, total }) => tell(done / total));
      if (this.#controller !== controller) return;
      const key = `${name} ${id}`;
      if ('checks' in found) {
        const { [key]: _, ...others } = this.#failures;
        this.#failures = others;
        const now = this.#app.fits.get(id);
        if (now) this.#app.fits.add({ ...now, checks: { ...now.checks, ...found.checks } });
      } else this.#failures = { ...this.#failures, [key]: found.failure };
    }
    this.#controller = null;
    this.running = null;
    this.#app.saveSession();
  }

  cancel(): void {
    this.#controller?.abort();
    this.#controller = null;
    this.running = null;
  }

  async #ask(
    name: CheckName,
    kept: KeptFit,
    signal: AbortSignal,
    onProgress: (progress: { done: number; total: number }) => void,
  ): Promise<{ checks: FitChecks } | { failure: Failure }> {
    const { call } = this.#app.connection;
    const { data, specification, reply } = kept;
    const { components, covarianceModel, seed, starts, noise, regularisation } = specification;
    const search = { seed, starts, noise, regularisation };
    const mixture = mixtureOf(reply.fit);
    const options = { signal, onProgress };
    switch (name) {
      case 'crossValidation': {
        const grid = { components: [components], covarianceModels: [covarianceModel] };
        const answer = await call('mixture.cross-validate', { ...data, ...search, ...grid, ...folds }, options);
        if (!answer.ok) return { failure: answer.error };
        const cell = answer.value.cells[0];
        return cell?.ok ? { checks: { crossValidation: cell.score } } : { failure: cell?.error ?? nothing };
      }
      case 'likelihoodRatio':
        return checked(
          await call('mixture.likelihood-ratio', { ...data, ...search, components, covarianceModel, samples }, options),
          (likelihoodRatio) => ({ likelihoodRatio }),
        );
      case 'bootstrap':
        return checked(
          await call(
            'mixture.bootstrap',
            { ...labelled(kept), mixture, covarianceModel, regularisation, seed, replicates, confidence: 0.95 },
            options,
          ),
          (bootstrap) => ({ bootstrap }),
        );
      case 'merging':
        return checked(await call('mixture.merge', { ...labelled(kept), mixture }, options), (merging) => ({
          merging,
        }));
      case 'nullCheck': {
        const { from, to } = this.#app.arrangement?.mixture.scan ?? { from: 1, to: 9 };
        // Up to as many components as were looked at, and one covariance model: the one of the fit.
        const most = Math.min(Math.max(2, components, Math.min(from, to)), 4);
        const grid = { components: Array.from({ length: most }, (_, k) => k + 1), covarianceModels: [covarianceModel] };
        const plain: MixtureData = { ...data, labels: null };
        return checked(
          await call('mixture.null-check', { ...plain, ...grid, seed, samples }, options),
          (nullCheck) => ({ nullCheck }),
        );
      }
    }
  }
}

const nothing: Failure = { code: 'internal', message: 'The check gave no answer.', details: {} };

function checked<Found>(
  answer: { ok: true; value: Found } | Extract<Reply<'mixture.fit'>, { ok: false }>,
  checks: (found: Found) => FitChecks,
): { checks: FitChecks } | { failure: Failure } {
  return answer.ok ? { checks: checks(answer.value) } : { failure: answer.error };
}

/** The rows with each label at its component of the fit. */
const labelled = ({ data, reply }: KeptFit): MixtureData => ({
  ...data,
  labels: data.labels && { ...data.labels, components: reply.fit.labelComponents },
});

export const [useMixtureChecks, provideMixtureChecks] = createContext<MixtureChecks>();
