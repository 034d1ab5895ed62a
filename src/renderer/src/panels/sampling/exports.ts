import { samplingOption } from '../../charts/sampling-option.ts';
import { samplingQuantilesOption } from '../../charts/sampling-quantiles-option.ts';
import { sizesOption } from '../../charts/sizes-option.ts';
import type { PictureMetadata } from '../../../../shared/picture/picture-metadata.ts';
import type { App } from '../../state/app.svelte.ts';
import type { Drawn, SamplingResults } from '../../state/sampling-results.svelte.ts';
import { filterText } from '../../view-models/filter-text.ts';
import { countOf, formatCount, formatNumber } from '../../view-models/number-format.ts';
import { samplingQuantilesTable } from '../../view-models/sampling-quantiles-view.ts';
import { samplingTable } from '../../view-models/sampling-table.ts';
import { sizesTable, sizesView } from '../../view-models/sizes-view.ts';
import { statisticText } from '../../view-models/statistic-text.ts';
import { roomFor } from '../chart-look.ts';
import type { Exportable } from '../export/exportables.svelte.ts';
import { limitOf, populationName, quantilesOf, samplingViewOf, sizesRequest } from './sampling-drawing.ts';

export function samplesExport(app: App, results: SamplingResults): Exportable | null {
  const { drawn } = results;
  if (!drawn) return null;
  const view = ({ width, height }: { width: number; height: number }) =>
    samplingViewOf(drawn, results.state.axis === 'shared', {
      x: roomFor(width, height).x,
      y: roomFor(width, height / 3).y,
    });
  return {
    ...shared(app, drawn, 'Samples'),
    option: (look, size) => samplingOption(view(size), look, size),
    table: () => samplingTable(view({ width: 800, height: 600 })),
  };
}

export function quantilesExport(app: App, results: SamplingResults): Exportable | null {
  const { drawn } = results;
  if (!drawn || !quantilesOf(drawn, results, { x: 5, y: 5 })) return null;
  return {
    ...shared(app, drawn, 'Q–Q plot'),
    option: (look, { width, height }) =>
      samplingQuantilesOption(quantilesOf(drawn, results, roomFor(width, height))!, look),
    table: () => samplingQuantilesTable(quantilesOf(drawn, results, { x: 5, y: 5 })!),
  };
}

export function sizesExport(app: App, results: SamplingResults): Exportable | null {
  const { drawn } = results;
  const request = drawn && sizesRequest(drawn, results, results.state.against);
  const view = request && sizesView(request);
  if (!drawn || !request || !view) return null;
  return {
    ...shared(app, drawn, results.state.against === 'width' ? 'Width against N' : 'Skewness against N'),
    option: (look) => sizesOption(view, look),
    table: () => sizesTable(request),
  };
}

/** What every chart of this view says of itself. */
function shared(app: App, drawn: Drawn, title: string): Omit<Exportable, 'option' | 'table'> {
  const { plan, picture, frame } = drawn;
  const { population, size, statistic, seed } = plan;
  const name = populationName(drawn);
  const many = statisticText(statistic, true);
  const limit = limitOf(drawn);
  const filters = population.kind === 'column' ? population.filters : [];
  const isDate = (column: string): boolean => app.dataset?.columns.find((one) => one.name === column)?.type === 'date';
  const metadata: PictureMetadata = {
    title: `${title}: ${many} of ${formatCount(size)} values from ${name}`,
    columns: population.kind === 'column' ? [population.column] : [],
    filters: filters.map((filter) => filterText(filter, isDate)),
    models: limit ? [{ group: null, name: 'normal limit', parameters: { ...limit } }] : [],
    data: { name: app.dataset?.name ?? '', hash: app.dataset?.hash ?? '', rowsUsed: picture.rows?.used ?? 0 },
    version: app.host.version,
  };
  const blocks =
    population.kind === 'column' && population.blockRows > 1
      ? `, in blocks of ${formatCount(population.blockRows)} rows`
      : '';
  const bell = limit
    ? `normal limit: mean ${formatNumber(limit.mean, 5)}, sd ${formatNumber(limit.sd, 5)}`
    : 'no normal limit drawn';
  return {
    id: `Sampling ${title}`,
    title,
    nameParts: [
      'sampling',
      population.kind === 'column' ? population.column : name.split(' (')[0]!,
      title.toLowerCase().replace('–', '-'),
    ],
    heading: {
      title: metadata.title,
      lines: [`${countOf(frame.at, 'sample')} drawn${blocks}, seed ${seed}; ${bell}`],
    },
    numbers: () => ({
      plan,
      population: picture.moments,
      statistics: frame.moments,
      quartiles: frame.quartiles,
      limit,
      at: frame.at,
    }),
    metadata,
  };
}
