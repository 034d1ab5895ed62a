import type { GoodnessOfFit } from '../../../shared/statistics/goodness-of-fit.ts';
import type { Outcome } from '../../../shared/statistics/outcome.ts';
import type { QuantilePlot } from '../../../shared/statistics/quantile-plot.ts';
import { addCounts } from '../statistics/descriptive/histogram.ts';
import { columnShape, type ColumnShape } from '../statistics/descriptive/column-shape.ts';
import { mergeDistinct } from '../statistics/descriptive/distinct-values.ts';
import { mergeMoments, type Moments } from '../statistics/descriptive/moments.ts';
import { mergeRankPass, type RankPass, type RankPassResult } from '../statistics/descriptive/order-statistics.ts';
import { quantileSearch } from '../statistics/descriptive/quantile.ts';
import { isOneChunk, overRanges } from '../workers/ranges.ts';
import type { Threads } from '../workers/threads.ts';

/**
 * Statistics of the values of one group, each computed at most once and divided among the threads. The results are kept
 * as long as the values are.
 */
export class ColumnPasses {
  readonly values: Float64Array<SharedArrayBuffer>;
  readonly #threads: Threads;
  readonly #kept = new Map<string, Promise<unknown>>();

  constructor(values: Float64Array<SharedArrayBuffer>, threads: Threads) {
    this.values = values;
    this.#threads = threads;
  }

  moments(): Promise<Moments> {
    return this.#once('moments', async () =>
      mergeMoments((await overRanges(this.#threads, 'moments', { values: this.values }, this.values.length)).flat()),
    );
  }

  /** The different values, ascending; null where there are too many to count. */
  distinct(): Promise<Float64Array | null> {
    return this.#once('distinct', async () =>
      mergeDistinct(await overRanges(this.#threads, 'distinct', { values: this.values }, this.values.length)),
    );
  }

  /** Exact quantiles (type 7); empty where there are no values. */
  quantiles(probabilities: readonly number[]): Promise<number[]> {
    return this.#once(`quantiles ${probabilities.join()}`, async () => {
      // Few rows are not worth dividing: what the threads would send each other is larger than the rows themselves.
      if (isOneChunk(this.values.length)) return this.#threads.run('quantiles', { values: this.values, probabilities });
      const { n, min, max } = await this.moments();
      return min === null || max === null ? [] : this.#search(quantileSearch(probabilities, n, min, max));
    });
  }

  /** What a histogram's bins rest on. */
  shape(): Promise<ColumnShape> {
    return this.#once('shape', async () => {
      const [moments, [lower = 0, upper = 0], distinct] = await Promise.all([
        this.moments(),
        this.quantiles([0.25, 0.75]),
        this.distinct(),
      ]);
      return columnShape(this.values, moments, [lower, upper], distinct);
    });
  }

  /** The values in ascending order, missing ones left out. Takes as much memory again as the values. */
  sorted(): Promise<Float64Array<SharedArrayBuffer>> {
    return this.#once('sorted', () => this.#threads.run('sort-values', { values: this.values }));
  }

  /** Points of the quantile plot, with their band. */
  quantilePlot(confidence: number, points: number): Promise<Outcome<QuantilePlot>> {
    return this.#once(`quantile plot ${confidence} ${points}`, async () => {
      const [sorted, moments] = await Promise.all([this.sorted(), this.moments()]);
      return this.#threads.run('quantile-plot', { sorted, moments, confidence, points });
    });
  }

  goodnessOfFit(): Promise<Outcome<GoodnessOfFit>> {
    return this.#once('goodness of fit', async () => {
      const [sorted, moments] = await Promise.all([this.sorted(), this.moments()]);
      return this.#threads.run('goodness-of-fit', { sorted, moments });
    });
  }

  /** Values per bin; a bin holds its lower edge, the last one both. */
  async counts(edges: Float64Array): Promise<Float64Array> {
    return addCounts(await overRanges(this.#threads, 'count-bins', { values: this.values, edges }, this.values.length));
  }

  async #search<Result>(search: Generator<RankPass, Result, RankPassResult>): Promise<Result> {
    let step = search.next();
    while (!step.done) {
      const input = { values: this.values, pass: step.value };
      step = search.next(mergeRankPass(await overRanges(this.#threads, 'rank-pass', input, this.values.length)));
    }
    return step.value;
  }

  #once<Result>(key: string, compute: () => Promise<Result>): Promise<Result> {
    const known = this.#kept.get(key) as Promise<Result> | undefined;
    if (known) return known;
    const result = compute();
    this.#kept.set(key, result);
    result.catch(() => this.#kept.delete(key));
    return result;
  }
}
