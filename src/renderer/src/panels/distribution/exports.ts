import { histogramOption } from '../../charts/histogram-option.ts';
import { logLikelihoodOption } from '../../charts/log-likelihood-option.ts';
import { groupColour } from '../../charts/options/chart-colours.ts';
import { quantilePlotOption } from '../../charts/quantile-plot-option.ts';
import type { LegendEntry } from '../../charts/options/frame.ts';
import type { PictureMetadata } from '../../../../shared/picture/picture-metadata.ts';
import type { App } from '../../state/app.svelte.ts';
import type { ColumnResults } from '../../state/column-results.svelte.ts';
import { histogramTable, logLikelihoodTable, quantileTable } from '../../view-models/chart-table.ts';
import { filterText } from '../../view-models/filter-text.ts';
import { histogramView } from '../../view-models/histogram-view.ts';
import { logLikelihoodView, type LogLikelihoodView } from '../../view-models/log-likelihood-view.ts';
import { countOf, formatNumber } from '../../view-models/number-format.ts';
import { quantilePlotView } from '../../view-models/quantile-plot-view.ts';
import { roomFor } from '../chart-look.ts';
import type { Exportable } from '../export/exportables.svelte.ts';
import { drawnColumn, fittedOf, histogramRequest, parametersOf, type Drawn } from './chart-requests.ts';

/** The log-likelihood of the group whose numbers are shown; null without a fit. */
export function likelihoodView(
  drawn: Drawn,
  results: ColumnResults,
  room: { x: number; y: number },
): LogLikelihoodView | null {
  const { group } = results;
  const fitted = fittedOf(group);
  const current = parametersOf(results, drawn.state, group);
  if (!fitted || !current || !group?.fit?.ok) return null;
  return logLikelihoodView(
    { n: group.fit.value.n, mean: fitted.mean, sdMle: fitted.sd },
    current,
    drawn.column,
    room,
    drawn.kind,
  );
}

export function histogramExport(app: App, results: ColumnResults): Exportable | null {
  const drawn = drawnColumn(app, results);
  if (!drawn || results.groups.length === 0) return null;
  const view = (size: { width: number; height: number }) =>
    histogramView(histogramRequest(drawn, results, results.groups, roomFor(size.width, size.height)));
  return {
    ...shared(app, results, drawn, 'Histogram'),
    option: (look, size) => histogramOption(view(size), look),
    table: () => histogramTable(view({ width: 800, height: 500 })),
  };
}

export function quantileExport(app: App, results: ColumnResults): Exportable | null {
  const drawn = drawnColumn(app, results);
  const { group } = results;
  const model = drawn && parametersOf(results, drawn.state, group);
  const plot = group?.plot;
  if (!drawn || !group || !model || !plot?.ok) return null;
  const { column, kind } = drawn;
  const view = (size: { width: number; height: number }) =>
    quantilePlotView({ column, kind, plot: plot.value, model, room: roomFor(size.width, size.height) });
  const place = Math.max(0, results.groups.indexOf(group));
  return {
    ...shared(app, results, drawn, 'Q–Q plot'),
    option: (look, size) => quantilePlotOption(view(size), look, groupColour(look.colours, place)),
    table: () => quantileTable(view({ width: 800, height: 500 })),
  };
}

export function likelihoodExport(app: App, results: ColumnResults): Exportable | null {
  const drawn = drawnColumn(app, results);
  const view = drawn && likelihoodView(drawn, results, { x: 5, y: 6 });
  if (!drawn || !view) return null;
  return {
    ...shared(app, results, drawn, 'Log-likelihood'),
    option: (look) => logLikelihoodOption(view, look),
    table: () => logLikelihoodTable(view),
  };
}

/** What every chart of this view says of itself. */
function shared(app: App, results: ColumnResults, drawn: Drawn, title: string): Omit<Exportable, 'option' | 'table'> {
  const metadata = metadataOf(app, results, drawn, `${title} of ${drawn.column}`);
  const filters = metadata.filters.length > 0 ? `, only ${metadata.filters.join(' and ')}` : '';
  return {
    id: title,
    title,
    nameParts: [drawn.column, title.toLowerCase().replace('–', '-')],
    heading: {
      title: metadata.title,
      lines: [modelLine(results, drawn), `${metadata.data.name}: ${countOf(metadata.data.rowsUsed, 'row')}${filters}`],
      // The other charts draw one group.
      legend: title === 'Histogram' ? legendOf(results) : [],
    },
    numbers: () =>
      results.groups.map(({ name, rows, fit, summary, goodness }) => ({ group: name, rows, fit, summary, goodness })),
    metadata,
  };
}

/** Groups over one another are told apart by colour and dash; a single one needs no legend. */
const legendOf = ({ groups }: ColumnResults): LegendEntry[] =>
  groups.length > 1 ? groups.map(({ name }, index) => ({ name: name ?? 'no value', index, mark: 'line' })) : [];

function modelLine(results: ColumnResults, drawn: Drawn): string {
  const models = results.groups.map((group) => ({
    name: group.name,
    model: parametersOf(results, drawn.state, group),
  }));
  const written = models.flatMap(({ name, model }) => {
    if (!model) return [];
    const text = `μ = ${formatNumber(model.mean, 5)}, σ = ${formatNumber(model.sd, 5)}`;
    return [models.length > 1 ? `${name ?? 'no value'}: ${text}` : text];
  });
  if (written.length === 0) return 'No normal could be fitted.';
  const byHand = results.groups.length === 1 && drawn.state.model !== null;
  return `Normal ${byHand ? 'set by hand' : 'by maximum likelihood (÷ n)'}: ${written.join('; ')}`;
}

function metadataOf(app: App, results: ColumnResults, drawn: Drawn, title: string): PictureMetadata {
  const isDate = (column: string): boolean => app.dataset?.columns.find(({ name }) => name === column)?.type === 'date';
  const byHand = results.groups.length === 1 && drawn.state.model !== null;
  return {
    title,
    columns: [
      drawn.column,
      ...(app.arrangement?.groupBy && results.groups.length > 1 ? [app.arrangement.groupBy] : []),
    ],
    filters: (app.arrangement?.filters ?? []).map((filter) => filterText(filter, isDate)),
    models: results.groups.flatMap((group) => {
      const model = parametersOf(results, drawn.state, group);
      if (!model) return [];
      const parameters = { mean: model.mean, sd: model.sd };
      return [{ group: group.name, name: byHand ? 'normal, set by hand' : 'normal', parameters }];
    }),
    data: {
      name: app.dataset?.name ?? '',
      hash: app.dataset?.hash ?? '',
      rowsUsed: results.groups.reduce((sum, { rows }) => sum + rows.used, 0),
    },
    version: app.host.version,
  };
}
