import { mixed } from '../../view-models/raster-pixels.ts';
import type { ChartColours } from './chart-colours.ts';

/** Colour of the ground a surface stands on. */
export const groundColour = (colours: ChartColours): string =>
  mixed(colours.grid, colours.groups[0] ?? colours.data, 0.12);

/** Steps of height and of light that are told apart: more than an eye does. */
const steps = 200;

/**
 * Colours of the pieces of a surface: from the background's to its own as it rises, darker in the shadow. Thousands of
 * pieces have the same few, which are mixed once.
 */
export function facetColours(
  colours: ChartColours,
  colour: string,
): (piece: { height: number; light: number }) => string {
  const low = mixed(colours.grid, colour, 0.12);
  const known = new Map<number, string>();
  return ({ height, light }) => {
    const [rise, shine] = [Math.round(steps * height ** 0.6), Math.round(steps * light)];
    const key = rise * (steps + 1) + shine;
    const found = known.get(key) ?? lit(mixed(low, colour, rise / steps), shine / steps);
    known.set(key, found);
    return found;
  };
}

/** Colour of a face of a bar: the top as it is, the flanks darker. */
export function faceColour({ side, light }: { side: 'top' | 'flank'; light: number }, colour: string): string {
  return side === 'top' ? mixed(colour, '#ffffff', 0.2) : lit(colour, 0.35 + 0.4 * light);
}

const lit = (colour: string, light: number): string =>
  light > 0.75 ? mixed(colour, '#ffffff', 0.9 * (light - 0.75)) : mixed(colour, '#000000', 0.55 * (0.75 - light));
