import { mixed } from '../../view-models/raster-pixels.ts';
import type { ChartColours } from './chart-colours.ts';

/** Colour of the ground a surface stands on. */
export const groundColour = (colours: ChartColours): string =>
  mixed(colours.grid, colours.groups[0] ?? colours.data, 0.12);

/** Colour of a piece of a surface: from the background's to the data's as it rises, darker in the shadow. */
export function facetColour({ height, light }: { height: number; light: number }, colours: ChartColours): string {
  const base = mixed(groundColour(colours), colours.groups[0] ?? colours.data, height ** 0.6);
  return light > 0.75 ? mixed(base, '#ffffff', 0.9 * (light - 0.75)) : mixed(base, '#000000', 0.55 * (0.75 - light));
}
