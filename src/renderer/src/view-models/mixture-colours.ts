import { toResponsibilities, type MixtureDensity } from '../../../shared/statistics/mixture-density.ts';
import type { CountedCells, Rgb } from './raster-pixels.ts';
import { shade } from './raster-pixels.ts';

/** What the colour of a row tells. */
export type MixtureColouring = 'component' | 'uncertainty' | 'plain';

export interface ColourScheme {
  colouring: MixtureColouring;
  /** One per part of the mixture, the noise last. */
  parts: readonly Rgb[];
  /** Of rows without a component, or of all where colour tells nothing. */
  plain: Rgb;
  /** Of a row whose component is as doubtful as can be. */
  doubtful: Rgb;
  /** Part shown alone; null for all. */
  isolated: number | null;
}

/**
 * A function from a point to its colour: the parts' colours mixed by their responsibilities, or how doubtful the most
 * probable of them is. Opacity is 1, less where another part is shown alone.
 */
export function pointColour(
  density: MixtureDensity | null,
  scheme: ColourScheme,
): (x: ArrayLike<number>) => readonly [red: number, green: number, blue: number, opacity: number] {
  const { colouring, parts, plain, doubtful, isolated } = scheme;
  const colour: [number, number, number, number] = [...plain, 1];
  if (density === null || (colouring === 'plain' && isolated === null)) return () => colour;
  const terms = new Float64Array(density.parts);
  const most = 1 - 1 / density.parts;
  return (x) => {
    toResponsibilities(density.logTerms(x, terms));
    if (colouring === 'component') {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let k = 0; k < terms.length; k++) sum += terms[k]! * (parts[k] ?? plain)[channel]!;
        colour[channel] = sum;
      }
    } else if (colouring === 'uncertainty') {
      let largest = 0;
      for (const share of terms) if (share > largest) largest = share;
      // The square root shows a doubt of 1 % as well as one of 50 %.
      const doubt = Math.sqrt(Math.max(0, 1 - largest) / most);
      for (let channel = 0; channel < 3; channel++)
        colour[channel] = plain[channel]! + doubt * (doubtful[channel]! - plain[channel]!);
    }
    colour[3] = isolated === null ? 1 : 0.08 + 0.92 * (terms[isolated] ?? 0);
    return colour;
  };
}

/**
 * Points as small discs in an image, red, green, blue, opacity per pixel, the top line first.
 * @param values   one array per column of the mixture, shape (points,)
 * @param place    where each point lies: 0 to 1 from the lower left corner; shape (2 · points,)
 * @param radius   of a disc, in pixels
 * @param opacity  of one disc; discs over one another grow darker
 */
export function pointPixels(
  values: readonly Float64Array[],
  place: Float32Array,
  colourOf: (x: ArrayLike<number>) => readonly [number, number, number, number],
  { width, height, radius, opacity }: { width: number; height: number; radius: number; opacity: number },
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(width * height * 4);
  const disc = discOf(radius);
  const x = new Float64Array(values.length);
  for (let i = 0; 2 * i < place.length; i++) {
    const left = place[2 * i]! * width;
    const top = (1 - place[2 * i + 1]!) * height;
    if (!(left > -radius && left < width + radius && top > -radius && top < height + radius)) continue;
    for (let j = 0; j < x.length; j++) x[j] = values[j]![i]!;
    const [red, green, blue, own] = colourOf(x);
    const column = Math.floor(left);
    const line = Math.floor(top);
    for (const { dx, dy, cover } of disc) {
      const px = column + dx;
      const py = line + dy;
      if (px < 0 || py < 0 || px >= width || py >= height) continue;
      const at = 4 * (py * width + px);
      // Painting over: the new colour covers its share, what shows through is what was there.
      const over = cover * opacity * own;
      const before = pixels[at + 3]! / 255;
      const after = over + before * (1 - over);
      const share = over / after;
      pixels[at] = pixels[at]! + share * (red - pixels[at]!);
      pixels[at + 1] = pixels[at + 1]! + share * (green - pixels[at + 1]!);
      pixels[at + 2] = pixels[at + 2]! + share * (blue - pixels[at + 2]!);
      pixels[at + 3] = 255 * after;
    }
  }
  return pixels;
}

/** Pixels of a disc about the middle of one, each with the share of it that is covered. */
function discOf(radius: number): { dx: number; dy: number; cover: number }[] {
  const reach = Math.ceil(radius);
  const disc = [];
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++) {
      const cover = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(dx, dy)));
      if (cover > 0) disc.push({ dx, dy, cover });
    }
  return disc;
}

/** Counted cells as an image, one pixel per cell, the top line first: colour from the cell's middle, opacity from its rows. */
export function cellPixels(
  { columns, lines, counts }: CountedCells,
  frame: { x: readonly [number, number]; y: readonly [number, number] },
  colourOf: (x: ArrayLike<number>) => readonly [number, number, number, number],
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(columns * lines * 4);
  let most = 0;
  for (const count of counts) if (count > most) most = count;
  const x = new Float64Array(2);
  for (let line = 0; line < lines; line++)
    for (let column = 0; column < columns; column++) {
      const count = counts[line * columns + column]!;
      if (count === 0) continue;
      x[0] = frame.x[0] + ((column + 0.5) / columns) * (frame.x[1] - frame.x[0]);
      x[1] = frame.y[0] + ((line + 0.5) / lines) * (frame.y[1] - frame.y[0]);
      const [red, green, blue, own] = colourOf(x);
      const at = 4 * ((lines - 1 - line) * columns + column);
      pixels[at] = red;
      pixels[at + 1] = green;
      pixels[at + 2] = blue;
      pixels[at + 3] = 255 * own * (0.15 + 0.85 * shade(count, most, 'log'));
    }
  return pixels;
}
