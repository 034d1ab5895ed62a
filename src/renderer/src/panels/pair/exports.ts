import type { PictureMetadata } from '../../../../shared/picture/picture-metadata.ts';
import { drawCloud } from '../../charts/draw-cloud.ts';
import { cloudPicture } from '../../charts/options/cloud-picture.ts';
import { pairFrames } from '../../charts/options/pair-frame.ts';
import { pairOption } from '../../charts/pair-option.ts';
import type { App } from '../../state/app.svelte.ts';
import type { PairResults } from '../../state/pair-results.svelte.ts';
import { filterText } from '../../view-models/filter-text.ts';
import { countOf, formatNumber } from '../../view-models/number-format.ts';
import { pairTable } from '../../view-models/pair-table.ts';
import { pairView } from '../../view-models/pair-view.ts';
import { roomFor } from '../chart-look.ts';
import type { Exportable } from '../export/exportables.svelte.ts';
import { cloudLookOf, drawnPair, leftOutOf, pairRequest } from './pair-drawing.ts';

/** Up to so many rows stay shapes in a picture, sharp at any size; more become one image in it. */
const mostShapes = 5000;
/** Dots per pixel of such an image. */
const imageRatio = 3;

/** The pair as drawn, for a picture, a table of its ellipses, and the numbers of its fits. */
export function pairExport(app: App, results: PairResults): Exportable | null {
  const first = drawnPair(results, null, 1.5);
  if (!first) return null;
  const { columns } = first;
  const metadata = metadataOf(app, results, columns);
  const filters = metadata.filters.length > 0 ? `, only ${metadata.filters.join(' and ')}` : '';
  return {
    id: 'Pair',
    title: 'Pair',
    nameParts: [...columns, 'pair'],
    heading: {
      title: metadata.title,
      lines: [...fitLines(results), `${metadata.data.name}: ${countOf(metadata.data.rowsUsed, 'row')}${filters}`],
      legend:
        first.groups.length > 1
          ? first.groups.map(({ name }, index) => ({ name: name ?? 'no value', index, mark: 'symbol' }))
          : [],
    },
    option: (look, size) => {
      const { plot } = pairFrames(look, size, results.state.marginals);
      const inner = { width: size.width - plot.left - plot.right, height: size.height - plot.top - plot.bottom };
      const aspect = inner.width / inner.height;
      const drawn = drawnPair(results, leftOutOf(results), aspect) ?? first;
      const room = roomFor(inner.width + 80, inner.height + 60);
      const view = pairView(pairRequest(drawn, results, app, room, null, aspect));
      const cloudLook = cloudLookOf(results, drawn, look.colours);
      const picture = cloudPicture(view, cloudLook);
      const shapes = picture.points.reduce((sum, { placed }) => sum + placed.classes.length, 0);
      const cloud =
        picture.raster || shapes > mostShapes
          ? { image: drawCloud(picture, inner.width, inner.height, imageRatio) }
          : picture;
      return pairOption({ view, look, size, cloud, colourOf: cloudLook.colourOf });
    },
    table: () => pairTable(first.groups, results.state.levels, results.state.kind),
    numbers: () =>
      results.groups.map(({ name, cloud, fits }) => ({
        group: name,
        rows: cloud.rows,
        fits: fits.map(({ estimator, outcome, inside }) => ({ estimator, outcome, inside })),
      })),
    metadata,
  };
}

/** Each fit on a line of its own, the first few of many. */
export function fitLines(results: PairResults): string[] {
  const written = results.groups.flatMap(({ name, fits }) =>
    fits.flatMap(({ outcome }) => {
      if (!outcome.ok) return [];
      const { estimator, mean, axes } = outcome.value;
      const how = estimator === 'robust' ? 'the minimum covariance determinant' : 'maximum likelihood (÷ n)';
      const numbers = `μ = (${mean.map((value) => formatNumber(value, 5)).join(', ')}), √λ = ${axes.variances
        .map((value) => formatNumber(Math.sqrt(value), 5))
        .join(', ')}`;
      return [`Gaussian by ${how}: ${name === null ? '' : `${name}: `}${numbers}`];
    }),
  );
  if (written.length === 0) return ['No Gaussian could be fitted.'];
  const most = 4;
  if (written.length <= most) return written;
  return [...written.slice(0, most), `… and ${written.length - most} more, with their numbers in the table.`];
}

export function metadataOf(app: App, results: PairResults, columns: readonly [string, string]): PictureMetadata {
  const isDate = (column: string): boolean => app.dataset?.columns.find(({ name }) => name === column)?.type === 'date';
  const { groupBy } = app.arrangement ?? {};
  return {
    title: `${columns[1]} against ${columns[0]}`,
    columns: [...columns, ...(groupBy && results.groups.length > 1 ? [groupBy] : [])],
    filters: (app.arrangement?.filters ?? []).map((filter) => filterText(filter, isDate)),
    models: results.groups.flatMap(({ name, fits }) =>
      fits.flatMap(({ outcome }) => {
        if (!outcome.ok) return [];
        const { estimator, mean, covariance } = outcome.value;
        const parameters = { mean, covariance: covariance.flat() };
        return [{ group: name, name: estimator === 'robust' ? 'robust Gaussian' : 'Gaussian', parameters }];
      }),
    ),
    data: {
      name: app.dataset?.name ?? '',
      hash: app.dataset?.hash ?? '',
      rowsUsed: results.groups.reduce((sum, { cloud }) => sum + cloud.n, 0),
    },
    version: app.host.version,
  };
}
