import { distanceSteps } from '../../view-models/pair-cloud.ts';
import { mixed, rgbOf, type Rgb } from '../../view-models/raster-pixels.ts';
import { groupColour, type ChartColours } from './chart-colours.ts';

/** Colour of points that belong to no group. */
export const pointColour = (colours: ChartColours): string => groupColour(colours, 0);

/**
 * Colours of points by distance from the mean: pale in the middle, darker outwards (in the dark theme brighter), and a
 * colour of its own beyond the cutoff.
 */
export function distanceColours(colours: ChartColours): string[] {
  const strong = colours.interval;
  const steps = distanceSteps.length + 1;
  const ramp = Array.from({ length: steps }, (_, i) =>
    mixed(colours.background, strong, 0.4 + (0.6 * i) / (steps - 1)),
  );
  return [...ramp, colours.model];
}

/** Colours of sparse and of dense cells of one group. */
export function rasterRamp(colours: ChartColours, group: number | null): { sparse: Rgb; dense: Rgb } {
  const colour = group === null ? pointColour(colours) : groupColour(colours, group);
  return { sparse: rgbOf(colour), dense: rgbOf(mixed(colour, colours.text, group === null ? 0.55 : 0.25)) };
}

/** Colours of cells of rows that are left out. */
export function leftOutRamp({ background, axis }: ChartColours): { sparse: Rgb; dense: Rgb } {
  return { sparse: rgbOf(mixed(background, axis, 0.6)), dense: rgbOf(axis) };
}

/** Colour of a fit: its group's, or the model's; the robust one of a single group has another. */
export function fitColour(colours: ChartColours, group: number | null, estimator: 'classical' | 'robust'): string {
  if (group !== null) return groupColour(colours, group);
  return estimator === 'robust' ? colours.spread : colours.model;
}
