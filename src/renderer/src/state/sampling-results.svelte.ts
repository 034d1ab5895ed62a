import { createContext, untrack } from 'svelte';
import type { Failure } from '../../../shared/contract/errors.ts';
import type {
  Population,
  PopulationPicture,
  RepeatedPlan,
  SamplingAtSize,
  SamplingFrame,
  SamplingProgress,
  SamplingRun,
} from '../../../shared/contract/sampling-requests.ts';
import { fewestValues } from '../../../shared/statistics/sampling-statistic.ts';
import type { UnivariateDistribution } from '../../../shared/statistics/univariate-distribution.ts';
import type { App } from './app.svelte.ts';
import { Query } from './query.svelte.ts';
import { defaultSampling, type SamplingState } from './sampling-state.ts';

const plotPoints = 500;
/** With more statistics than this the Q-Q plot waits for the pause: it needs them sorted. */
const quickToSort = 50_000;
/** N at which spread and skewness are looked at, and samples drawn for each. */
const sizesLookedAt = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const repeatsPerSize = 10_000;

/** A column of a fitted mixture that can be drawn from. */
export interface FittedColumn {
  fit: string;
  column: string;
  distribution: UnivariateDistribution;
  /** As a person would name it. */
  name: string;
}

/** All of the results, about one plan: what charts, numbers and exports are made of. */
export interface Drawn {
  plan: RepeatedPlan;
  picture: PopulationPicture;
  run: SamplingRun;
  frame: SamplingFrame;
}

/** What the Sampling view shows: asked again whenever its arrangement changes. */
export class SamplingResults {
  /** Samples looked at; null for all of them. */
  position = $state<number | null>(null);
  playing = $state(false);
  readonly #app: App;
  readonly #population;
  readonly #run;
  readonly #frame;
  readonly #quantiles;
  readonly #sizes;
  #cancelled = $state.raw<string | null>(null);
  readonly #plan = $derived.by(() => this.#planNow());
  readonly #drawn = $derived.by(() => this.#drawnNow());

  /** To be made while a component is initialised: it asks as long as that component lives. */
  constructor(app: App, shown: () => boolean) {
    const { call } = app.connection;
    this.#app = app;
    this.#population = new Query(call, 'sampling.population');
    this.#run = new Query(call, 'sampling.run');
    this.#frame = new Query(call, 'sampling.frame');
    this.#quantiles = new Query(call, 'sampling.quantiles');
    this.#sizes = new Query(call, 'sampling.sizes');
    const all = [this.#population, this.#run, this.#frame, this.#quantiles, this.#sizes];

    $effect(() => {
      const plan = shown() ? this.plan : null;
      this.#population.ask(plan && { population: plan.population });
      this.#run.ask(plan);
    });
    // Looks into what was drawn: asked once it is there, so that nothing is drawn twice.
    $effect(() => {
      const { value, params, pending } = this.#run;
      if (!shown()) return [this.#frame, this.#quantiles, this.#sizes].forEach((query) => query.ask(null));
      if (pending || !value || !params) return;
      const at = this.at;
      this.#frame.ask({ ...params, at });
      if (!this.playing || at <= quickToSort) this.#quantiles.ask({ ...params, at, points: plotPoints });
      if (this.playing) return;
      const { population, statistic, seed } = params;
      const sizes = sizesLookedAt.filter((size) => size >= fewestValues(statistic));
      this.#sizes.ask({ population, statistic, seed, sizes, repeats: repeatsPerSize });
    });
    $effect(() => {
      if (app.dataVersion > 0) untrack(() => all.forEach((query) => query.refresh()));
    });
  }

  get state(): SamplingState {
    return this.#app.arrangement?.sampling ?? defaultSampling;
  }

  /** What is asked for; null where there is nothing to draw from. */
  get plan(): RepeatedPlan | null {
    return this.#plan;
  }

  /** The last answers that belong together; null before the first. */
  get drawn(): Drawn | null {
    return this.#drawn;
  }

  get quantiles(): { theoretical: Float64Array; sample: Float64Array } | null {
    return this.#quantiles.value;
  }

  get sizes(): readonly SamplingAtSize[] | null {
    return this.#sizes.value?.sizes ?? null;
  }

  get sizesPending(): boolean {
    return this.#sizes.pending;
  }

  /** Why there is nothing to show. */
  get failure(): Failure | null {
    return this.#population.failure ?? this.#run.failure ?? this.#frame.failure;
  }

  get pending(): boolean {
    return this.#run.pending || this.#population.pending;
  }

  /** How far a draw under way has come. */
  get progress(): SamplingProgress | null {
    return this.#run.pending ? this.#run.progress : null;
  }

  /** A draw was stopped: what is shown belongs to what was asked before. */
  get cancelled(): boolean {
    return this.#cancelled !== null && this.#cancelled === JSON.stringify(this.plan);
  }

  /** Samples looked at. */
  get at(): number {
    const repeats = this.#run.params?.repeats ?? this.state.repeats;
    return Math.min(this.position ?? repeats, repeats);
  }

  /** The frame shown is the one asked for: an animation goes on from there. */
  get settled(): boolean {
    return !this.#run.pending && !this.#frame.pending && this.#frame.value?.at === this.at;
  }

  cancel(): void {
    this.#cancelled = JSON.stringify(this.plan);
    this.#run.cancel();
  }

  drawAgain(): void {
    this.#cancelled = null;
    this.#run.refresh();
  }

  /** Looks at the first samples only; at the end, at all of them. */
  seek(at: number, playing = false): void {
    const repeats = this.#run.params?.repeats ?? this.state.repeats;
    this.position = at >= repeats ? null : Math.max(1, Math.round(at));
    this.playing = playing && at < repeats;
  }

  /** Columns of the mixtures in the ledger; those with a share of noise have no tails to draw from. */
  get fitted(): FittedColumn[] {
    const { arrangement, fits } = this.#app;
    return (arrangement?.ledger ?? []).flatMap(({ id, name }) => {
      const kept = fits.get(id);
      if (!kept || kept.reply.fit.noise) return [];
      const { weights, means, covariances, components, covarianceModel } = kept.reply.fit;
      return kept.data.columns.map((column, j): FittedColumn => ({
        fit: id,
        column,
        name: `${name ?? `${components} × ${covarianceModel}`}: ${column}`,
        distribution: {
          kind: 'mixture',
          weights: [...weights],
          means: means.map((mean) => mean[j]!),
          sds: covariances.map((covariance) => Math.sqrt(covariance[j]![j]!)),
        },
      }));
    });
  }

  /** The distribution drawn from; null for a column, and for a fit that is gone. */
  get distribution(): UnivariateDistribution | null {
    const { population } = this.state;
    if (population.kind === 'distribution') return population.distribution;
    if (population.kind === 'column') return null;
    const { fit, column } = population;
    return this.fitted.find((known) => known.fit === fit && known.column === column)?.distribution ?? null;
  }

  /** The column drawn from; null where the one shown holds no numbers. */
  get column(): string | null {
    const { dataset, arrangement } = this.#app;
    return dataset?.columns.find(({ name, type }) => name === arrangement?.column && type === 'number')?.name ?? null;
  }

  #planNow(): RepeatedPlan | null {
    const { dataset, arrangement } = this.#app;
    if (!dataset || !arrangement) return null;
    const { size, statistic, seed, repeats, blockRows } = this.state;
    const { distribution, column } = this;
    const population: Population | null = distribution
      ? { kind: 'distribution', distribution }
      : this.state.population.kind === 'column' && column !== null
        ? { kind: 'column', datasetId: dataset.datasetId, column, filters: arrangement.filters, blockRows }
        : null;
    return population && { population, size, statistic, seed, repeats };
  }

  /** While a newer plan is being drawn, everything of the one before: no panel runs ahead of the others. */
  #drawnNow(): Drawn | null {
    const [picture, run, frame] = [this.#population.value, this.#run.value, this.#frame.value];
    const plan = this.#frame.params;
    if (!picture || !run || !frame || !plan) return null;
    const sameRun =
      frame.counts.length === run.edges.length - 1 &&
      JSON.stringify(planOf(plan)) === JSON.stringify(planOf(this.#run.params!));
    const samePopulation = JSON.stringify(this.#population.params?.population) === JSON.stringify(plan.population);
    if (sameRun && samePopulation) this.#last = { plan: planOf(plan), picture, run, frame };
    return this.#last;
  }

  #last: Drawn | null = null;
}

const planOf = ({ population, size, statistic, seed, repeats }: RepeatedPlan): RepeatedPlan => ({
  population,
  size,
  statistic,
  seed,
  repeats,
});

export const [useSampling, provideSampling] = createContext<SamplingResults>();
