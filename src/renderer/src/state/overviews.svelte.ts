import { createContext, untrack } from 'svelte';
import type { ColumnOverview } from '../../../shared/contract/requests.ts';
import type { RowsUsed } from '../../../shared/statistics/rows-used.ts';
import type { App } from './app.svelte.ts';
import { Query } from './query.svelte.ts';

/** Every column of the table shown at a glance, under its filters. */
export class Overviews {
  readonly #query;

  constructor(app: App) {
    this.#query = new Query(app.connection.call, 'dataset.overview');
    $effect(() => {
      const { dataset, arrangement } = app;
      this.#query.ask(dataset && arrangement && { datasetId: dataset.datasetId, filters: arrangement.filters });
    });
    $effect(() => {
      if (app.dataVersion > 0) untrack(() => this.#query.refresh());
    });
  }

  get rows(): RowsUsed | null {
    return this.#query.value?.rows ?? null;
  }

  get pending(): boolean {
    return this.#query.pending;
  }

  of(column: string): ColumnOverview | null {
    return this.#query.value?.columns.find(({ name }) => name === column) ?? null;
  }
}

export const [useOverviews, provideOverviews] = createContext<Overviews>();
