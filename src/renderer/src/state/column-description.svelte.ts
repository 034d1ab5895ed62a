import { untrack } from 'svelte';
import type { ColumnSummary } from '../../../shared/statistics/column-summary.ts';
import type { App } from './app.svelte.ts';
import { Query } from './query.svelte.ts';

/** Moments and quantiles of the column chosen, over the rows that pass the filters. To be made while a component is initialised. */
export class ColumnDescription {
  readonly #query;

  constructor(app: App) {
    this.#query = new Query(app.connection.call, 'column.describe');
    $effect(() => {
      const { dataset, arrangement } = app;
      const column = dataset?.columns.find(({ name }) => name === arrangement?.column);
      const numeric = column?.type === 'number' || column?.type === 'date';
      this.#query.ask(
        dataset && arrangement && column && numeric
          ? { datasetId: dataset.datasetId, column: column.name, filters: arrangement.filters, groupBy: null }
          : null,
      );
    });
    $effect(() => {
      if (app.dataVersion > 0) untrack(() => this.#query.refresh());
    });
  }

  /** Null until the answer about this very column is there. */
  of(column: string | null): ColumnSummary | null {
    return this.#query.params?.column === column ? (this.#query.value?.groups[0]?.value ?? null) : null;
  }
}
