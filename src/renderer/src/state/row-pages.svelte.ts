import { SvelteMap } from 'svelte/reactivity';
import type { Filter } from '../../../shared/contract/filter.ts';
import type { Value } from '../../../shared/contract/requests.ts';
import type { Call } from '../../../shared/contract/transport.ts';

export type TableRow = Value<'dataset.rows'>['rows'][number];

const pageRows = 200;
/** Pages kept: some 16,000 rows, so that scrolling back does not ask again. */
const mostPages = 80;

/** The rows of a table under its filters, fetched page by page as they come into view. */
export class RowPages {
  /** Rows that pass the filters; null until the first page is there. */
  total = $state<number | null>(null);
  #pages = new SvelteMap<number, TableRow[]>();
  #asked: Record<number, AbortController> = {};
  readonly #call: Call;
  readonly #datasetId: string;
  readonly #filters: Filter[];

  constructor(call: Call, datasetId: string, filters: Filter[]) {
    this.#call = call;
    this.#datasetId = datasetId;
    this.#filters = filters;
  }

  /** A row by its place under the filters, from 0; undefined until its page is there. */
  row(place: number): TableRow | undefined {
    return this.#pages.get(Math.floor(place / pageRows))?.[place % pageRows];
  }

  /** Asks for what is missing of these rows, and drops what was asked for rows that have left the view. */
  show(first: number, count: number): void {
    const from = Math.floor(first / pageRows);
    const to = Math.floor((first + Math.max(count, 1) - 1) / pageRows);
    for (const [page, controller] of Object.entries(this.#asked))
      if (Number(page) < from - 1 || Number(page) > to + 1) controller.abort();
    for (let page = from; page <= to; page++) void this.#fetch(page);
  }

  /** Rows for the clipboard, all of them fetched. */
  async rows(first: number, count: number): Promise<TableRow[]> {
    const from = Math.floor(first / pageRows);
    const to = Math.floor((first + count - 1) / pageRows);
    for (let page = from; page <= to; page++) await this.#fetch(page);
    return Array.from({ length: count }, (_, offset) => this.row(first + offset)).filter((row) => row !== undefined);
  }

  async #fetch(page: number): Promise<void> {
    if (this.#pages.has(page) || this.#asked[page]) return;
    const controller = new AbortController();
    this.#asked[page] = controller;
    const params = { datasetId: this.#datasetId, filters: this.#filters, from: page * pageRows, count: pageRows };
    const reply = await this.#call('dataset.rows', params, { signal: controller.signal });
    delete this.#asked[page];
    if (!reply.ok) return;
    this.total = reply.value.total;
    this.#pages.set(page, reply.value.rows);
    const oldest = this.#pages.keys().next().value;
    if (this.#pages.size > mostPages && oldest !== undefined) this.#pages.delete(oldest);
  }
}
