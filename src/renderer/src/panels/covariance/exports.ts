import type { PictureMetadata } from '../../../../shared/picture/picture-metadata.ts';
import { eigen2d } from '../../../../shared/statistics/eigen-2d.ts';
import { covariancePlaneOption } from '../../charts/covariance-plane-option.ts';
import { drawDensity } from '../../charts/draw-density.ts';
import { groupColour } from '../../charts/options/chart-colours.ts';
import { marginsOf } from '../../charts/options/frame.ts';
import { densitySolidShapes } from '../../charts/options/solid-shapes.ts';
import { solidOption } from '../../charts/solid-option.ts';
import type { App } from '../../state/app.svelte.ts';
import { densityCells } from '../../view-models/covariance-plane.ts';
import { covarianceTable } from '../../view-models/covariance-table.ts';
import { solidTable } from '../../view-models/density-solid.ts';
import { countOf, formatNumber } from '../../view-models/number-format.ts';
import { roomFor } from '../chart-look.ts';
import type { Exportable } from '../export/exportables.svelte.ts';
import { namesOf, planeOf, playgroundOf, solidOf, solidRequestOf } from './covariance-drawing.ts';

/** Cells of the density in a picture: smooth at any size. */
const imageCells = { columns: 480, lines: 320 };

export function planeExport(app: App): Exportable {
  const state = playgroundOf(app);
  return {
    ...shared(app, 'Ellipse'),
    option: (look, size) => {
      const { left, right, top, bottom } = marginsOf(look);
      const plot = { width: size.width - left - right, height: size.height - top - bottom };
      const plane = planeOf(state, plot, roomFor(size.width, size.height));
      const { columns, lines } = imageCells;
      const image = state.image
        ? drawDensity(densityCells(state, plane, columns, lines), columns, lines, groupColour(look.colours, 0))
        : null;
      return covariancePlaneOption(plane, look, image);
    },
    table: () => covarianceTable(state, planeOf(state, { width: 3, height: 2 }, { x: 5, y: 5 }), namesOf(state)),
  };
}

export function solidExport(app: App): Exportable {
  const state = playgroundOf(app);
  return {
    ...shared(app, 'Density surface'),
    option: (look) => solidOption(densitySolidShapes(solidOf(state), look.colours), look),
    table: () => solidTable(solidRequestOf(state)),
  };
}

function shared(
  app: App,
  title: string,
): Pick<Exportable, 'id' | 'title' | 'nameParts' | 'heading' | 'metadata' | 'numbers'> {
  const { mean, covariance, point, source } = playgroundOf(app);
  const [[xx, xy], [, yy]] = covariance;
  const write = (value: number): string => formatNumber(value, 5);
  const from = source.kind === 'example' ? source.name : source.columns.join(' and ');
  const rows = source.kind === 'columns' ? source.rows : 0;
  const metadata: PictureMetadata = {
    title: `${title} of a covariance`,
    columns: source.kind === 'columns' ? source.columns : [],
    filters: [],
    models: [{ group: null, name: 'Gaussian', parameters: { mean: [...mean], covariance: covariance.flat() } }],
    data: { name: app.dataset?.name ?? '', hash: app.dataset?.hash ?? '', rowsUsed: rows },
    version: app.host.version,
  };
  return {
    id: title,
    title,
    nameParts: ['covariance', title.toLowerCase()],
    heading: {
      title: metadata.title,
      lines: [
        `Σ = (${write(xx)}, ${write(xy)}; ${write(xy)}, ${write(yy)}), μ = (${mean.map(write).join(', ')})`,
        source.kind === 'example'
          ? `Begun with the example “${from}”`
          : `Begun with ${from} of ${metadata.data.name}: ${countOf(rows, 'row')}`,
      ],
    },
    numbers: () => ({ mean, covariance, point, ...eigen2d(covariance), source }),
    metadata,
  };
}
