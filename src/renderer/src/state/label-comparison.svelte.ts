import type { Value } from '../../../shared/contract/requests.ts';
import type { App } from './app.svelte.ts';
import type { Mixtures } from './mixtures.svelte.ts';
import { Query } from './query.svelte.ts';

/** Rows counted by a column's labels and by their most probable component of the mixture shown. */
export class LabelComparison {
  /** The column compared with while the fit itself ignores its labels. */
  column = $state<string | null>(null);
  readonly #mixtures: Mixtures;
  readonly #query;

  /** To be made while a component is initialised: it asks as long as that component lives. */
  constructor(app: App, mixtures: Mixtures) {
    this.#mixtures = mixtures;
    this.#query = new Query(app.connection.call, 'mixture.cross-table');
    $effect(() => {
      const { shown, drawnRows, state } = mixtures;
      const column = state.choice.labels?.column ?? this.column;
      const known = app.dataset?.columns.some(({ name }) => name === column) ?? false;
      const fits = shown?.mixture.means[0]?.length === drawnRows?.columns.length;
      this.#query.ask(
        shown && drawnRows && column !== null && known && fits
          ? { ...drawnRows, mixture: shown.mixture, column }
          : null,
      );
    });
  }

  /** Null while it does not fit the components shown. */
  get table(): Value<'mixture.cross-table'> | null {
    const { value } = this.#query;
    const parts = this.#mixtures.shown?.ids.length ?? 0;
    return value && value.counts.every((row) => row.length === parts + 1) ? value : null;
  }
}
