import { groupColour, type ChartColours } from '../../charts/options/chart-colours.ts';
import type { App } from '../../state/app.svelte.ts';
import type { Mixtures } from '../../state/mixtures.svelte.ts';
import type { IdentifiedMixture } from '../../../../shared/statistics/component-identity.ts';
import { FitError } from '../../../../shared/statistics/fit-error.ts';
import { marginalMixture, mixtureDensity, type MixtureDensity } from '../../../../shared/statistics/mixture-density.ts';
import type { ValueKind } from '../../view-models/histogram-view.ts';
import { cellPixels, pointColour, pointPixels, type ColourScheme } from '../../view-models/mixture-colours.ts';
import type { MixtureGhosts } from '../../view-models/mixture-ghosts.ts';
import {
  frameOfPoints,
  mixtureLine,
  mixturePlane,
  type MixtureLine,
  type MixturePlane,
} from '../../view-models/mixture-view.ts';
import { countOf, formatShare } from '../../view-models/number-format.ts';
import { rgbOf } from '../../view-models/raster-pixels.ts';

/** A component's name: given by the person, or its number from 1. */
export const componentName = (names: Readonly<Record<string, string>>, id: number): string =>
  names[String(id)] ?? `Component ${id + 1}`;

export const kindOf = (app: App, column: string | undefined): ValueKind =>
  app.dataset?.columns.find(({ name }) => name === column)?.type === 'date' ? 'date' : 'number';

/** The part of the plane shown: what was zoomed to, or everything. Null before there are points. */
export function frameOf(mixtures: Mixtures): { x: readonly [number, number]; y: readonly [number, number] } | null {
  const { points, pointColumns, drawnPlaces } = mixtures;
  if (!points || JSON.stringify(pointColumns) !== JSON.stringify(mixtures.columns)) return null;
  const [x, y] = drawnPlaces.map((place) => points.values[place]);
  if (!x || !y) return null;
  const { kept, state } = mixtures;
  return state.window ?? frameOfPoints(x, y, kept?.reply.fit ?? null, drawnPlaces, state.level);
}

/** Refits of the fit that is drawn; null where they were not asked for, are hidden, or something else is drawn. */
export function ghostsOf({ kept, state, theatre }: Mixtures): MixtureGhosts | null {
  const bootstrap = kept?.checks?.bootstrap;
  if (!kept || !bootstrap || !state.ghosts || state.draft || theatre.shown) return null;
  return { mixtures: bootstrap.ghosts, ids: kept.ids, confidence: bootstrap.confidence };
}

/** What lies faint behind the fit, in words; null for nothing. */
export function ghostNote(mixtures: Mixtures): string | null {
  const ghosts = ghostsOf(mixtures);
  if (!ghosts) return null;
  const refits = `${countOf(ghosts.mixtures.length, 'refit')} to rows drawn again`;
  return mixtures.columns.length === 1
    ? `the middle ${formatShare(ghosts.confidence)} of ${refits}, at each value`
    : refits;
}

export function planeOf(app: App, mixtures: Mixtures, room: { x: number; y: number }): MixturePlane | null {
  const frame = frameOf(mixtures);
  const [x, y] = mixtures.drawnColumns;
  if (!frame || x === undefined || y === undefined) return null;
  const { state, shown } = mixtures;
  return mixturePlane({
    columns: [x, y],
    kinds: [kindOf(app, x), kindOf(app, y)],
    frame,
    shown,
    axes: mixtures.drawnPlaces,
    level: state.level,
    contours: state.contours,
    ghosts: ghostsOf(mixtures),
    rows: mixtures.points?.used ?? 0,
    nameOf: (id) => componentName(state.names, id),
    isolated: state.isolated,
    selected: state.selected,
    locked: state.draft?.locked ?? [],
    room,
  });
}

export function lineOf(app: App, mixtures: Mixtures, room: { x: number; y: number }): MixtureLine | null {
  const { histogram, state, shown } = mixtures;
  const [column] = mixtures.columns;
  if (!histogram || column === undefined) return null;
  return mixtureLine({
    column,
    kind: kindOf(app, column),
    histogram,
    window: state.window?.x ?? null,
    ghosts: ghostsOf(mixtures),
    shown,
    nameOf: (id) => componentName(state.names, id),
    isolated: state.isolated,
    selected: state.selected,
    locked: state.draft?.locked ?? [],
    room,
  });
}

/** Null where there is no mixture, or one of its covariances has no extent. */
function densityOf(mixture: IdentifiedMixture['mixture'] | undefined): MixtureDensity | null {
  if (!mixture) return null;
  try {
    return mixtureDensity(mixture);
  } catch (thrown) {
    if (thrown instanceof FitError) return null;
    throw thrown;
  }
}

function schemeOf(mixtures: Mixtures, coloured: IdentifiedMixture | null, colours: ChartColours): ColourScheme {
  const { colour, isolated } = mixtures.state;
  const place = coloured && isolated !== null ? coloured.ids.indexOf(isolated) : -1;
  return {
    colouring: colour,
    parts: [...(coloured?.ids ?? []).map((id) => rgbOf(groupColour(colours, id))), rgbOf(colours.axis)],
    plain: rgbOf(colours.groups[0] ?? colours.data),
    doubtful: rgbOf(colours.model),
    isolated: place >= 0 ? place : null,
  };
}

/** Colour of a histogram's bar at x; null where bars have one colour. */
export function barColourOf(mixtures: Mixtures, colours: ChartColours): ((x: number) => string) | null {
  const { coloured, state } = mixtures;
  const density = densityOf(coloured?.mixture);
  if (!density || (state.colour === 'plain' && state.isolated === null)) return null;
  const colourOf = pointColour(density, schemeOf(mixtures, coloured, colours));
  return (x) => {
    const [red, green, blue, opacity] = colourOf([x]);
    return `rgba(${Math.round(red)}, ${Math.round(green)}, ${Math.round(blue)}, ${opacity.toFixed(3)})`;
  };
}

/** Colour and opacity of a row, or of a cell at its middle. */
type RowColour = (x: ArrayLike<number>) => readonly [red: number, green: number, blue: number, opacity: number];
type Frame = { x: readonly [number, number]; y: readonly [number, number] };

/** The rows as a picture that fills the plot: one by one, or counted in cells. */
export function rowsPicture(
  mixtures: Mixtures,
  frame: Frame,
  colours: ChartColours,
  size: { width: number; height: number },
  pixelRatio: number,
): HTMLCanvasElement | null {
  const { coloured, points } = mixtures;
  const scheme = schemeOf(mixtures, coloured, colours);
  const plane = coloured && marginalMixture(coloured.mixture, mixtures.drawnPlaces);
  const matches = coloured?.mixture.means[0]?.length === points?.values.length;
  return paintRows(mixtures, frame, size, pixelRatio, {
    ofCell: () => pointColour(densityOf(plane ?? undefined), scheme),
    ofRow: () => pointColour(densityOf(matches ? coloured?.mixture : undefined), scheme),
    faintness: 1,
  });
}

/** The rows in one quiet colour, for models to be drawn over. */
export function quietRows(
  mixtures: Mixtures,
  frame: Frame,
  colours: ChartColours,
  size: { width: number; height: number },
  pixelRatio: number,
): HTMLCanvasElement | null {
  const quiet: RowColour = () => [...rgbOf(colours.axis), 1];
  return paintRows(mixtures, frame, size, pixelRatio, { ofCell: () => quiet, ofRow: () => quiet, faintness: 0.62 });
}

function paintRows(
  { points, cloud, drawnPlaces }: Mixtures,
  frame: Frame,
  size: { width: number; height: number },
  pixelRatio: number,
  { ofCell, ofRow, faintness }: { ofCell: () => RowColour; ofRow: () => RowColour; faintness: number },
): HTMLCanvasElement | null {
  if (!points || size.width < 2 || size.height < 2) return null;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) return null;
  canvas.width = Math.round(size.width * pixelRatio);
  canvas.height = Math.round(size.height * pixelRatio);
  const group = cloud?.groups[0]?.value;
  if (cloud?.window && group?.raster) {
    const { raster } = group;
    const cells = document.createElement('canvas');
    cells.width = raster.columns;
    cells.height = raster.lines;
    const pixels = cellPixels(raster, cloud.window, ofCell());
    cells.getContext('2d')?.putImageData(new ImageData(pixels, raster.columns, raster.lines), 0, 0);
    context.imageSmoothingEnabled = false; // a cell is a count: its edges stay where they are
    context.globalAlpha = faintness;
    const across = (value: number): number => ((value - frame.x[0]) / (frame.x[1] - frame.x[0])) * canvas.width;
    const down = (value: number): number => (1 - (value - frame.y[0]) / (frame.y[1] - frame.y[0])) * canvas.height;
    const { x, y } = cloud.window;
    context.drawImage(cells, across(x[0]), down(y[1]), across(x[1]) - across(x[0]), down(y[0]) - down(y[1]));
    return canvas;
  }
  const [xs, ys] = drawnPlaces.map((place) => points.values[place]);
  if (!xs || !ys) return null;
  const place = new Float32Array(2 * xs.length);
  for (let i = 0; i < xs.length; i++) {
    place[2 * i] = (xs[i]! - frame.x[0]) / (frame.x[1] - frame.x[0]);
    place[2 * i + 1] = (ys[i]! - frame.y[0]) / (frame.y[1] - frame.y[0]);
  }
  const many = xs.length;
  const radius = (many > 5000 ? 1.2 : many > 1000 ? 1.8 : 2.6) * pixelRatio * Math.sqrt(faintness);
  const opacity = (many > 5000 ? 0.45 : many > 1000 ? 0.6 : 0.8) * faintness;
  const { width, height } = canvas;
  const pixels = pointPixels(points.values, place, ofRow(), { width, height, radius, opacity });
  context.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas;
}
