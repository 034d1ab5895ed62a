import { mixtureLineOption } from '../../charts/mixture-line-option.ts';
import { mixturePlaneOption } from '../../charts/mixture-plane-option.ts';
import { marginsOf } from '../../charts/options/frame.ts';
import type { PictureMetadata } from '../../../../shared/picture/picture-metadata.ts';
import type { App } from '../../state/app.svelte.ts';
import type { Mixtures } from '../../state/mixtures.svelte.ts';
import { componentTable } from '../../view-models/component-table.ts';
import { filterText } from '../../view-models/filter-text.ts';
import { countOf, formatNumber } from '../../view-models/number-format.ts';
import { roomFor } from '../chart-look.ts';
import type { Exportable } from '../export/exportables.svelte.ts';
import { barColourOf, componentName, frameOf, ghostNote, lineOf, planeOf, rowsPicture } from './mixture-drawing.ts';

/** The plane with rows and ellipses, as drawn now. */
export function planeExport(app: App, mixtures: Mixtures): Exportable | null {
  if (!planeOf(app, mixtures, { x: 5, y: 5 })) return null;
  return {
    ...shared(app, mixtures),
    option: (look, size) => {
      const plane = planeOf(app, mixtures, roomFor(size.width, size.height))!;
      const margins = marginsOf(look);
      const plot = {
        width: size.width - margins.left - margins.right,
        height: size.height - margins.top - margins.bottom,
      };
      const rows = rowsPicture(mixtures, frameOf(mixtures)!, look.colours, plot, 2);
      return mixturePlaneOption(plane, look, rows?.toDataURL() ?? null);
    },
  };
}

/** One column's histogram with the components' curves, as drawn now. */
export function lineExport(app: App, mixtures: Mixtures): Exportable | null {
  if (!lineOf(app, mixtures, { x: 5, y: 5 })) return null;
  return {
    ...shared(app, mixtures),
    option: (look, size) =>
      mixtureLineOption(
        lineOf(app, mixtures, roomFor(size.width, size.height))!,
        look,
        barColourOf(mixtures, look.colours),
      ),
  };
}

function shared(app: App, mixtures: Mixtures): Omit<Exportable, 'option'> {
  const { columns, kept, shown, state } = mixtures;
  const byHand = state.draft !== null;
  const ghosts = ghostNote(mixtures);
  const nameOf = (id: number): string => componentName(state.names, id);
  const isDate = (column: string): boolean => app.dataset?.columns.find(({ name }) => name === column)?.type === 'date';
  const metadata: PictureMetadata = {
    title: `Mixture of ${columns.join(' and ')}`,
    columns,
    filters: (app.arrangement?.filters ?? []).map((filter) => filterText(filter, isDate)),
    models: (shown?.ids ?? []).map((id, k) => ({
      group: null,
      name: byHand ? `${nameOf(id)}, set by hand` : nameOf(id),
      parameters: {
        weight: shown!.mixture.weights[k]!,
        mean: shown!.mixture.means[k]!,
        covariance: shown!.mixture.covariances[k]!.flat(),
      },
    })),
    data: { name: app.dataset?.name ?? '', hash: app.dataset?.hash ?? '', rowsUsed: mixtures.points?.used ?? 0 },
    version: app.host.version,
  };
  const logLikelihood = byHand ? mixtures.evaluation?.logLikelihood : kept?.reply.fit.logLikelihood;
  const model = kept ? `${kept.reply.fit.components} × ${kept.reply.fit.covarianceModel}` : 'no fit';
  const line = `${byHand ? 'Set by hand' : `${model}, ${kept?.reply.fit.status ?? ''}`}${
    logLikelihood === undefined ? '' : `, log-likelihood ${formatNumber(logLikelihood, 9)}`
  }`;
  const filters = metadata.filters.length > 0 ? `, only ${metadata.filters.join(' and ')}` : '';
  return {
    id: 'Mixture',
    title: 'Mixture',
    nameParts: [...columns.slice(0, 2), 'mixture'],
    heading: {
      title: metadata.title,
      lines: [line, `${metadata.data.name}: ${countOf(metadata.data.rowsUsed, 'row')}${filters}`],
      // Ellipses carry their names; curves do not.
      legend: [
        ...(columns.length === 1
          ? (shown?.ids ?? []).map((id) => ({ name: nameOf(id), index: id, mark: 'line' as const }))
          : []),
        ...(ghosts ? [{ name: ghosts, index: 0, mark: 'faint' as const }] : []),
      ],
    },
    table: () => componentTable(shown, columns, nameOf),
    numbers: () => ({
      fit: kept?.reply.fit ?? null,
      rows: kept?.reply.rows ?? null,
      setByHand: state.draft,
      bootstrap: (ghosts && kept?.checks?.bootstrap) ?? null,
    }),
    metadata,
  };
}
