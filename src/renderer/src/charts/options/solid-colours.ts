import { mixed } from '../../view-models/raster-pixels.ts';
import type { ChartColours } from './chart-colours.ts';

/** Colour of the ground a surface stands on. */
export const groundColour = (colours: ChartColours): string =>
  mixed(colours.grid, colours.groups[0] ?? colours.data, 0.12);

/** Colour of a piece of a surface: from the background's to its own as it rises, darker in the shadow. */
export function facetColour(
  { height, light }: { height: number; light: number },
  colours: ChartColours,
  colour: string,
): string {
  return lit(mixed(mixed(colours.grid, colour, 0.12), colour, height ** 0.6), light);
}

/** Colour of a face of a bar: the top as it is, the flanks darker. */
export function faceColour({ side, light }: { side: 'top' | 'flank'; light: number }, colour: string): string {
  return side === 'top' ? mixed(colour, '#ffffff', 0.2) : lit(colour, 0.35 + 0.4 * light);
}

const lit = (colour: string, light: number): string =>
  light > 0.75 ? mixed(colour, '#ffffff', 0.9 * (light - 0.75)) : mixed(colour, '#000000', 0.55 * (0.75 - light));
