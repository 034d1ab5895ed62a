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
}

/**
 * Tiles of every pair, for the lower triangle; the upper one shows the correlations.
 * @param colours  of sparse and of dense cells
 */
export function matrixTiles(
  columns: readonly string[],
  cells: readonly { x: number; y: number; n: number; correlation: number | null; raster: CountedCells }[],
  colours: { sparse: Rgb; dense: Rgb },
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
    pixels: rasterPixels([raster], [colours], shading),
  }));
}
