import type { Failure } from '../../../shared/contract/errors.ts';
import type {
  MixtureData,
  MixtureFitProgress,
  MixtureSpecification,
} from '../../../shared/contract/mixture-requests.ts';
import { identify } from '../../../shared/statistics/component-identity.ts';
import { canonicalModel, covarianceModelsOf } from '../../../shared/statistics/covariance-models.ts';
import type { App } from './app.svelte.ts';
import { showView } from './changes.ts';
import { fitId, type KeptFit } from './fit-store.svelte.ts';
import { showFit } from './mixture-changes.ts';
import type { Draft, MixtureChoice } from './mixture-state.ts';
import type { Mixtures } from './mixtures.svelte.ts';

/** A fit under way. */
export interface RunningFit {
  choice: MixtureChoice;
  columns: string[];
  /** EM goes on from what was set by hand. */
  fromDraft: boolean;
  progress: MixtureFitProgress | null;
}

/** How a fit comes to be shown: as a step that undo takes back, or as the beginning of a view that was opened. */
type Shown = 'step' | 'beginning';

/** Fits that are asked for, one at a time: what is shown stays until the next one is there. */
export class MixtureFitting {
  running = $state.raw<RunningFit | null>(null);
  /** Why the last fit asked for is not there, and what it was. */
  failed = $state.raw<{ failure: Failure; choice: MixtureChoice; columns: string[] } | null>(null);
  readonly #app: App;
  readonly #mixtures: Mixtures;
  #controller: AbortController | null = null;

  constructor(app: App, mixtures: Mixtures) {
    this.#app = app;
    this.#mixtures = mixtures;
  }

  /** Fits with a changed choice; what is shown stays until the fit is there. */
  fit(changed: Partial<MixtureChoice> = {}, columns: readonly string[] | null = null): Promise<void> {
    // What was asked a moment ago and is still under way counts as chosen: quick clicks add up.
    const { choice, columns: chosen } = this.running ?? {
      choice: this.#mixtures.state.choice,
      columns: this.#mixtures.columns,
    };
    return this.#fit([...(columns ?? chosen)], { ...choice, ...changed }, null);
  }

  /** The first look at a table. It belongs to the opening of the view: undo takes that back, not the fit alone. */
  begin(): Promise<void> {
    const { state, columns } = this.#mixtures;
    return this.#fit(columns, state.choice, null, 'beginning');
  }

  /** EM from what was set by hand, locked components as they are. */
  runFromHere(): Promise<void> {
    const { shown, state, columns } = this.#mixtures;
    if (!shown) return Promise.resolve();
    const choice = { ...state.choice, components: shown.mixture.weights.length, starts: 0 };
    return this.#fit(columns, choice, state.draft ?? { ...shown, locked: [] });
  }

  async #fit(columns: string[], choice: MixtureChoice, from: Draft | null, as: Shown = 'step'): Promise<void> {
    const app = this.#app;
    const mixtures = this.#mixtures;
    const allowed = covarianceModelsOf(columns.length);
    const covarianceModel = canonicalModel(choice.covarianceModel, columns.length);
    if (!allowed.includes(covarianceModel)) return;
    const rows = from ? mixtures.labelledFor(from) : mixtures.rowsFor(columns, choice);
    if (!rows) return;
    this.cancel();
    this.#mixtures.theatre.close();
    const { components, seed, starts, noise, regularisation } = choice;
    const specification: MixtureSpecification = {
      components,
      covarianceModel,
      seed,
      starts,
      noise: noise || (from?.mixture.noise ?? null) !== null,
      regularisation,
      given: from ? [from.mixture] : [],
      locks: from && locksOf(from),
    };
    const { reading } = mixtures;
    const id = fitId(rows, specification, reading);
    const made: MixtureChoice = { ...choice, covarianceModel, starts: starts || this.#mixtures.state.choice.starts };
    const label = from ? 'Run EM from here' : `Fit ${components} × ${covarianceModel}`;
    const show = (): void => {
      const change = showFit(id, columns, made);
      if (as === 'step') app.run(label, change);
      else app.history.replace(change);
    };
    const known = app.fits.get(id);
    if (known) {
      this.failed = null;
      show();
      if (known.screened) await this.#refine(known, rows, made);
      return;
    }
    const controller = new AbortController();
    this.#controller = controller;
    this.running = { choice: made, columns, fromDraft: from !== null, progress: null };
    const reply = await app.connection.call(
      'mixture.fit',
      { ...rows, ...specification },
      {
        signal: controller.signal,
        onProgress: (progress) => {
          if (this.#controller === controller && this.running) this.running = { ...this.running, progress };
        },
      },
    );
    if (this.#controller !== controller) return;
    this.#controller = null;
    this.running = null;
    if (!reply.ok) {
      if (reply.error.code !== 'cancelled') this.failed = { failure: reply.error, choice: made, columns };
      return;
    }
    this.failed = null;
    const ids = identify(reply.value.fit, from ?? mixtures.shown);
    app.fits.add({ id, data: rows, specification, reading, reply: reply.value, ids, madeAt: Date.now() });
    show();
  }

  /** A cell of a scan that is shown is fitted thoroughly, and takes its own place; one that did better stays. */
  async #refine(kept: KeptFit, rows: MixtureData, choice: MixtureChoice): Promise<void> {
    const { fits, connection } = this.#app;
    const controller = new AbortController();
    this.#controller = controller;
    this.running = { choice, columns: rows.columns, fromDraft: false, progress: null };
    const reply = await connection.call(
      'mixture.fit',
      { ...rows, ...kept.specification },
      {
        signal: controller.signal,
        onProgress: (progress) => {
          if (this.#controller === controller && this.running) this.running = { ...this.running, progress };
        },
      },
    );
    if (this.#controller !== controller) return;
    this.#controller = null;
    this.running = null;
    if (!reply.ok) return;
    const before = kept.reply.fit;
    const better = reply.value.fit.logLikelihood >= before.logLikelihood;
    const ids = better ? identify(reply.value.fit, { mixture: before, ids: kept.ids }) : kept.ids;
    // Other parameters: what was found out about the former ones holds no longer.
    const { checks, ...found } = kept;
    fits.add({
      ...found,
      ...(!better && checks && { checks }),
      screened: false,
      reply: better ? reply.value : kept.reply,
      ids,
    });
  }

  /** Shows a fit of the ledger, its filters left as they are: where they differ the fit is marked stale. */
  showKept(kept: KeptFit): void {
    const { id, data, specification } = kept;
    const { components, covarianceModel, seed, starts, noise, regularisation } = specification;
    const labels = data.labels && { column: data.labels.column, share: data.labels.share };
    const search = { seed, starts: starts || this.#mixtures.state.choice.starts, noise, regularisation };
    const choice: MixtureChoice = { ...search, components, covarianceModel, labels, weights: data.weights };
    this.cancel();
    this.#mixtures.theatre.close();
    this.#app.run('Show a model', (state) => showView('mixture')(showFit(id, data.columns, choice)(state)));
    const rows = this.#mixtures.rowsFor(data.columns, choice);
    if (kept.screened && rows && this.#mixtures.staleness(kept) === null) void this.#refine(kept, rows, choice);
  }

  /** Stops the fit under way; what is shown stays. */
  cancel(): void {
    this.#controller?.abort();
    this.#controller = null;
    this.running = null;
  }
}

/** Mean and covariance of the locked components, the weights free; null where nothing is held. */
export function locksOf({ mixture, ids, locked }: Draft): MixtureSpecification['locks'] {
  if (locked.length === 0) return null;
  const held = ids.map((id) => locked.includes(id));
  return {
    weights: ids.map(() => null),
    means: mixture.means.map((mean, k) => (held[k] ? mean : null)),
    covariances: mixture.covariances.map((covariance, k) => (held[k] ? covariance : null)),
  };
}
