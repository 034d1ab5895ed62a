import { RequestError } from '../../../shared/contract/errors.ts';
import type { RepeatedPlan, SamplingRequests } from '../../../shared/contract/sampling-requests.ts';
import { csvRow } from '../dataset/csv-row.ts';
import { countsOfRange, addCounts } from '../statistics/descriptive/histogram.ts';
import type { Threads } from '../workers/threads.ts';
import { ColumnPasses } from './column-passes.ts';
import { DrawnSamples, populationMoments } from './drawn-samples.ts';
import type { Handlers } from './handlers.ts';
import type { OpenDatasets } from './open-datasets.ts';

interface Parts {
  datasets: OpenDatasets;
  short: Threads;
  long: Threads;
}

/** Values of a sample that are drawn one by one, at most. */
const mostMarks = 1000;

/** Serves everything about samples and the distribution of their statistics. */
export function serveSampling({ datasets, short, long }: Parts): Handlers<keyof SamplingRequests> {
  const samples = new DrawnSamples(datasets, short, long);

  return {
    'sampling.population': async ({ population }) => {
      const { bins, moments, column, drawn } = await samples.population(population);
      const { edges, discrete } = bins;
      if (!column || drawn.kind !== 'values')
        return { rows: null, moments, serialCorrelation: null, edges, counts: null, outside: 0, discrete };
      const values = drawn.values as Float64Array<SharedArrayBuffer>;
      const [counts, serialCorrelation] = await Promise.all([
        column.passes.counts(edges),
        short.run('serial-correlation', { values, mean: moments.mean ?? NaN }),
      ]);
      const outside = column.rows.used - total(counts);
      return { rows: column.rows, moments, serialCorrelation, edges, counts, outside, discrete };
    },

    'sampling.run': async (plan, context) => {
      const { edges, discrete, elapsedMs } = await samples.run(plan, context);
      return { edges, discrete, elapsedMs };
    },

    'sampling.frame': async (params, context) => {
      const { run, at, passes } = await firstOf(params, context);
      const draws = await samples.draws(params);
      const [sample, counts, moments, [lower = NaN, median = NaN, upper = NaN]] = await Promise.all([
        short.run('draw-sample', { draws, place: at - 1 }),
        passes.counts(run.edges),
        passes.moments(),
        passes.quantiles([0.25, 0.5, 0.75]),
      ]);
      const { values, statistic } = sample;
      const ofSample = addCounts([countsOfRange(values, 0, values.length, run.population.bins.edges)]);
      return {
        at,
        sample: {
          values: someOf(values, mostMarks),
          counts: ofSample,
          outside: values.length - total(ofSample),
          statistic,
        },
        counts,
        outside: at - total(counts),
        moments: populationMoments(moments),
        quartiles: [lower, median, upper],
      };
    },

    'sampling.quantiles': async (params, context) => {
      const { passes } = await firstOf(params, context);
      return short.run('normal-plot-points', { sorted: await passes.sorted(), points: params.points });
    },

    'sampling.sizes': async ({ sizes, repeats, ...plan }, { signal, onProgress }) => {
      const begunAt = performance.now();
      const all = sizes.reduce((sum, size) => sum + size, 0) * repeats;
      let drawn = 0;
      const found = [];
      for (const size of sizes) {
        const draws = await samples.draws({ ...plan, size });
        const statistics = await samples.statistics(draws, repeats, signal, (more) => {
          drawn += more * size;
          onProgress({ drawn: Math.round((drawn / all) * repeats), repeats, elapsedMs: performance.now() - begunAt });
        });
        const passes = new ColumnPasses(statistics, short);
        const [{ sdMle, skewness }, [lower = NaN, upper = NaN]] = await Promise.all([
          passes.moments(),
          passes.quantiles([0.25, 0.75]),
        ]);
        found.push({ size, sd: sdMle, skewness, quartileRange: upper - lower });
      }
      return { sizes: found };
    },

    'sampling.sample': async ({ number, ...plan }) =>
      short.run('draw-sample', { draws: await samples.draws(plan), place: number - 1 }),

    'sampling.rows': async ({ from, count, ...plan }, context) => {
      const { statistics } = await samples.run(plan, { ...context, onProgress: () => {} });
      const page = statistics.subarray(from, from + count);
      const lines = Array.from(page, (value, i) => csvRow([String(from + i + 1), String(value)]));
      if (from === 0) lines.unshift(csvRow(['sample', nameOf(plan)]));
      return { total: statistics.length, text: lines.map((line) => `${line}\r\n`).join('') };
    },
  };

  /** A run and passes over its first `at` statistics. */
  async function firstOf(params: RepeatedPlan & { at: number }, context: Parameters<DrawnSamples['run']>[1]) {
    const { at, repeats } = params;
    if (at > repeats)
      throw new RequestError('bad-request', `Sample ${at} was not drawn: there are ${repeats}.`, { at, repeats });
    const run = await samples.run(params, context);
    return { run, at, passes: new ColumnPasses(run.statistics.subarray(0, at), short) };
  }
}

/** The statistic as the head of a column. */
function nameOf({ statistic, size }: RepeatedPlan): string {
  const name = statistic.kind === 'quantile' ? `quantile ${statistic.probability}` : statistic.kind;
  return `${name} of ${size}`;
}

const total = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0);

function someOf(values: Float64Array, most: number): Float64Array {
  const n = values.length;
  return n <= most ? values : Float64Array.from({ length: most }, (_, i) => values[Math.floor((i * n) / most)]!);
}
