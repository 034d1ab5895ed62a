import { densityDifferenceOption } from '../../charts/density-difference-option.ts';
import { mixtureLineOption } from '../../charts/mixture-line-option.ts';
import { mixturePlaneOption } from '../../charts/mixture-plane-option.ts';
import { groupColour } from '../../charts/options/chart-colours.ts';
import { marginsOf, type ChartLook, type ChartOption } from '../../charts/options/frame.ts';
import type { App } from '../../state/app.svelte.ts';
import type { Mixtures } from '../../state/mixtures.svelte.ts';
import type { LedgerRow } from '../../view-models/ledger-table.ts';
import { roomFor } from '../chart-look.ts';
import {
  differenceLine,
  differencePlane,
  modelLine,
  modelPlane,
  overlayLine,
  overlayPlane,
  rowsBelow,
} from './compare-drawing.ts';

/** A chart of models, and what it shows in one sentence. */
export interface ModelPicture {
  option: ChartOption;
  label: string;
}

/** For what a picture is made. */
export interface PictureSurface {
  look: ChartLook;
  /** Of the whole picture, in pixels. */
  size: { width: number; height: number };
  pixelRatio: number;
  /** What becomes of a canvas with the rows: an address in a file, itself in the window. */
  imageOf: (canvas: HTMLCanvasElement) => string | object;
}

const inWindow = (canvas: HTMLCanvasElement): object => canvas;
const inFile = (canvas: HTMLCanvasElement): string => canvas.toDataURL();

export const windowSurface = (look: ChartLook, size: { width: number; height: number }): PictureSurface => ({
  look,
  size,
  pixelRatio: window.devicePixelRatio,
  imageOf: inWindow,
});

export const fileSurface = (look: ChartLook, size: { width: number; height: number }): PictureSurface => ({
  look,
  size,
  pixelRatio: 2,
  imageOf: inFile,
});

/** Models over one another, each in one colour; null where none of them can be drawn. */
export function overlayPicture(
  app: App,
  mixtures: Mixtures,
  rows: readonly LedgerRow[],
  surface: PictureSurface,
): ModelPicture | null {
  const room = roomOf(surface);
  if (mixtures.columns.length === 1) {
    const line = overlayLine(app, mixtures, rows, room);
    return line && { option: mixtureLineOption(line, surface.look, null), label: line.summary };
  }
  const plane = overlayPlane(app, mixtures, rows, room);
  return plane && { option: mixturePlaneOption(plane, surface.look, rowsOf(mixtures, surface)), label: plane.summary };
}

/** One model, its components in their own colours. */
export function modelPicture(
  app: App,
  mixtures: Mixtures,
  row: LedgerRow,
  surface: PictureSurface,
): ModelPicture | null {
  const room = roomOf(surface);
  if (mixtures.columns.length === 1) {
    const line = modelLine(app, mixtures, row, room);
    return line && { option: mixtureLineOption(line, surface.look, null), label: line.summary };
  }
  const plane = modelPlane(app, mixtures, row, room, null);
  return plane && { option: mixturePlaneOption(plane, surface.look, rowsOf(mixtures, surface)), label: plane.summary };
}

/** Where the first model is denser than the second, and where less; null without two. */
export function differencePicture(
  app: App,
  mixtures: Mixtures,
  rows: readonly LedgerRow[],
  surface: PictureSurface,
): ModelPicture | null {
  const { look, imageOf } = surface;
  if (mixtures.columns.length === 1) {
    const line = differenceLine(app, mixtures, rows, roomOf(surface));
    return line && { option: densityDifferenceOption(line, look), label: line.summary };
  }
  const colours = [groupColour(look.colours, 0), groupColour(look.colours, 1)] as const;
  const difference = differencePlane(app, mixtures, rows, roomOf(surface), colours);
  return (
    difference && {
      option: mixturePlaneOption(difference.plane, look, imageOf(difference.image)),
      label: difference.plane.summary,
    }
  );
}

const roomOf = ({ size }: PictureSurface): { x: number; y: number } => roomFor(size.width, size.height);

function rowsOf(mixtures: Mixtures, { look, size, pixelRatio, imageOf }: PictureSurface): string | object | null {
  const { left, right, top, bottom } = marginsOf(look);
  const plot = { width: size.width - left - right, height: size.height - top - bottom };
  const rows = rowsBelow(mixtures, look.colours, plot, pixelRatio);
  return rows && imageOf(rows);
}
