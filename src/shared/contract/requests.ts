import type { ColumnSummary } from '../statistics/column-summary.ts';
import type { GoodnessOfFit } from '../statistics/goodness-of-fit.ts';
import type { Grouped } from '../statistics/grouped.ts';
import type { BinRule, Histogram } from '../statistics/histogram.ts';
import type { NormalFit } from '../statistics/normal-fit.ts';
import type { Outcome } from '../statistics/outcome.ts';
import type { QuantilePlot } from '../statistics/quantile-plot.ts';
import type { RowsUsed } from '../statistics/rows-used.ts';
import type { DatasetSummary, ImportPreview } from './dataset.ts';
import type { DialectOverrides } from './dialect.ts';
import type { Failure } from './errors.ts';
import type { Filter } from './filter.ts';
import type { GeneratorRequests } from './generator-requests.ts';
import type { LikelihoodRequests } from './likelihood-requests.ts';
import type { MixtureRequests } from './mixture-requests.ts';
import type { PairRequests } from './pair-requests.ts';
import type { SamplingRequests } from './sampling-requests.ts';
import type { Settings } from './settings.ts';

/** Where a table comes from. */
export type SourceRequest =
  /** A file the host may read: chosen in its dialog, dropped on its window, or named on its command line. */
  | { kind: 'path'; path: string }
  /** Bytes sent before with `upload.start` and `upload.append`. */
  | { kind: 'upload'; uploadId: string }
  /** A sample that ships with the app, by its file name. */
  | { kind: 'sample'; file: string };

/** A dataset that is open in the engine. */
export type OpenDataset = DatasetSummary & { datasetId: string };

/** A sample that ships with the app. */
export interface Sample {
  file: string;
  title: string;
  description: string;
  rows: number;
  source: string;
  licence: string;
  /** What there is to discover in it, one or two sentences. */
  lookAt: string;
}

/** How far the reading of a file has come. */
export interface LoadProgress {
  bytesRead: number;
  bytesTotal: number | null;
  rows: number;
  elapsedMs: number;
  /** The columns as they look so far; absent in most reports. */
  preview?: ColumnPreview[];
}

export interface ColumnPreview {
  name: string;
  type: string;
  histogram: { edges: Float64Array; counts: Float64Array } | null;
}

/** One column at a glance, for the list of columns. */
export interface ColumnOverview {
  name: string;
  /** Values used under the filters. */
  n: number;
  /** Histogram of at most 32 bins of a number or date column. */
  histogram: { edges: Float64Array; counts: Float64Array } | null;
  /** The most frequent values of any other column, most frequent first, and how many rows hold others. */
  frequent: { values: { value: string; rows: number }[]; others: number } | null;
}

/** A cell of a page of rows; dates are epoch milliseconds, null is missing, `unread` is the text that the column's rule could not read. */
export type Cell = number | string | null | { unread: string };

/** Rows of one column: what every request about one column begins with. */
export interface ColumnRows {
  datasetId: string;
  column: string;
  filters: Filter[];
  /** Column that splits the rows into groups; null for one group. */
  groupBy: string | null;
}

/** Where the log-likelihood, the interval or the counts of a group rest on: its rows. */
export type WithRows<Value> = Value & { rows: RowsUsed };

interface Request<Params, Value, Progress = never> {
  params: Params;
  value: Value;
  progress: Progress;
}

/** All that a client may ask of the engine. Every host serves exactly this. */
export interface EngineRequests
  extends PairRequests, MixtureRequests, GeneratorRequests, SamplingRequests, LikelihoodRequests {
  'samples.list': Request<Record<string, never>, Sample[]>;
  /** Announces bytes that follow in order; `bytes` is their number. */
  'upload.start': Request<{ name: string; bytes: number }, { uploadId: string }>;
  'upload.append': Request<{ uploadId: string; chunk: Uint8Array }, { received: number }>;
  /** Reads a table; cancelling leaves nothing behind. */
  'dataset.open': Request<{ source: SourceRequest; overrides: DialectOverrides }, OpenDataset, LoadProgress>;
  /** Reads an open dataset's source again, with other decisions; the dataset keeps its id. */
  'dataset.reread': Request<{ datasetId: string; overrides: DialectOverrides }, OpenDataset, LoadProgress>;
  /** The first rows of a source as they would be read with these decisions; opens nothing. */
  'dataset.preview': Request<{ source: SourceRequest; overrides: DialectOverrides; rows: number }, ImportPreview>;
  'dataset.list': Request<Record<string, never>, OpenDataset[]>;
  'dataset.close': Request<{ datasetId: string }, null>;
  /** Every column at a glance, under the filters. */
  'dataset.overview': Request<{ datasetId: string; filters: Filter[] }, { rows: RowsUsed; columns: ColumnOverview[] }>;
  /** A page of the rows that pass the filters. `rows[i].row` is the 1-based row of the file. */
  'dataset.rows': Request<
    { datasetId: string; filters: Filter[]; from: number; count: number },
    { total: number; rows: { row: number; cells: Cell[] }[] }
  >;
  /** Moments and quantiles. */
  'column.describe': Request<ColumnRows, Grouped<WithRows<ColumnSummary>>>;
  /** Histogram of every group on the same edges, which the rule chooses from all groups' rows together. */
  'column.histogram': Request<ColumnRows & { rule: BinRule }, Grouped<WithRows<{ histogram: Histogram }>>>;
  /** Values inside [from, to], counted over all rows; `n` is the number of values. */
  'column.interval': Request<ColumnRows & { from: number; to: number }, Grouped<{ inside: number; n: number }>>;
  /** At most `count` of the values, evenly chosen by row: the marks of a rug. */
  'column.values': Request<ColumnRows & { count: number }, Grouped<{ values: Float64Array; n: number }>>;
  'normal.fit': Request<ColumnRows & { confidence: number }, Grouped<WithRows<{ fit: Outcome<NormalFit> }>>>;
  'normal.quantile-plot': Request<
    ColumnRows & { confidence: number; points: number },
    Grouped<{ plot: Outcome<QuantilePlot> }>
  >;
  'normal.goodness-of-fit': Request<ColumnRows, Grouped<{ goodness: Outcome<GoodnessOfFit> }>>;
  /** What the page last saved of its own state, whatever it was; null at first. Survives a reload of the page. */
  'session.read': Request<Record<string, never>, { state: string | null }>;
  'session.write': Request<{ state: string }, null>;
}

/** What differs by host: the host answers these before passing the rest to the engine. */
export interface HostRequests {
  'host.describe': Request<
    Record<string, never>,
    {
      host: 'electron' | 'loopback' | 'direct';
      version: string;
      /** True where the host shows its own open and save dialogs; else the page picks files and downloads. */
      dialogs: boolean;
      /** Files named when the app was started, to be opened by the first page. */
      openFirst: SourceRequest[];
    }
  >;
  /** Shows the host's open dialog. An empty list is a person's Cancel. */
  'host.pick-files': Request<Record<string, never>, { sources: SourceRequest[] }>;
  /** Shows the host's save dialog, and writes. Null is a person's Cancel. */
  'host.save-file': Request<{ suggestedName: string; bytes: Uint8Array }, { path: string | null }>;
  'settings.read': Request<Record<string, never>, Settings>;
  'settings.write': Request<{ settings: Settings }, null>;
}

export type Requests = EngineRequests & HostRequests;
export type Method = keyof Requests;
export type EngineMethod = keyof EngineRequests;
export type HostMethod = keyof HostRequests;
export type Params<M extends Method> = Requests[M]['params'];
export type Value<M extends Method> = Requests[M]['value'];
export type Progress<M extends Method> = Requests[M]['progress'];

/** A failure is a value with a code to switch on: Electron's `invoke` keeps only an Error's message. */
export type Reply<M extends Method> = { ok: true; value: Value<M> } | { ok: false; error: Failure };
