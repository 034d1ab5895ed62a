import { createContext, untrack } from 'svelte';
import type { ColumnInfo } from '../../../shared/contract/dataset.ts';
import type { Failure } from '../../../shared/contract/errors.ts';
import type { ColumnRows } from '../../../shared/contract/requests.ts';
import type { GoodnessOfFit } from '../../../shared/statistics/goodness-of-fit.ts';
import type { BinRule, Histogram } from '../../../shared/statistics/histogram.ts';
import type { ColumnSummary } from '../../../shared/statistics/column-summary.ts';
import type { Grouped } from '../../../shared/statistics/grouped.ts';
import type { NormalFit } from '../../../shared/statistics/normal-fit.ts';
import type { Outcome } from '../../../shared/statistics/outcome.ts';
import type { QuantilePlot } from '../../../shared/statistics/quantile-plot.ts';
import type { RowsUsed } from '../../../shared/statistics/rows-used.ts';
import type { App } from './app.svelte.ts';
import { Query } from './query.svelte.ts';
import {
  automaticRule,
  columnOf,
  defaultColumn,
  defaultDistribution,
  type ColumnState,
  type DistributionState,
} from './view-state.ts';

/** Everything known about one group of the column's rows; a part is null until its answer is there. */
export interface GroupResults {
  name: string | null;
  histogram: Histogram;
  rows: RowsUsed;
  fit: Outcome<NormalFit> | null;
  summary: ColumnSummary | null;
  plot: Outcome<QuantilePlot> | null;
  goodness: Outcome<GoodnessOfFit> | null;
  /** Values inside the interval, as the engine last counted them. */
  interval: { inside: number; n: number; from: number; to: number } | null;
  rug: Float64Array | null;
}

const rugMarks = 400;
const plotPoints = 1000;

/** What the Distribution view and its inspector show about the chosen column: asked again whenever the arrangement changes. */
export class ColumnResults {
  readonly #app: App;
  readonly #histogram;
  readonly #fit;
  readonly #summary;
  readonly #plot;
  readonly #goodness;
  readonly #interval;
  readonly #values;
  // Kept until what they rest on changes: every panel reads them, many times in one repaint.
  readonly #info = $derived.by(() => this.#infoNow());
  readonly #subject = $derived.by(() => this.#subjectNow());
  readonly #groups = $derived.by(() => this.#groupsNow());

  /** To be made while a component is initialised: it asks as long as that component lives. */
  constructor(app: App, shown: () => boolean) {
    const { call } = app.connection;
    this.#app = app;
    this.#histogram = new Query(call, 'column.histogram');
    this.#fit = new Query(call, 'normal.fit');
    this.#summary = new Query(call, 'column.describe');
    this.#plot = new Query(call, 'normal.quantile-plot');
    this.#goodness = new Query(call, 'normal.goodness-of-fit');
    this.#interval = new Query(call, 'column.interval');
    this.#values = new Query(call, 'column.values');
    const all = [this.#histogram, this.#fit, this.#summary, this.#plot, this.#goodness, this.#interval, this.#values];

    $effect(() => {
      const subject = shown() ? this.subject : null;
      const { interval } = this.columnState;
      this.#histogram.ask(subject && { ...subject, rule: this.rule });
      this.#fit.ask(subject && { ...subject, confidence: this.look.confidence });
      this.#interval.ask(subject && interval && { ...subject, from: interval[0], to: interval[1] });
    });
    // What takes sorting waits until the histogram is there, so that a move is answered at once.
    $effect(() => {
      const subject = shown() ? this.subject : null;
      if (subject && (this.#histogram.pending || this.#fit.pending)) return;
      const { confidence, rug } = this.look;
      this.#values.ask(subject && rug ? { ...subject, count: rugMarks } : null);
      this.#plot.ask(subject && { ...subject, confidence, points: plotPoints });
      this.#summary.ask(subject);
      this.#goodness.ask(subject);
    });
    $effect(() => {
      if (app.dataVersion > 0) untrack(() => all.forEach((query) => query.refresh()));
    });
  }

  /** The column chosen; null when it holds no numbers. */
  get column(): string | null {
    return this.info?.name ?? null;
  }

  get info(): ColumnInfo | null {
    return this.#info;
  }

  get kind(): 'number' | 'date' {
    return this.info?.type === 'date' ? 'date' : 'number';
  }

  get look(): DistributionState {
    return this.#app.arrangement?.distribution ?? defaultDistribution;
  }

  get columnState(): ColumnState {
    const { arrangement } = this.#app;
    return arrangement && this.column !== null ? columnOf(arrangement, this.column) : defaultColumn;
  }

  /** The rule of the bins, chosen or automatic. */
  get rule(): BinRule {
    return this.columnState.rule ?? automaticRule(this.#app.dataset?.rows ?? 0);
  }

  get subject(): ColumnRows | null {
    return this.#subject;
  }

  #infoNow(): ColumnInfo | null {
    const { dataset, arrangement } = this.#app;
    const info = dataset?.columns.find(({ name }) => name === arrangement?.column);
    return info && (info.type === 'number' || info.type === 'date') ? info : null;
  }

  #subjectNow(): ColumnRows | null {
    const { arrangement, dataset } = this.#app;
    if (!arrangement || !dataset || this.column === null) return null;
    // A column does not split itself, and one that is gone after another reading splits nothing.
    const known = dataset.columns.some(({ name }) => name === arrangement.groupBy);
    const groupBy = known && arrangement.groupBy !== this.column ? arrangement.groupBy : null;
    return { datasetId: dataset.datasetId, column: this.column, filters: arrangement.filters, groupBy };
  }

  /** The groups as last answered; empty before the first answer. */
  get groups(): GroupResults[] {
    return this.#groups;
  }

  #groupsNow(): GroupResults[] {
    const { value, params } = this.#histogram;
    if (!value || !params) return [];
    return value.groups.map(({ name, value: { histogram, rows } }) => ({
      name,
      histogram,
      rows,
      fit: this.#part(this.#fit, params, name)?.fit ?? null,
      summary: this.#part(this.#summary, params, name),
      plot: this.#part(this.#plot, params, name)?.plot ?? null,
      goodness: this.#part(this.#goodness, params, name)?.goodness ?? null,
      interval: this.#intervalOf(params, name),
      rug: this.#part(this.#values, params, name)?.values ?? null,
    }));
  }

  /** The column whose answers `groups` holds: for a moment after a change that is the one before. */
  get answeredColumn(): string | null {
    return this.#histogram.params?.column ?? null;
  }

  get notShown(): { groups: number; rows: number } {
    return this.#histogram.value?.notShown ?? { groups: 0, rows: 0 };
  }

  get failure(): Failure | null {
    return this.#histogram.failure;
  }

  get pending(): boolean {
    return this.#histogram.pending;
  }

  /** The share inside the interval is being counted again. */
  get intervalPending(): boolean {
    return this.#interval.pending;
  }

  /** The group whose numbers are shown in full: the chosen one, else the first. */
  get group(): GroupResults | null {
    return this.groups.find(({ name }) => name === this.look.group) ?? this.groups[0] ?? null;
  }

  #intervalOf(params: ColumnRows, name: string | null): GroupResults['interval'] {
    const counted = this.#part(this.#interval, params, name);
    const asked = this.#interval.params;
    return counted && asked ? { ...counted, from: asked.from, to: asked.to } : null;
  }

  /** One group's part of another answer, where it is about the same rows. */
  #part<Value>(
    query: { value: Grouped<Value> | null; params: ColumnRows | null },
    about: ColumnRows,
    name: string | null,
  ): Value | null {
    if (!query.params || subjectKey(query.params) !== subjectKey(about)) return null;
    return query.value?.groups.find((group) => group.name === name)?.value ?? null;
  }
}

function subjectKey({ datasetId, column, filters, groupBy }: ColumnRows): string {
  return JSON.stringify([datasetId, column, filters, groupBy]);
}

export const [useColumnResults, provideColumnResults] = createContext<ColumnResults>();
