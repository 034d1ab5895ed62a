import { formatFixed } from './number-format.ts';
import { rasterPixels, type CountedCells, type Rgb, type Shading } from './raster-pixels.ts';

/** One tile of a scatter matrix. */
export interface MatrixTile {
  /** Columns across and upwards. */
  x: string;
  y: string;
  /** r to three decimals; an en dash where a column does not vary. */
  correlation: string;
  /** −1 to 1; 0 where there is none. */
  strength: number;
  n: number;
  columns: number;
  lines: number;
  pixels: Uint8ClampedArray<ArrayBuffer>;
  /** All rows, as they were before some were left out, and where the others lie among them; null where none were. */
  before: TileBefore | null;
}

export interface TileBefore {
  columns: number;
  lines: number;
  pixels: Uint8ClampedArray<ArrayBuffer>;
  /** Part of the tile that the rows used reach over: left, bottom, width, height, as shares. */
  place: { left: number; bottom: number; width: number; height: number };
}

type Range = readonly [number, number] | null;
interface MatrixCells {
  ranges: readonly Range[];
  cells: readonly { x: number; y: number; n: number; correlation: number | null; raster: CountedCells }[];
}
type Ramp = { sparse: Rgb; dense: Rgb };

/**
 * Tiles of every pair, for the lower triangle; the upper one shows the correlations.
 * @param before    the matrix before rows were left out; null where none were
 * @param colours   of sparse and of dense cells
 */
export function matrixTiles(
  columns: readonly string[],
  { cells, ranges }: MatrixCells,
  before: MatrixCells | null,
  colours: { used: Ramp; leftOut: Ramp },
  shading: Shading,
): MatrixTile[] {
  return cells.map(({ x, y, n, correlation, raster }) => ({
    x: columns[x] ?? '',
    y: columns[y] ?? '',
    correlation: correlation === null ? '–' : formatFixed(correlation, 3),
    strength: correlation ?? 0,
    n,
    columns: raster.columns,
    lines: raster.lines,
    pixels: rasterPixels([raster], [colours.used], shading),
    before: tileBefore(before, ranges, [x, y], colours.leftOut, shading),
  }));
}

function tileBefore(
  before: MatrixCells | null,
  used: readonly Range[],
  [x, y]: readonly [number, number],
  ramp: Ramp,
  shading: Shading,
): TileBefore | null {
  const cell = before?.cells.find((one) => one.x === x && one.y === y);
  const across = partOf(used[x], before?.ranges[x]);
  const upwards = partOf(used[y], before?.ranges[y]);
  if (!cell || !across || !upwards) return null;
  const { raster } = cell;
  return {
    columns: raster.columns,
    lines: raster.lines,
    pixels: rasterPixels([raster], [ramp], shading),
    place: { left: across.from, width: across.length, bottom: upwards.from, height: upwards.length },
  };
}

/** A range as a part of another: where it begins and how long it is, as shares. */
function partOf(range: Range | undefined, whole: Range | undefined): { from: number; length: number } | null {
  if (!range || !whole) return null;
  const length = whole[1] - whole[0];
  return length > 0
    ? { from: (range[0] - whole[0]) / length, length: (range[1] - range[0]) / length }
    : { from: 0, length: 1 };
}
