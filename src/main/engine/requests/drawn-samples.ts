import type {
  Population,
  RepeatedPlan,
  SamplingPlan,
  SamplingProgress,
} from '../../../shared/contract/sampling-requests.ts';
import { RequestError, failureOf } from '../../../shared/contract/errors.ts';
import { automaticRule } from '../../../shared/statistics/automatic-rule.ts';
import type { RowsUsed } from '../../../shared/statistics/rows-used.ts';
import type { SamplingStatistic } from '../../../shared/statistics/sampling-statistic.ts';
import { univariateMoments, type PopulationMoments } from '../../../shared/statistics/univariate-moments.ts';
import type { Moments } from '../statistics/descriptive/moments.ts';
import { binEdges } from '../statistics/descriptive/bin-edges.ts';
import { repeatsPerChunk, type SampleDraws } from '../statistics/sampling/draw-statistics.ts';
import { binsOf, discreteBins, fewerBins, type PopulationBins } from '../statistics/sampling/population-bins.ts';
import type { DrawnPopulation } from '../statistics/sampling/sampler.ts';
import { statisticBins, stepOfStatistic, type StatisticBins } from '../statistics/sampling/statistic-bins.ts';
import type { Threads } from '../workers/threads.ts';
import { ColumnPasses } from './column-passes.ts';
import type { OpenDatasets, OpenedDataset } from './open-datasets.ts';
import { RecentlyUsed } from './recently-used.ts';
import { rowsUsed } from './rows-used.ts';

/** A population as the engine draws from it. */
export interface ReadyPopulation {
  drawn: DrawnPopulation;
  bins: PopulationBins;
  moments: PopulationMoments;
  /** Of a column; null for a distribution. */
  column: { passes: ColumnPasses; rows: RowsUsed } | null;
}

/** The statistics of all samples of a plan. */
export interface DrawnRun extends StatisticBins {
  /** Shape (repeats,), on shared memory: 8 bytes per sample. */
  statistics: Float64Array<SharedArrayBuffer>;
  population: ReadyPopulation;
  elapsedMs: number;
}

interface Context {
  signal: AbortSignal | undefined;
  onProgress: (progress: SamplingProgress) => void;
}

/** More values than this take longer than a chart should wait for: they are drawn on the threads for long work. */
const longDraw = 5_000_000;

/** Samples drawn before, so that a step of an animation draws nothing anew. */
export class DrawnSamples {
  readonly #datasets: OpenDatasets;
  readonly #short: Threads;
  readonly #long: Threads;
  readonly #ofColumns = new WeakMap<OpenedDataset, Kept>();
  readonly #ofDistributions = kept();

  constructor(datasets: OpenDatasets, short: Threads, long: Threads) {
    this.#datasets = datasets;
    this.#short = short;
    this.#long = long;
  }

  /** @throws {RequestError} as the column's values; {FitError} `invalid-parameter`, `too-few-rows` */
  population(population: Population): Promise<ReadyPopulation> {
    return this.#kept(population).populations.get(JSON.stringify(population), () => this.#ready(population));
  }

  async run(plan: RepeatedPlan, context: Context): Promise<DrawnRun> {
    const population = await this.population(plan.population);
    const { size, statistic, seed, repeats } = plan;
    const key = JSON.stringify([plan.population, size, statistic, seed, repeats]);
    const { runs } = this.#kept(plan.population);
    const drawn = (): Promise<DrawnRun> => runs.get(key, () => this.#draw(plan, population, context));
    try {
      return await drawn();
    } catch (thrown) {
      // Whoever asked first may have cancelled what another is still waiting for.
      if (failureOf(thrown).code !== 'cancelled' || context.signal?.aborted) throw thrown;
      return drawn();
    }
  }

  async draws({ population, size, statistic, seed }: SamplingPlan): Promise<SampleDraws> {
    return { population: (await this.population(population)).drawn, size, statistic, seed };
  }

  /** The statistics of `repeats` samples, divided among the threads; kept by nobody. */
  async statistics(
    draws: SampleDraws,
    repeats: number,
    signal: AbortSignal | undefined,
    onDrawn: (samples: number) => void,
  ): Promise<Float64Array<SharedArrayBuffer>> {
    const out = new Float64Array(new SharedArrayBuffer(repeats * 8));
    const threads = repeats * draws.size > longDraw ? this.#long : this.#short;
    const chunks = Math.ceil(repeats / repeatsPerChunk);
    const parts = Math.min(chunks, threads.size);
    const borderOf = (part: number): number => Math.min(repeats, Math.floor((chunks * part) / parts) * repeatsPerChunk);
    await Promise.all(
      Array.from({ length: parts }, (_, part) =>
        threads.run(
          'draw-statistics',
          { draws, from: borderOf(part), to: borderOf(part + 1), out },
          { onProgress: onDrawn, ...(signal && { signal }) },
        ),
      ),
    );
    return out;
  }

  async #ready(population: Population): Promise<ReadyPopulation> {
    if (population.kind === 'distribution') {
      const { distribution } = population;
      const moments = univariateMoments(distribution);
      return { drawn: distribution, bins: binsOf(distribution), moments, column: null };
    }
    const dataset = this.#datasets.get(population.datasetId);
    const { column, filters, blockRows } = population;
    const view = await dataset.values(column, filters, null);
    const [group] = view.groups;
    if (!group || group.n === 0)
      throw new RequestError(
        'too-few-rows',
        `No row with a value in ${column} passes the filters: there is nothing to draw from.`,
        { n: 0, column },
      );
    const whole = group.n === group.values.length;
    const values = whole ? group.values : await this.#short.run('present-values', { values: group.values });
    const passes = view.passes[0]!;
    const [shape, distinct, moments] = await Promise.all([passes.shape(), passes.distinct(), passes.moments()]);
    const bins = discreteBins(distinct) ?? {
      edges: fewerBins(binEdges(automaticRule(group.n), shape).edges),
      discrete: false,
      step: shape.step,
    };
    return {
      drawn: { kind: 'values', values, blockRows },
      bins,
      moments: populationMoments(moments),
      column: { passes, rows: rowsUsed(group, view, dataset.info(column)) },
    };
  }

  async #draw(plan: RepeatedPlan, population: ReadyPopulation, { signal, onProgress }: Context): Promise<DrawnRun> {
    const begunAt = performance.now();
    const { size, statistic, seed, repeats } = plan;
    let drawn = 0;
    const draws = { population: population.drawn, size, statistic, seed };
    const statistics = await this.statistics(draws, repeats, signal, (samples) => {
      drawn += samples;
      onProgress({ drawn, repeats, elapsedMs: performance.now() - begunAt });
    });
    const elapsedMs = performance.now() - begunAt;
    const bins = await this.#binsOf(statistics, population, statistic, size);
    return { statistics, population, ...bins, elapsedMs };
  }

  async #binsOf(
    statistics: Float64Array<SharedArrayBuffer>,
    { bins }: ReadyPopulation,
    statistic: SamplingStatistic,
    size: number,
  ): Promise<StatisticBins> {
    const passes = new ColumnPasses(statistics, this.#short);
    const [moments, [lowerQuartile = 0, upperQuartile = 0]] = await Promise.all([
      passes.moments(),
      passes.quantiles([0.25, 0.75]),
    ]);
    const { n, min, max } = moments;
    const shape = { n, min: min ?? 0, max: max ?? 0, lowerQuartile, upperQuartile };
    return statisticBins(shape, stepOfStatistic(bins.step, statistic, size), bins.discrete);
  }

  #kept(population: Population): Kept {
    if (population.kind === 'distribution') return this.#ofDistributions;
    const dataset = this.#datasets.get(population.datasetId);
    const known = this.#ofColumns.get(dataset) ?? kept();
    this.#ofColumns.set(dataset, known);
    return known;
  }
}

interface Kept {
  populations: RecentlyUsed<Promise<ReadyPopulation>>;
  runs: RecentlyUsed<Promise<DrawnRun>>;
}

const kept = (): Kept => ({ populations: new RecentlyUsed(3), runs: new RecentlyUsed(3) });

/** The rows are the population here: its σ divides by their number. */
export function populationMoments({ mean, sdMle, skewness, excessKurtosis }: Moments): PopulationMoments {
  return { mean, sd: sdMle, skewness, excessKurtosis };
}
