import { darkColours, lightColours, type ChartColours } from '../charts/options/chart-colours.ts';
import type { ChartLook } from '../charts/options/frame.ts';

const font = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif";

export function coloursOf(theme: 'light' | 'dark'): ChartColours {
  return theme === 'dark' ? darkColours : lightColours;
}

/** How charts look in the window; the font is the window's own. */
export function chartLook(theme: 'light' | 'dark'): ChartLook {
  return { colours: coloursOf(theme), font, fontSize: 12 };
}

/** The chart's colours as custom properties, so that a symbol in a formula has the colour of its curve. */
export function chartColourProperties(theme: 'light' | 'dark'): string {
  const { model, spread, interval, data, groups } = coloursOf(theme);
  const components = groups.map((colour, id) => `--chart-component-${id}: ${colour};`).join(' ');
  return `--chart-model: ${model}; --chart-spread: ${spread}; --chart-interval: ${interval}; --chart-data: ${data}; ${components}`;
}

export { roomFor } from '../view-models/room.ts';
