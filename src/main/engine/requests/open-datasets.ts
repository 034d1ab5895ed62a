import { RequestError } from '../../../shared/contract/errors.ts';
import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import type { Filter } from '../../../shared/contract/filter.ts';
import type { OpenDataset, SourceRequest } from '../../../shared/contract/requests.ts';
import { columnInfo, numberColumn, textColumn } from '../dataset/column-named.ts';
import type { GatheredValues } from '../dataset/gather-values.ts';
import { conditionsOf, type SelectedRows } from '../dataset/select-rows.ts';
import type { Table } from '../dataset/table.ts';
import type { Threads } from '../workers/threads.ts';
import { ColumnPasses } from './column-passes.ts';
import { RecentlyUsed } from './recently-used.ts';

/** Groups a split shows at most; more cannot be told apart by colour. */
const mostGroups = 12;

/** The values of one view, each group with what was already computed from it. */
export interface ViewValues extends GatheredValues {
  /** One per group, in their order. */
  passes: ColumnPasses[];
}

/** A table that is open, with the selections and values of the views that look at it. */
export class OpenedDataset {
  readonly id: string;
  readonly source: SourceRequest;
  readonly table: Table;
  readonly overrides: DialectOverrides;
  readonly #threads: Threads;
  /** Memory: 4 bytes per selected row each, and 8 per value. */
  readonly #selections = new RecentlyUsed<Promise<SelectedRows>>(4);
  readonly #values = new RecentlyUsed<Promise<ViewValues>>(6);

  constructor(id: string, source: SourceRequest, table: Table, overrides: DialectOverrides, threads: Threads) {
    this.id = id;
    this.source = source;
    this.table = table;
    this.overrides = overrides;
    this.#threads = threads;
  }

  get summary(): OpenDataset {
    return { ...this.table.summary, datasetId: this.id };
  }

  /** Rows that pass the filters. @throws {RequestError} as conditionsOf */
  selected(filters: readonly Filter[]): Promise<SelectedRows> {
    const conditions = conditionsOf(this.table, filters);
    if (conditions.length === 0) return Promise.resolve(null);
    return this.#selections.get(JSON.stringify(filters), () =>
      this.#threads.run('select-rows', { conditions, rows: this.table.summary.rows }),
    );
  }

  /** A numeric column's values under the filters, by group. @throws {RequestError} `unknown-column`, `not-numeric`, and as conditionsOf */
  values(column: string, filters: readonly Filter[], groupBy: string | null): Promise<ViewValues> {
    const { values } = numberColumn(this.table, column);
    const groups = groupBy === null ? null : textColumn(this.table, groupBy);
    return this.#values.get(JSON.stringify([column, filters, groupBy]), async () => {
      const selected = await this.selected(filters);
      const split = groups && { codes: groups.codes, names: groups.dictionary };
      const gathered = await this.#threads.run('gather-values', { values, selected, split, mostGroups });
      return { ...gathered, passes: gathered.groups.map((group) => new ColumnPasses(group.values, this.#threads)) };
    });
  }

  info(column: string) {
    return columnInfo(this.table, column);
  }
}

/** The open datasets by id. */
export class OpenDatasets {
  readonly #datasets = new Map<string, OpenedDataset>();

  /** @throws {RequestError} `unknown-dataset` */
  get(datasetId: string): OpenedDataset {
    const dataset = this.#datasets.get(datasetId);
    if (dataset) return dataset;
    throw new RequestError('unknown-dataset', 'This dataset is no longer open: open its file again.', { datasetId });
  }

  set(dataset: OpenedDataset): void {
    this.#datasets.set(dataset.id, dataset);
  }

  delete(datasetId: string): boolean {
    return this.#datasets.delete(datasetId);
  }

  all(): OpenedDataset[] {
    return [...this.#datasets.values()];
  }
}
