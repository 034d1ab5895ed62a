import type { GaussianMixtureFit } from '../../../../shared/statistics/gaussian-mixture.ts';
import type { App } from '../../state/app.svelte.ts';
import type { KeptFit } from '../../state/fit-store.svelte.ts';
import type { Mixtures } from '../../state/mixtures.svelte.ts';
import { filterText } from '../../view-models/filter-text.ts';
import { ledgerRows, type LedgerFit, type LedgerRow } from '../../view-models/ledger-table.ts';

/** The ledger of the table shown, compared by the chosen criterion; entries whose fit is lost are left out. */
export function rowsOfLedger(app: App, mixtures: Mixtures): LedgerRow[] {
  const { arrangement } = app;
  if (!arrangement) return [];
  const isDate = (column: string): boolean => app.dataset?.columns.find(({ name }) => name === column)?.type === 'date';
  const fits = arrangement.ledger.flatMap(({ id, name, note, pinned, automatic }): LedgerFit[] => {
    const kept = app.fits.get(id);
    if (!kept) return [];
    const { data, reply, specification } = kept;
    return [
      {
        id,
        name,
        note,
        pinned,
        columns: data.columns,
        filters: data.filters.map((filter) => filterText(filter, isDate)),
        labels: data.labels?.column ?? null,
        rowsMark: rowsMark(kept),
        stale: mixtures.staleness(kept) !== null,
        automatic: automatic !== null,
        byHand: specification.given.length > 0,
        crossValidation: kept.checks?.crossValidation ?? null,
        fit: reply.fit,
      },
    ];
  });
  return ledgerRows(fits, arrangement.compare.criterion);
}

/** Equal for fits whose log-likelihoods are about the same numbers. Labels change what the likelihood is of. */
const rowsMark = ({ data: { columns, filters, weights, labels }, reading }: KeptFit): string =>
  JSON.stringify([[...columns].sort(), filters, weights, labels, reading]);

/** Δ of every fit that shares its evidence with this one, and the place of this one among them. */
export function comparedWith(rows: readonly LedgerRow[], row: LedgerRow): { deltas: number[]; at: number } {
  const group = rows.filter(({ rowsMark, evidence }) => rowsMark === row.rowsMark && evidence !== null);
  return { deltas: group.map(({ delta }) => delta ?? NaN), at: group.findIndex(({ id }) => id === row.id) };
}

/** What the criteria of a fit are made of. */
export function numbersOf({ logLikelihood, parameterCount, rows, criteria }: GaussianMixtureFit) {
  return { logLikelihood, parameters: parameterCount, rows: rows.effective, criteria };
}

/** The fits that are pictured: the pinned ones of the columns shown; without any, the best and the one shown. */
export function picturedFits(mixtures: Mixtures, rows: readonly LedgerRow[]): LedgerRow[] {
  const columns = JSON.stringify(mixtures.columns);
  const same = rows.filter((row) => JSON.stringify(row.columns) === columns);
  const pinned = same.filter(({ pinned }) => pinned);
  if (pinned.length > 0) return pinned.slice(0, 8);
  const shown = same.find(({ id }) => id === mixtures.state.shown);
  const best = same.find((row) => row.best && row.rowsMark === (shown?.rowsMark ?? row.rowsMark));
  return [best, shown].filter((row, i, all): row is LedgerRow => row !== undefined && all.indexOf(row) === i);
}
