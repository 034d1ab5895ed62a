import { createContext, untrack } from 'svelte';
import type { Failure } from '../../../shared/contract/errors.ts';
import { mostDraws, type Draw, type DrawnBins, type DrawReply } from '../../../shared/contract/generator-requests.ts';
import type { IdentifiedMixture } from '../../../shared/statistics/component-identity.ts';
import { marginalMixture } from '../../../shared/statistics/mixture-density.ts';
import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';
import type { App } from './app.svelte.ts';
import { DrawEstimation } from './draw-estimation.svelte.ts';
import { DrawTheatre } from './draw-theatre.svelte.ts';
import { DrawMotion } from './draw-motion.svelte.ts';
import { exampleMixtures } from './example-mixtures.ts';
import type { KeptFit } from './fit-store.svelte.ts';
import { changeGenerator } from './generator-changes.ts';
import { defaultGenerator, type GeneratorModel, type GeneratorState } from './generator-state.ts';
import { mixtureOf } from './mixture-of.ts';
import type { Mixtures } from './mixtures.svelte.ts';
import { Query } from './query.svelte.ts';

/** Rows drawn one by one on the screen, at most. */
const mostPoints = 50_000;
/** Up to here the parameters are found again without being asked: it takes a moment. */
const quickRows = 20_000;
/** More components than anyone tells apart. */
export const mostParts = 9;

/** How far out a component is drawn, in standard deviations. */
const reach = 3.6;

/** What the Generator view shows and does: a mixture, a draw from it, and what is found out from that draw again. */
export class Generator {
  /** How much of the draw has been seen to happen. */
  readonly motion = new DrawMotion();
  readonly estimation: DrawEstimation;
  readonly theatre: DrawTheatre;
  /** Row of the draw whose terms are shown, as a place among those listed. */
  pointed = $state<number | null>(null);
  readonly #app: App;
  readonly #mixtures: Mixtures;
  readonly #draw;

  /** To be made while a component is initialised: it asks as long as that component lives. */
  constructor(app: App, mixtures: Mixtures, shown: () => boolean) {
    this.#app = app;
    this.#mixtures = mixtures;
    this.estimation = new DrawEstimation(app, this);
    this.theatre = new DrawTheatre(app, this);
    this.#draw = new Query(app.connection.call, 'generator.draw');
    $effect(() => {
      const draw = shown() ? this.draw : null;
      this.#draw.ask(draw && { ...draw, points: mostPoints, bins: this.bins });
    });
    // Another draw: what was seen of the one before is over.
    let last = '';
    $effect(() => {
      const { key } = this;
      if (key === last) return;
      last = key;
      untrack(() => {
        this.motion.showAll();
        this.theatre.close();
        this.estimation.cancel();
        if (this.pointed !== null && this.pointed >= this.state.rows) this.pointed = null;
      });
    });
    $effect(() => {
      const { state, estimation } = this;
      const wanted = shown() && state.stage === 'known' && state.rows <= quickRows && this.model !== null;
      if (!wanted || !estimation.isWanting) return;
      // A drag passes many mixtures by: the one it ends on is looked at.
      const timer = setTimeout(() => void estimation.start(), 150);
      return () => clearTimeout(timer);
    });
  }

  get state(): GeneratorState {
    return this.#app.arrangement?.generator ?? defaultGenerator;
  }

  /** What is drawn from; null while the first fit is under way. */
  get model(): GeneratorModel | null {
    return (
      this.state.model ??
      this.#fromMixtureView() ??
      (this.#mixtures.numeric.length === 0 || this.#mixtures.fitting.failed ? exampleMixtures[3]! : null)
    );
  }

  /** True where it is what the Mixture view shows, and follows it. */
  get follows(): boolean {
    return this.state.model === null && this.#fromMixtureView() !== null;
  }

  #fromMixtureView(): GeneratorModel | null {
    const { kept, state, drawnPlaces, columns } = this.#mixtures;
    if (state.draft) return plainModel(state.draft, columns, drawnPlaces, 'Set by hand in the Mixture view');
    return (
      kept && plainModel({ mixture: mixtureOf(kept.reply.fit), ids: kept.ids }, columns, drawnPlaces, fitName(kept))
    );
  }

  /** Fits of this table that can be drawn from, newest last. */
  get fits(): KeptFit[] {
    const { arrangement, fits } = this.#app;
    return (arrangement?.ledger ?? []).flatMap(({ id }) => {
      const kept = fits.get(id);
      return kept && kept.reply.fit.components <= mostParts ? [kept] : [];
    });
  }

  get dimensions(): number {
    return this.model?.columns.length ?? 1;
  }

  /** What stands for the rows drawn. */
  get draw(): Draw | null {
    const { model, state } = this;
    return model && { mixture: model.mixture, seed: state.seed, rows: state.rows };
  }

  get key(): string {
    return JSON.stringify(this.draw);
  }

  /** Bins of one column: as wide as lets the narrowest component be seen in so many rows. */
  get bins(): DrawnBins | null {
    const { model, state } = this;
    if (!model || model.columns.length > 1) return null;
    const [from, to] = this.#range(model.mixture, 0);
    const narrowest = Math.min(...model.mixture.covariances.map((covariance) => Math.sqrt(covariance[0]![0]!)));
    const width = 2.4 * narrowest * Math.cbrt(100 / Math.max(100, state.rows));
    return { from, to, count: Math.min(240, Math.max(24, Math.round((to - from) / width))) };
  }

  /** The part of x shown. */
  get frame(): { x: [number, number]; y: [number, number] } {
    const { model, state } = this;
    if (state.window) return state.window;
    if (!model) return { x: [0, 1], y: [0, 1] };
    return {
      x: this.#range(model.mixture, 0),
      y: model.columns.length > 1 ? this.#range(model.mixture, 1) : [0, 1],
    };
  }

  #range({ means, covariances }: GaussianMixture, column: number): [number, number] {
    const half = covariances.map((covariance) => reach * Math.sqrt(covariance[column]![column]!));
    return [
      Math.min(...means.map((mean, k) => mean[column]! - half[k]!)),
      Math.max(...means.map((mean, k) => mean[column]! + half[k]!)),
    ];
  }

  /** The draw as last answered; null where it is of another number of columns or components. */
  get drawn(): DrawReply | null {
    const { value } = this.#draw;
    const { model } = this;
    if (!value || !model) return null;
    return value.values.length === model.columns.length && value.componentRows.length === model.ids.length
      ? value
      : null;
  }

  /** Rows of the draw that is shown. */
  get drawnRows(): number {
    return this.drawn?.componentRows.reduce((a, b) => a + b, 0) ?? 0;
  }

  get pending(): boolean {
    return this.#draw.pending;
  }

  get failure(): Failure | null {
    return this.#draw.failure;
  }

  /** The component of p(x | z): the one chosen, or the first. */
  get conditioned(): number {
    const { model, state } = this;
    const known = model?.ids ?? [];
    return state.selected !== null && known.includes(state.selected) ? state.selected : (known[0] ?? 0);
  }

  take(model: GeneratorModel | null): void {
    this.#app.run('Choose what is drawn from', changeGenerator({ model, selected: null, window: null }));
  }

  /** A fit's mixture: of one of more columns than two the two that the Mixture view draws, without its noise. */
  takeFit(kept: KeptFit): void {
    const { columns } = kept.data;
    const places = this.#mixtures.drawnPlaces;
    const model = plainModel(
      { mixture: mixtureOf(kept.reply.fit), ids: kept.ids },
      columns,
      places.every((place) => place < columns.length) ? places : [0, 1],
      fitName(kept),
    );
    this.take(model);
  }

  /** Changes the mixture by hand; quick changes of one kind are one step of the history. */
  change(label: string, edit: (mixture: IdentifiedMixture) => IdentifiedMixture, kind: string | null = null): void {
    const { model, state } = this;
    if (!model) return;
    const { mixture, ids } = edit(model);
    if (mixture === model.mixture) return;
    const selected = state.selected !== null && ids.includes(state.selected) ? state.selected : null;
    // The picture stands still while something in it is dragged.
    const window = kind === null ? state.window : this.frame;
    this.#app.run(label, changeGenerator({ model: { ...model, mixture, ids, origin: null }, selected, window }), kind);
  }

  setRows(rows: number): void {
    const wanted = Math.min(mostDraws, Math.max(1, Math.round(rows)));
    this.#app.run('Change the number of rows', changeGenerator({ rows: wanted }), 'generator-rows');
  }

  setSeed(seed: number): void {
    const wanted = Math.min(2 ** 32 - 1, Math.max(0, Math.round(seed)));
    this.#app.run('Draw again', changeGenerator({ seed: wanted }), 'generator-seed');
  }
}

/** "2 × VVV of eruptions, waiting"; noise cannot be drawn here, and is left out. */
export function fitName({ reply: { fit }, data: { columns } }: KeptFit): string {
  const names = columns.length <= 3 ? columns.join(', ') : `${columns.length} columns`;
  return `${fit.components} × ${fit.covarianceModel} of ${names}${fit.noise ? ', without its noise' : ''}`;
}

/** At most two of the columns; the weights add up to 1 without the noise. */
function plainModel(
  { mixture, ids }: IdentifiedMixture,
  columns: readonly string[],
  places: readonly [number, number],
  origin: string,
): GeneratorModel | null {
  if (ids.length > mostParts) return null;
  const chosen = columns.length === 1 ? [0] : [...places];
  const plane = marginalMixture(mixture, chosen);
  const total = plane.weights.reduce((sum, weight) => sum + weight, 0);
  return {
    mixture: { ...plane, weights: plane.weights.map((weight) => weight / total) },
    ids,
    columns: chosen.map((place) => columns[place]!),
    origin,
  };
}

export const [useGenerator, provideGenerator] = createContext<Generator>();
