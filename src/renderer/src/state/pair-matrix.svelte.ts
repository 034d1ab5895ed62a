import type { Failure } from '../../../shared/contract/errors.ts';
import type { Value } from '../../../shared/contract/requests.ts';
import type { App } from './app.svelte.ts';
import { isSelection } from './pair-cloud.svelte.ts';
import { Query } from './query.svelte.ts';

/** Every pair of several columns; and as it was before regions and single rows were left out, where some were. */
export class PairMatrix {
  readonly #app: App;
  readonly #used;
  readonly #before;

  constructor(app: App) {
    this.#app = app;
    this.#used = new Query(app.connection.call, 'pair.matrix');
    this.#before = new Query(app.connection.call, 'pair.matrix');
  }

  /**
   * @param columns  null while no matrix is shown
   * @param cells    along one side of a tile
   */
  ask(columns: string[] | null, cells: number): void {
    const { dataset, arrangement } = this.#app;
    const asked = columns && columns.length > 1 && dataset && arrangement;
    const { filters = [] } = arrangement ?? {};
    const rest = filters.filter((filter) => !isSelection(filter));
    this.#used.ask(asked ? { datasetId: dataset.datasetId, columns, filters, cells } : null);
    this.#before.ask(
      asked && rest.length < filters.length ? { datasetId: dataset.datasetId, columns, filters: rest, cells } : null,
    );
  }

  refresh(): void {
    this.#used.refresh();
    this.#before.refresh();
  }

  get shown(): { columns: string[]; value: Value<'pair.matrix'>; before: Value<'pair.matrix'> | null } | null {
    const { value, params } = this.#used;
    if (!value || !params) return null;
    const before = this.#before.params?.columns.join('\n') === params.columns.join('\n') ? this.#before.value : null;
    return { columns: params.columns, value, before };
  }

  get failure(): Failure | null {
    return this.#used.failure;
  }
}
