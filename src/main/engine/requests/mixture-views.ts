import { RequestError } from '../../../shared/contract/errors.ts';
import type { MixtureData, MixtureFitReply } from '../../../shared/contract/mixture-requests.ts';
import type { LeftOutReason, RowsUsed } from '../../../shared/statistics/rows-used.ts';
import { columnNamed, numberColumn } from '../dataset/column-named.ts';
import type { SelectedRows } from '../dataset/select-rows.ts';
import type { MixtureInput, PreparedRows } from '../statistics/gaussian-mixture/prepare-rows.ts';
import type { Threads } from '../workers/threads.ts';
import type { OpenedDataset } from './open-datasets.ts';
import { RecentlyUsed } from './recently-used.ts';

/** The rows of one question about mixtures, as the threads read them. */
export interface MixtureView {
  selected: SelectedRows;
  input: MixtureInput;
  labelNames: string[];
  /** Counts, centre and scale of the rows used. @throws {FitError} as prepareRows */
  prepared: () => Promise<PreparedRows>;
}

/** Fits to keep per dataset: a scan of nine numbers of components and fourteen models four times over. */
const mostFits = 512;

/** Rows and fits of the mixtures that were looked at last. */
export class MixtureViews {
  readonly #threads: Threads;
  /** By dataset as it was read: reading it again forgets them. Memory: up to 5 bytes per row and view. */
  readonly #views = new WeakMap<OpenedDataset, RecentlyUsed<Promise<MixtureView>>>();
  readonly #fits = new WeakMap<OpenedDataset, Map<string, MixtureFitReply>>();

  constructor(threads: Threads) {
    this.#threads = threads;
  }

  /** @throws {RequestError} `unknown-column`, `not-numeric`, `bad-request` for labels of too many kinds, and as conditionsOf */
  view(dataset: OpenedDataset, data: MixtureData): Promise<MixtureView> {
    const { columns, filters, labels, weights, missing = 'listwise' } = data;
    if (new Set(columns).size < columns.length)
      throw new RequestError('bad-request', 'The same column is chosen twice: choose different columns.');
    const known = this.#views.get(dataset) ?? new RecentlyUsed(4);
    this.#views.set(dataset, known);
    return known.get(JSON.stringify([columns, filters, labels, weights, missing]), async () => {
      const { table } = dataset;
      const values = columns.map((name) => numberColumn(table, name).values);
      const weightValues = weights && numberColumn(table, weights.column).values;
      const selected = await dataset.selected(filters);
      const [patterns, included, labelled] = await Promise.all([
        missing === 'em' && columns.length > 1 ? this.#threads.run('gather-patterns', { columns: values }) : null,
        selected && this.#threads.run('include-rows', { selected, rows: table.summary.rows }),
        labels &&
          this.#threads.run('label-rows', {
            column: columnNamed(table, labels.column),
            name: labels.column,
            share: labels.share,
            components: labels.components,
          }),
      ]);
      const input: MixtureInput = {
        columns: values,
        included,
        weights: weightValues,
        weightKind: weights?.kind ?? 'frequency',
        labels: labelled?.codes ?? null,
        missing: patterns ? 'em' : 'listwise', // where no row has a gap both are the same
        patterns,
      };
      let prepared: Promise<PreparedRows> | null = null;
      return {
        selected,
        input,
        labelNames: labelled?.names ?? [],
        prepared: () => (prepared ??= this.#threads.run('prepare-mixture-rows', input)),
      };
    });
  }

  /** A fit made before from the same rows with the same specification. */
  fit(dataset: OpenedDataset, key: string): MixtureFitReply | undefined {
    return this.#fits.get(dataset)?.get(key);
  }

  keepFit(dataset: OpenedDataset, key: string, reply: MixtureFitReply): void {
    const fits = this.#fits.get(dataset) ?? new Map<string, MixtureFitReply>();
    this.#fits.set(dataset, fits);
    fits.set(key, reply);
    const [oldest] = fits.keys();
    if (fits.size > mostFits && oldest !== undefined) fits.delete(oldest);
  }
}

/** What a result about a mixture rests on. */
export function mixtureRowsUsed(
  counts: { total: number; used: number; missing: number; excluded: number },
  selected: SelectedRows,
): RowsUsed {
  const filtered = selected ? counts.total - selected.length : 0;
  const leftOut: { reason: LeftOutReason; rows: number }[] = [
    { reason: 'without-value', rows: counts.missing },
    { reason: 'without-weight', rows: counts.excluded - filtered },
    { reason: 'filtered', rows: filtered },
  ];
  return { used: counts.used, leftOut: leftOut.filter(({ rows }) => rows > 0) };
}
