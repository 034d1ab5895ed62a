import type { IdentifiedMixture } from '../../../../shared/statistics/component-identity.ts';
import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { Histogram } from '../../../../shared/statistics/histogram.ts';
import { mixtureDensity } from '../../../../shared/statistics/mixture-density.ts';
import { mixtureModes, type Mode } from '../../../../shared/statistics/mixture-modes.ts';
import { groupColour, type ChartColours } from '../../charts/options/chart-colours.ts';
import type { Generator } from '../../state/generator.svelte.ts';
import type { Mixtures } from '../../state/mixtures.svelte.ts';
import { countFirst } from '../../view-models/generator-line.ts';
import { pointColour, pointPixels } from '../../view-models/mixture-colours.ts';
import { mixturePlane, type MixturePlane } from '../../view-models/mixture-view.ts';
import { rgbOf } from '../../view-models/raster-pixels.ts';
import { componentName } from '../mixture/mixture-drawing.ts';

/** Share of its rows that an ellipse holds. */
export const ellipseLevel = 0.95;

/** No component: all stand back. */
export const nobody = -1;

export const nameIn = (mixtures: Mixtures, id: number): string => componentName(mixtures.state.names, id);

/** What the colour of a row tells: the component it was drawn from, its responsibilities, or nothing. */
export type RowColour = 'z' | 'shares' | 'plain';

export interface PlaneLook {
  /** Null draws rows alone. */
  shown: IdentifiedMixture | null;
  /** Whose responsibilities colour the rows, where it is not the mixture shown: in an M-step that of the E-step before. */
  coloured?: IdentifiedMixture | null;
  colour: RowColour;
  /** Rows of this component only, by its number; null for all. */
  only: number | null;
  /** Draws shown, counted from the first. */
  upTo: number;
  contours: boolean;
  /** Component that stands out, by its number; null for all alike. */
  isolated: number | null;
  selected: number | null;
}

export function planeOf(
  generator: Generator,
  mixtures: Mixtures,
  { shown, contours, isolated, selected }: PlaneLook,
  room: { x: number; y: number },
): MixturePlane | null {
  const { model, frame } = generator;
  if (!model || model.columns.length < 2) return null;
  const plane = mixturePlane({
    columns: [model.columns[0]!, model.columns[1]!],
    kinds: ['number', 'number'],
    frame,
    shown,
    axes: [0, 1],
    level: ellipseLevel,
    contours: contours && shown !== null,
    rows: generator.drawnRows,
    nameOf: (id) => nameIn(mixtures, id),
    isolated,
    selected,
    locked: [],
    room,
  });
  return plane;
}

/** The rows listed as a picture that fills the plot. */
export function drawnPicture(
  generator: Generator,
  { shown, coloured = shown, colour, only, upTo }: PlaneLook,
  colours: ChartColours,
  size: { width: number; height: number },
  pixelRatio: number,
): HTMLCanvasElement | null {
  const { drawn, model, frame } = generator;
  if (!drawn || !model || drawn.values.length < 2 || size.width < 2 || size.height < 2) return null;
  const [xs, ys] = drawn.values as [Float64Array, Float64Array];
  const wanted = only === null ? nobody : model.ids.indexOf(only);
  const chosen: number[] = [];
  for (let i = 0; i < Math.min(upTo, xs.length); i++) if (wanted < 0 || drawn.components[i] === wanted) chosen.push(i);
  const place = new Float32Array(2 * chosen.length);
  chosen.forEach((row, i) => {
    place[2 * i] = (xs[row]! - frame.x[0]) / (frame.x[1] - frame.x[0]);
    place[2 * i + 1] = (ys[row]! - frame.y[0]) / (frame.y[1] - frame.y[0]);
  });
  const pick = (column: ArrayLike<number>): Float64Array => Float64Array.from(chosen, (row) => column[row]!);
  // z travels as a third column: a row's colour may depend on it.
  const values = [pick(xs), pick(ys), pick(drawn.components)];
  const many = chosen.length;
  const radius = (many > 5000 ? 1.2 : many > 1000 ? 1.8 : 2.6) * pixelRatio;
  const opacity = many > 5000 ? 0.45 : many > 1000 ? 0.6 : 0.8;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(size.width * pixelRatio);
  canvas.height = Math.round(size.height * pixelRatio);
  const pixels = pointPixels(values, place, colourOf(coloured, model.ids, colour, colours), {
    width: canvas.width,
    height: canvas.height,
    radius,
    opacity,
  });
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, canvas.width, canvas.height), 0, 0);
  return canvas;
}

type PointColour = (x: ArrayLike<number>) => readonly [number, number, number, number];

function colourOf(
  shown: IdentifiedMixture | null,
  ids: readonly number[],
  colour: RowColour,
  colours: ChartColours,
): PointColour {
  const plain = rgbOf(colour === 'plain' ? (colours.groups[0] ?? colours.data) : colours.axis);
  if (colour === 'z') {
    const parts = ids.map((id) => [...rgbOf(groupColour(colours, id)), 1] as const);
    return (x) => parts[x[2]!] as readonly [number, number, number, number];
  }
  return sharesColour(colour === 'shares' ? shown : null, colours, plain);
}

/** Colours of the components mixed by their responsibilities. */
export function sharesColour(
  shown: IdentifiedMixture | null,
  colours: ChartColours,
  plain = rgbOf(colours.axis),
): PointColour {
  const parts = (shown?.ids ?? []).map((id) => rgbOf(groupColour(colours, id)));
  return pointColour(densityOf(shown), {
    colouring: shown ? 'component' : 'plain',
    parts,
    plain,
    doubtful: plain,
    isolated: null,
  });
}

function densityOf(shown: IdentifiedMixture | null) {
  if (!shown) return null;
  try {
    return mixtureDensity(shown.mixture);
  } catch (thrown) {
    if (thrown instanceof FitError) return null;
    throw thrown;
  }
}

/** Rows per component and bin of one column: of all rows, or of those seen so far. */
export function countsOf(generator: Generator, upTo: number | null): Float64Array[] | null {
  const { drawn, bins, model } = generator;
  if (!drawn || !bins || !model) return null;
  if (upTo === null) return drawn.counts?.[0]?.length === bins.count ? drawn.counts : null;
  return countFirst(drawn.values[0]!, drawn.components, upTo, model.ids.length, bins);
}

/** One column's draw as a histogram of all components together. */
export function histogramOf(generator: Generator): Histogram | null {
  const counts = countsOf(generator, null);
  const { bins } = generator;
  if (!counts || !bins) return null;
  const width = (bins.to - bins.from) / bins.count;
  return {
    edges: Float64Array.from({ length: bins.count + 1 }, (_, i) => bins.from + i * width),
    counts: Float64Array.from({ length: bins.count }, (_, i) => counts.reduce((sum, part) => sum + part[i]!, 0)),
    total: generator.drawnRows,
    width,
    rule: { kind: 'count', count: bins.count },
    remark: null,
  };
}

/** Modes of p(x); none where a component has no extent. */
export function modesOf(shown: IdentifiedMixture | null): Mode[] {
  if (!shown) return [];
  try {
    return mixtureModes(shown.mixture);
  } catch (thrown) {
    if (thrown instanceof FitError) return [];
    throw thrown;
  }
}
