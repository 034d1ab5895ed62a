import type { ChartColours } from '../../charts/options/chart-colours.ts';
import type { App } from '../../state/app.svelte.ts';
import { mixtureOf } from '../../state/mixture-of.ts';
import type { Mixtures } from '../../state/mixtures.svelte.ts';
import { densityDifference, type DensityDifference } from '../../view-models/density-difference-line.ts';
import { differenceGrid, differencePixels, differenceSummary } from '../../view-models/density-difference.ts';
import type { LedgerRow } from '../../view-models/ledger-table.ts';
import { mixtureLine, mixturePlane, type MixtureLine, type MixturePlane } from '../../view-models/mixture-view.ts';
import { rgbOf } from '../../view-models/raster-pixels.ts';
import { componentName, frameOf, kindOf, quietRows } from '../mixture/mixture-drawing.ts';

type Room = { x: number; y: number };
type Frame = { x: readonly [number, number]; y: readonly [number, number] };

const drawn = { level: 0.95, contours: false, isolated: null, selected: null, locked: [] };

/** One model over the plane; its components in their own colours, or all in the model's. */
export function modelPlane(
  app: App,
  mixtures: Mixtures,
  row: LedgerRow,
  room: Room,
  model: number | null,
): MixturePlane | null {
  const frame = frameOf(mixtures);
  const [x, y] = mixtures.drawnColumns;
  const kept = app.fits.get(row.id);
  if (!frame || !kept || x === undefined || y === undefined) return null;
  const plane = mixturePlane({
    ...drawn,
    columns: [x, y],
    kinds: [kindOf(app, x), kindOf(app, y)],
    frame,
    shown: { mixture: mixtureOf(row.fit), ids: kept.ids },
    axes: mixtures.drawnPlaces,
    rows: row.fit.rows.used,
    nameOf: (id) => componentName(mixtures.state.names, id),
    room,
  });
  if (model === null) return plane;
  return { ...plane, ellipses: plane.ellipses.map((ellipse) => ({ ...ellipse, id: model, label: '' })) };
}

/** Several models over one plane, each in a colour of its own. */
export function overlayPlane(
  app: App,
  mixtures: Mixtures,
  rows: readonly LedgerRow[],
  room: Room,
): MixturePlane | null {
  const planes = rows.map((row, model) => modelPlane(app, mixtures, row, room, model));
  const [first] = planes;
  if (!first) return null;
  return {
    ...first,
    ellipses: planes.flatMap((plane) => plane?.ellipses ?? []),
    summary: `${rows.map(({ title }) => title).join(', ')} over the same rows.`,
  };
}

/** One model over the histogram of one column. */
export function modelLine(app: App, mixtures: Mixtures, row: LedgerRow, room: Room): MixtureLine | null {
  const { histogram } = mixtures;
  const [column] = mixtures.columns;
  const kept = app.fits.get(row.id);
  if (!histogram || !kept || column === undefined) return null;
  return mixtureLine({
    ...drawn,
    column,
    kind: kindOf(app, column),
    histogram,
    window: null,
    shown: { mixture: mixtureOf(row.fit), ids: kept.ids },
    nameOf: (id) => componentName(mixtures.state.names, id),
    room,
  });
}

/** The weighted sums of several models over one histogram. */
export function overlayLine(app: App, mixtures: Mixtures, rows: readonly LedgerRow[], room: Room): MixtureLine | null {
  const lines = rows.map((row) => modelLine(app, mixtures, row, room));
  const [first] = lines;
  if (!first) return null;
  const top = lines.reduce((a, b) => (b && b.y.max > (a?.y.max ?? 0) ? b : a), lines[0]);
  return {
    ...first,
    y: top?.y ?? first.y,
    sum: null,
    curves: lines.flatMap((line, model) =>
      line?.sum
        ? [
            {
              id: model,
              name: rows[model]?.title ?? '',
              weight: 1,
              faint: false,
              selected: false,
              locked: false,
              curve: line.sum,
              mean: 0,
              sd: 1,
              top: 0,
              label: '',
            },
          ]
        : [],
    ),
    summary: `${rows.map(({ title }) => title).join(', ')} over the same rows.`,
  };
}

/** The rows below the models; null while there is no frame. */
export function rowsBelow(
  mixtures: Mixtures,
  colours: ChartColours,
  size: { width: number; height: number },
  pixelRatio: number,
): HTMLCanvasElement | null {
  const frame = frameOf(mixtures);
  return frame && quietRows(mixtures, frame, colours, size, pixelRatio);
}

/** The first model's density minus the second's, over one column. */
export function differenceLine(
  app: App,
  mixtures: Mixtures,
  [first, second]: readonly LedgerRow[],
  room: Room,
): DensityDifference | null {
  if (!first || !second) return null;
  const [a, b] = [modelLine(app, mixtures, first, room), modelLine(app, mixtures, second, room)];
  return a && b && densityDifference([first.fit, second.fit], [a, b], [first.title, second.title], room.y);
}

const differenceSize = { columns: 240, lines: 180 };

/** p₁ − p₂ of two models on an even grid over the frame; null without two models with densities. */
export function differenceOf(
  mixtures: Mixtures,
  [first, second]: readonly LedgerRow[],
): { grid: Float64Array; frame: Frame; size: typeof differenceSize } | null {
  const frame = frameOf(mixtures);
  if (!first || !second || !frame) return null;
  const grid = differenceGrid(first.fit, second.fit, mixtures.drawnPlaces, frame, differenceSize);
  return grid && { grid, frame, size: differenceSize };
}

/** Where the first model has more density than the second, and where less, over the plane of two columns. */
export function differencePlane(
  app: App,
  mixtures: Mixtures,
  rows: readonly LedgerRow[],
  room: Room,
  [higher, lower]: readonly [string, string],
): { plane: MixturePlane; image: HTMLCanvasElement } | null {
  const [first, second] = rows;
  const difference = differenceOf(mixtures, rows);
  const plane = first && second ? overlayPlane(app, mixtures, [first, second], room) : null;
  if (!first || !second || !difference || !plane) return null;
  const { grid, size } = difference;
  const pixels = differencePixels(grid, size, rgbOf(higher), rgbOf(lower));
  return {
    plane: { ...plane, summary: differenceSummary(grid, [first.title, second.title]) },
    image: toCanvas(pixels, size.columns, size.lines),
  };
}

function toCanvas(pixels: Uint8ClampedArray<ArrayBuffer>, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas;
}
