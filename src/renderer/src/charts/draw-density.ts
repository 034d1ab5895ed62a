import { rgbOf } from '../view-models/raster-pixels.ts';

/**
 * Paints a relative density on a canvas of its own cells, to be stretched over a plot.
 * @param cells  0 to 1, shape (lines, columns), the top line first
 */
export function drawDensity(
  cells: Float64Array,
  columns: number,
  lines: number,
  colour: string,
  canvas = document.createElement('canvas'),
): HTMLCanvasElement {
  canvas.width = columns;
  canvas.height = lines;
  const [red, green, blue] = rgbOf(colour);
  const pixels = new Uint8ClampedArray(columns * lines * 4);
  cells.forEach((density, cell) => {
    pixels[4 * cell] = red;
    pixels[4 * cell + 1] = green;
    pixels[4 * cell + 2] = blue;
    pixels[4 * cell + 3] = 175 * density;
  });
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, columns, lines), 0, 0);
  return canvas;
}
