import { createContext, untrack } from 'svelte';
import type { Failure } from '../../../shared/contract/errors.ts';
import type { MixtureData, MixtureEvaluation } from '../../../shared/contract/mixture-requests.ts';
import type { IdentifiedMixture } from '../../../shared/statistics/component-identity.ts';
import type { App } from './app.svelte.ts';
import { EmTheatre } from './em-theatre.svelte.ts';
import { changeMixture } from './mixture-changes.ts';
import { MixtureFitting } from './mixture-fitting.svelte.ts';
import { mixtureOf } from './mixture-of.ts';
import { MixtureScan } from './mixture-scan.svelte.ts';
import type { Draft } from './mixture-state.ts';
import { MixtureSubject } from './mixture-subject.svelte.ts';
import { Query } from './query.svelte.ts';

/** Rows drawn one by one, at most; more are counted in cells. */
export const mostPoints = 50_000;
const cells = { columns: 240, lines: 180 };

/** What the Mixture view shows: the mixture fitted or set by hand, and the rows that are drawn. */
export class Mixtures extends MixtureSubject {
  readonly fitting: MixtureFitting;
  readonly scanning: MixtureScan;
  readonly theatre: EmTheatre;
  /** Row whose terms are shown beside the theatre, as a place among the points. */
  pointed = $state<number | null>(null);
  readonly #points;
  readonly #cloud;
  readonly #histogram;
  readonly #evaluation;

  /** To be made while a component is initialised: it asks as long as that component lives. */
  constructor(app: App, shown: () => boolean) {
    super(app);
    const { call } = app.connection;
    this.fitting = new MixtureFitting(app, this);
    this.scanning = new MixtureScan(app, this);
    this.theatre = new EmTheatre(app, this);
    this.#points = new Query(call, 'mixture.points');
    this.#cloud = new Query(call, 'pair.cloud');
    this.#histogram = new Query(call, 'column.histogram');
    this.#evaluation = new Query(call, 'mixture.evaluate');
    const all = [this.#points, this.#cloud, this.#histogram, this.#evaluation];

    $effect(() => {
      const data = shown() ? this.drawnRows : null;
      const one = data !== null && data.columns.length === 1;
      this.#points.ask(data && { ...data, count: one ? 2000 : mostPoints });
      const [x, y] = this.drawnColumns;
      const many = (this.#points.value?.used ?? 0) > mostPoints;
      const { datasetId = '', filters = [] } = data ?? {};
      this.#cloud.ask(
        data && !one && many && x !== undefined && y !== undefined
          ? {
              datasetId,
              filters,
              columns: [x, y],
              groupBy: null,
              map: null,
              window: this.state.window,
              cells,
              mostPoints: 0,
            }
          : null,
      );
      const rule = { kind: 'freedman-diaconis' } as const;
      this.#histogram.ask(one && x !== undefined ? { datasetId, filters, column: x, groupBy: null, rule } : null);
    });
    $effect(() => {
      const { draft } = this.state;
      const data = this.labelledFor(draft);
      const covarianceModel = this.kept?.specification.covarianceModel ?? this.state.choice.covarianceModel;
      this.#evaluation.ask(draft && data && { ...data, mixture: draft.mixture, covarianceModel });
    });
    $effect(() => {
      if (app.dataVersion > 0) untrack(() => all.forEach((query) => query.refresh()));
    });
    // Another table: what runs for the one before is of no use.
    let last: string | null = null;
    $effect(() => {
      const { datasetId } = app.state;
      if (datasetId === last) return;
      last = datasetId;
      untrack(() => {
        this.fitting.cancel();
        this.fitting.failed = null;
        this.scanning.forget();
        this.theatre.close();
      });
    });
  }

  /** Before a tour: what no state holds is remembered. @returns what puts it back and stops what the tour began */
  setAside(): () => void {
    const { underWay } = this.scanning;
    const { failed } = this.fitting;
    this.theatre.close();
    return () => {
      this.fitting.cancel();
      this.scanning.cancel();
      this.theatre.close();
      this.fitting.failed = failed;
      this.scanning.underWay = underWay;
    };
  }

  /** The mixture drawn: of the theatre, set by hand, or fitted. */
  get shown(): IdentifiedMixture | null {
    const { kept } = this;
    const theatre = this.theatre.shown;
    if (theatre) {
      const frame = theatre.frames[Math.min(Math.ceil(theatre.at / 2), theatre.frames.length - 1)];
      if (frame) return { mixture: frame.mixture, ids: theatre.ids };
    }
    if (this.state.draft) return this.state.draft;
    return kept && { mixture: mixtureOf(kept.reply.fit), ids: kept.ids };
  }

  /** The mixture whose responsibilities colour the points: in an M-step still that of the E-step before. */
  get coloured(): IdentifiedMixture | null {
    const theatre = this.theatre.shown;
    const frame = theatre?.frames[Math.floor(theatre.at / 2)];
    return theatre && frame ? { mixture: frame.mixture, ids: theatre.ids } : this.shown;
  }

  get points() {
    return this.#points.value;
  }

  /** Columns the points are of: for a moment after a change those before. */
  get pointColumns(): string[] {
    return this.#points.params?.columns ?? [];
  }

  get cloud() {
    return this.#cloud.value;
  }

  get histogram() {
    return this.#histogram.value?.groups[0]?.value.histogram ?? null;
  }

  get pending(): boolean {
    return this.#points.pending || this.#histogram.pending;
  }

  get pointsFailure(): Failure | null {
    return this.#points.failure;
  }

  /** Log-likelihood and criteria of what was set by hand, as last answered. */
  get evaluation(): MixtureEvaluation | null {
    return this.state.draft ? this.#evaluation.value : null;
  }

  get evaluationPending(): boolean {
    return this.#evaluation.pending;
  }

  get evaluationFailure(): Failure | null {
    return this.#evaluation.failure;
  }

  /** The rows with each label at its component of a mixture; without labels where one has lost its component. */
  labelledFor(mixture: { ids: number[] } | null): MixtureData | null {
    const data = this.rowsFor(this.columns, this.state.choice);
    if (!data?.labels || !mixture) return data;
    const { kept } = this;
    const components = kept?.reply.fit.labelComponents?.map((place) => mixture.ids.indexOf(kept.ids[place]!)) ?? [];
    const complete = components.length > 0 && components.every((place) => place >= 0);
    return { ...data, labels: complete ? { ...data.labels, components } : null };
  }

  /** Sets the mixture by hand; quick changes of one kind are one step of the history. */
  setDraft(label: string, change: (draft: Draft) => IdentifiedMixture, kind: string | null = null): void {
    const { shown } = this;
    if (!shown) return;
    this.theatre.close();
    const draft: Draft = this.state.draft ?? { ...shown, locked: [] };
    const { mixture, ids } = change(draft);
    const locked = draft.locked.filter((id) => ids.includes(id));
    this.app.run(label, changeMixture({ draft: { mixture, ids, locked } }), kind);
  }

  toggleLock(id: number): void {
    const { shown } = this;
    if (!shown) return;
    const draft: Draft = this.state.draft ?? { ...shown, locked: [] };
    const held = draft.locked.includes(id);
    const locked = held ? draft.locked.filter((other) => other !== id) : [...draft.locked, id];
    this.app.run(held ? 'Unlock a component' : 'Lock a component', changeMixture({ draft: { ...draft, locked } }));
  }
}

export const [useMixtures, provideMixtures] = createContext<Mixtures>();
