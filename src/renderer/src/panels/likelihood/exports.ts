import type { PictureMetadata } from '../../../../shared/picture/picture-metadata.ts';
import { firstRowsOption } from '../../charts/first-rows-option.ts';
import { histogramOption } from '../../charts/histogram-option.ts';
import { likelihoodProductOption } from '../../charts/likelihood-product-option.ts';
import { likelihoodSurfaceOption } from '../../charts/likelihood-surface-option.ts';
import type { App } from '../../state/app.svelte.ts';
import type { LikelihoodResults } from '../../state/likelihood-results.svelte.ts';
import { histogramTable } from '../../view-models/chart-table.ts';
import { filterText } from '../../view-models/filter-text.ts';
import { firstRowsTable } from '../../view-models/first-rows-view.ts';
import { likelihoodProductTable, likelihoodProductView } from '../../view-models/likelihood-product-view.ts';
import { likelihoodTable } from '../../view-models/likelihood-table.ts';
import { countOf } from '../../view-models/number-format.ts';
import { roomFor } from '../chart-look.ts';
import type { Exportable } from '../export/exportables.svelte.ts';
import { growthOf, meanText, pointHistogram, sdText, surfaceOf } from './likelihood-drawing.ts';

const inAPicture = { width: 800, height: 500 };

export function surfaceExport(app: App, results: LikelihoodResults): Exportable | null {
  const confidence = confidenceOf(app);
  const view = (size: { width: number; height: number }) =>
    surfaceOf(results, confidence, roomFor(size.width * 0.8, size.height * 0.8));
  const first = view(inAPicture);
  if (!first) return null;
  return {
    ...shared(app, results, 'Log-likelihood surface'),
    option: (look, size) => {
      const above = (look.heading ? 2.7 + 1.5 * look.heading.lines.length : 0) * look.fontSize;
      return likelihoodSurfaceOption(view(size) ?? first, look, { width: size.width, height: size.height - above });
    },
    table: () => likelihoodTable(first),
    numbers: () => ({
      maximum: first.maximum,
      point: first.current,
      intervals: {
        confidence,
        likelihoodRatio: { mean: first.mean.likelihoodRatio, sd: first.sd.likelihoodRatio },
        wald: { mean: first.mean.wald, sd: first.sd.wald },
      },
    }),
  };
}

export function pointExport(app: App, results: LikelihoodResults): Exportable | null {
  const view = (size: { width: number; height: number }) => pointHistogram(results, roomFor(size.width, size.height));
  const first = view(inAPicture);
  if (!first) return null;
  return {
    ...shared(app, results, 'Normal of the point'),
    option: (look, size) => histogramOption(view(size) ?? first, look),
    table: () => histogramTable(first),
    numbers: () => ({ point: results.model, fit: results.fit }),
  };
}

export function productExport(app: App, results: LikelihoodResults): Exportable | null {
  const { product } = results;
  if (!product) return null;
  return {
    ...shared(app, results, 'Product and sum'),
    option: (look, size) =>
      likelihoodProductOption(likelihoodProductView(product, roomFor(size.width, size.height)), look),
    table: () => likelihoodProductTable(product),
    numbers: () => product,
  };
}

export function firstRowsExport(app: App, results: LikelihoodResults): Exportable | null {
  const view = (size: { width: number; height: number }) =>
    growthOf(results, confidenceOf(app), roomFor(size.width, size.height));
  const first = view(inAPicture);
  if (!first) return null;
  return {
    ...shared(app, results, 'More rows'),
    option: (look, size) => firstRowsOption(view(size) ?? first, look),
    table: () => firstRowsTable(first),
    numbers: () => ({ all: results.data, first: results.first, path: results.path }),
  };
}

const confidenceOf = (app: App): number => app.arrangement?.distribution.confidence ?? 0.95;

function shared(
  app: App,
  results: LikelihoodResults,
  title: string,
): Pick<Exportable, 'id' | 'title' | 'nameParts' | 'heading' | 'metadata'> {
  const column = results.answered?.column ?? '';
  const metadata = metadataOf(app, results, `${title} of ${column}`);
  const { model, kind, shownState } = results;
  const filters = metadata.filters.length > 0 ? `, only ${metadata.filters.join(' and ')}` : '';
  const parameters = model
    ? `μ = ${meanText(model.mean, model.sd, kind)}, σ = ${sdText(model.sd, kind)}`
    : 'No normal could be fitted.';
  return {
    id: title,
    title,
    nameParts: [column, title.toLowerCase()],
    heading: {
      title: metadata.title,
      lines: [
        `${shownState.model ? 'Point set by hand' : 'Maximum (÷ n)'}: ${parameters}`,
        `${metadata.data.name}: ${countOf(metadata.data.rowsUsed, 'row')}${filters}`,
      ],
    },
    metadata,
  };
}

function metadataOf(app: App, results: LikelihoodResults, title: string): PictureMetadata {
  const isDate = (name: string): boolean =>
    app.dataset?.columns.find((column) => column.name === name)?.type === 'date';
  const { model, shownState } = results;
  const name = shownState.model ? 'normal, set by hand' : 'normal';
  return {
    title,
    columns: results.answered ? [results.answered.column] : [],
    filters: (app.arrangement?.filters ?? []).map((filter) => filterText(filter, isDate)),
    models: model ? [{ group: null, name, parameters: { mean: model.mean, sd: model.sd } }] : [],
    data: {
      name: app.dataset?.name ?? '',
      hash: app.dataset?.hash ?? '',
      rowsUsed: results.rows?.used ?? 0,
    },
    version: app.host.version,
  };
}
