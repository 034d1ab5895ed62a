import { createContext, untrack } from 'svelte';
import type { ColumnInfo } from '../../../shared/contract/dataset.ts';
import type { Failure } from '../../../shared/contract/errors.ts';
import type { ValuesInOrder } from '../../../shared/contract/likelihood-requests.ts';
import type { Histogram } from '../../../shared/statistics/histogram.ts';
import type { FirstRows, LikelihoodProduct } from '../../../shared/statistics/likelihood-product.ts';
import type { NormalFit } from '../../../shared/statistics/normal-fit.ts';
import type { SufficientStatistics } from '../../../shared/statistics/normal.ts';
import type { Outcome } from '../../../shared/statistics/outcome.ts';
import type { RowsUsed } from '../../../shared/statistics/rows-used.ts';
import type { App } from './app.svelte.ts';
import { Query } from './query.svelte.ts';
import { automaticRule, columnOf, defaultColumn, type ColumnState } from './view-state.ts';

/** Points of the running product: more than a chart has pixels for helps nobody. */
const productPoints = 400;
/** Numbers of first rows whose maxima make the path. */
const pathSteps = 90;

/** What the Likelihood view and its inspector show about the chosen column, all its values that pass the filters taken together. */
export class LikelihoodResults {
  readonly #app: App;
  readonly #fit;
  readonly #histogram;
  readonly #product;
  readonly #path;
  readonly #first;
  /** While the growth of n is played, the number of rows of the moment; null otherwise. */
  playing = $state.raw<number | null>(null);

  /** To be made while a component is initialised: it asks as long as that component lives. */
  constructor(app: App, shown: () => boolean) {
    const { call } = app.connection;
    this.#app = app;
    this.#fit = new Query(call, 'normal.fit');
    this.#histogram = new Query(call, 'column.histogram');
    this.#product = new Query(call, 'normal.likelihood-product');
    this.#path = new Query(call, 'normal.first-rows');
    this.#first = new Query(call, 'normal.first-rows');
    const all = [this.#fit, this.#histogram, this.#product, this.#path, this.#first];

    $effect(() => {
      const subject = shown() ? this.subject : null;
      const rule = this.columnState.rule ?? automaticRule(app.dataset?.rows ?? 0);
      const confidence = app.arrangement?.distribution.confidence ?? 0.95;
      this.#fit.ask(subject && { ...subject, groupBy: null, confidence });
      this.#histogram.ask(subject && { ...subject, groupBy: null, rule });
    });
    // What depends on the fit is asked when the fit is there.
    $effect(() => {
      const { model, data, answered } = this;
      const subject = shown() && answered && model && data ? inOrder(answered) : null;
      this.#product.ask(subject && model && { ...subject, ...model, points: productPoints });
      this.#path.ask(subject && data && { ...subject, sizes: pathSizes(data.n) });
      const { firstRows } = this;
      this.#first.ask(subject && firstRows !== null ? { ...subject, sizes: [firstRows] } : null);
    });
    $effect(() => {
      if (app.dataVersion > 0) untrack(() => all.forEach((query) => query.refresh()));
    });
  }

  /** The column chosen; null when it holds no numbers. */
  get info(): ColumnInfo | null {
    const { dataset, arrangement } = this.#app;
    const info = dataset?.columns.find(({ name }) => name === arrangement?.column);
    return info && (info.type === 'number' || info.type === 'date') ? info : null;
  }

  get subject(): ValuesInOrder | null {
    const { arrangement, dataset } = this.#app;
    if (!arrangement || !dataset || !this.info) return null;
    return { datasetId: dataset.datasetId, column: this.info.name, filters: arrangement.filters };
  }

  get columnState(): ColumnState {
    const { arrangement } = this.#app;
    return arrangement && this.info ? columnOf(arrangement, this.info.name) : defaultColumn;
  }

  /** What is shown is about: for a moment after a change that is the column before. */
  get answered(): ValuesInOrder | null {
    return this.#fit.params;
  }

  /** State of the column shown. */
  get shownState(): ColumnState {
    const { arrangement } = this.#app;
    return arrangement && this.answered ? columnOf(arrangement, this.answered.column) : defaultColumn;
  }

  get kind(): 'number' | 'date' {
    const type = this.#app.dataset?.columns.find(({ name }) => name === this.answered?.column)?.type;
    return type === 'date' ? 'date' : 'number';
  }

  get fit(): Outcome<NormalFit> | null {
    return this.#fit.value?.groups[0]?.value.fit ?? null;
  }

  get rows(): RowsUsed | null {
    return this.#fit.value?.groups[0]?.value.rows ?? null;
  }

  get failure(): Failure | null {
    return this.#fit.failure;
  }

  get pending(): boolean {
    return this.#fit.pending;
  }

  /** All that the likelihood depends on; null where it is unbounded or there is nothing to fit. */
  get data(): SufficientStatistics | null {
    if (!this.fit?.ok) return null;
    const { n, mean, sdMle } = this.fit.value;
    return sdMle.value > 0 ? { n, mean: mean.value, sdMle: sdMle.value } : null;
  }

  /** The point of the (μ, σ) plane that is looked at: set by hand, or the maximum. */
  get model(): { mean: number; sd: number } | null {
    const { data } = this;
    return data && (this.shownState.model ?? { mean: data.mean, sd: data.sdMle });
  }

  get histogram(): Histogram | null {
    return this.#about(this.#histogram)?.groups[0]?.value.histogram ?? null;
  }

  get product(): LikelihoodProduct | null {
    return this.#about(this.#product);
  }

  /** The product is of the point before. */
  get productPending(): boolean {
    return this.#product.pending;
  }

  /** The maxima of the first 2, 3, … values. */
  get path(): FirstRows | null {
    return this.#about(this.#path);
  }

  /** Number of first values looked at; null for all. */
  get firstRows(): number | null {
    const { data } = this;
    const wanted = this.playing ?? this.shownState.likelihood.firstRows;
    return data === null || wanted === null || wanted >= data.n ? null : Math.max(2, Math.round(wanted));
  }

  /** Their statistics as last answered; null when all are looked at. */
  get first(): SufficientStatistics | null {
    const value = this.firstRows === null ? null : this.#about(this.#first);
    const [n, mean, sdMle] = [value?.n[0], value?.mean[0], value?.sdMle[0]];
    return n !== undefined && mean !== undefined && sdMle !== undefined ? { n, mean, sdMle } : null;
  }

  /** An answer about the same values as the fit. */
  #about<Value>(query: { value: Value | null; params: ValuesInOrder | null }): Value | null {
    const same = query.params && this.answered && keyOf(query.params) === keyOf(this.answered);
    return same ? query.value : null;
  }
}

const inOrder = ({ datasetId, column, filters }: ValuesInOrder): ValuesInOrder => ({ datasetId, column, filters });
const keyOf = (subject: ValuesInOrder): string => JSON.stringify(inOrder(subject));

/** From 2 to n in even factors. */
function pathSizes(n: number): number[] {
  const sizes = Array.from({ length: pathSteps }, (_, i) => Math.round(2 * (n / 2) ** (i / (pathSteps - 1))));
  return [...new Set(sizes)].filter((size) => size <= n);
}

export const [useLikelihoodResults, provideLikelihoodResults] = createContext<LikelihoodResults>();
