import { criteriaOption } from '../../charts/criteria-option.ts';
import { mixtureLineOption } from '../../charts/mixture-line-option.ts';
import { mixturePlaneOption } from '../../charts/mixture-plane-option.ts';
import { marginsOf } from '../../charts/options/frame.ts';
import type { App } from '../../state/app.svelte.ts';
import type { Mixtures } from '../../state/mixtures.svelte.ts';
import { criteriaLines } from '../../view-models/criteria-lines.ts';
import { ledgerTable, type LedgerRow } from '../../view-models/ledger-table.ts';
import { countOf, formatNumber } from '../../view-models/number-format.ts';
import { roomFor } from '../chart-look.ts';
import type { Exportable } from '../export/exportables.svelte.ts';
import { overlayLine, overlayPlane, rowsBelow } from './compare-drawing.ts';
import { picturedFits } from './ledger-rows.ts';

/** The models over one another, or the criterion over K; with either goes the ledger as numbers. */
export function compareExport(
  app: App,
  mixtures: Mixtures,
  rows: readonly LedgerRow[],
  largest: readonly LedgerRow[],
): Exportable | null {
  const compare = app.arrangement?.compare;
  const pictured = picturedFits(mixtures, rows);
  const criterion = compare?.criterion ?? 'bic';
  const overK = compare?.picture === 'lines' && criteriaLines(largest, criterion, { x: 5, y: 5 }) !== null;
  if (!overK && pictured.length === 0) return null;
  const title = overK ? `${criterion.toUpperCase()} over the number of components` : 'Models compared';
  return {
    id: 'Compare',
    title,
    nameParts: [...mixtures.columns.slice(0, 2), 'models'],
    heading: {
      title: `${title}: ${mixtures.columns.join(' and ')}`,
      lines: [
        pictured.map((row) => `${row.title}, log-likelihood ${formatNumber(row.fit.logLikelihood, 8)}`).join('; '),
        `${app.dataset?.name ?? ''}: ${countOf(pictured[0]?.fit.rows.used ?? 0, 'row')}`,
      ],
      legend: overK ? [] : pictured.map((row, index) => ({ name: row.title, index, mark: 'line' })),
    },
    option: (look, size) => {
      const room = roomFor(size.width, size.height);
      if (overK) return criteriaOption(criteriaLines(largest, criterion, room)!, look);
      if (mixtures.columns.length === 1)
        return mixtureLineOption(overlayLine(app, mixtures, pictured, room)!, look, null);
      const margins = marginsOf(look);
      const plot = {
        width: size.width - margins.left - margins.right,
        height: size.height - margins.top - margins.bottom,
      };
      const points = rowsBelow(mixtures, look.colours, plot, 2);
      return mixturePlaneOption(overlayPlane(app, mixtures, pictured, room)!, look, points?.toDataURL() ?? null);
    },
    table: () => ledgerTable(rows),
    numbers: () => rows.map(({ id, title: name, fit, delta, evidence }) => ({ id, name, delta, evidence, fit })),
    metadata: {
      title,
      columns: mixtures.columns,
      filters: pictured[0]?.filters ?? [],
      models: pictured.map((row) => ({
        group: null,
        name: row.title,
        parameters: { logLikelihood: row.fit.logLikelihood, bic: row.fit.criteria.bic, weights: row.fit.weights },
      })),
      data: { name: app.dataset?.name ?? '', hash: app.dataset?.hash ?? '', rowsUsed: pictured[0]?.fit.rows.used ?? 0 },
      version: app.host.version,
    },
  };
}
