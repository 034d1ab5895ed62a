import { FitError } from '../../../shared/statistics/fit-error.ts';
import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';
import { marginalMixture, mixtureDensity, toResponsibilities } from '../../../shared/statistics/mixture-density.ts';
import type { ChartTable } from './chart-table.ts';
import { formatNumber } from './number-format.ts';
import type { Rgb } from './raster-pixels.ts';

/** p₁(x) − p₂(x) on an even grid over a frame; null where a covariance has no extent. */
export function differenceGrid(
  first: GaussianMixture,
  second: GaussianMixture,
  axes: readonly [number, number],
  frame: { x: readonly [number, number]; y: readonly [number, number] },
  size: { columns: number; lines: number },
): Float64Array | null {
  try {
    const densities = [first, second].map((mixture) => mixtureDensity(marginalMixture(mixture, axes)));
    const terms = densities.map(({ parts }) => new Float64Array(parts));
    const grid = new Float64Array(size.columns * size.lines);
    for (let line = 0; line < size.lines; line++)
      for (let column = 0; column < size.columns; column++) {
        const x = frame.x[0] + ((column + 0.5) / size.columns) * (frame.x[1] - frame.x[0]);
        const y = frame.y[0] + ((line + 0.5) / size.lines) * (frame.y[1] - frame.y[0]);
        const [a = 0, b = 0] = densities.map(({ logTerms }, i) =>
          Math.exp(toResponsibilities(logTerms([x, y], terms[i]!))),
        );
        grid[line * size.columns + column] = a - b;
      }
    return grid;
  } catch (thrown) {
    if (thrown instanceof FitError) return null;
    throw thrown;
  }
}

/** What the picture of a difference says, in one sentence. */
export function differenceSummary(grid: Float64Array, names: readonly [string, string]): string {
  const extreme = largestOf(grid);
  const denser = names[extreme >= 0 ? 0 : 1];
  return `Density of ${names[0]} minus that of ${names[1]}; they differ most where ${denser} is denser by ${formatNumber(Math.abs(extreme), 3)}.`;
}

/** The difference farthest from zero, with its sign. */
const largestOf = (grid: Float64Array): number =>
  grid.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);

/** One row per cell of the grid: its middle and p₁ − p₂ there. */
export function differenceTable(
  grid: Float64Array,
  { columns, lines }: { columns: number; lines: number },
  frame: { x: readonly [number, number]; y: readonly [number, number] },
  names: { columns: readonly [string, string]; models: readonly [string, string] },
): ChartTable {
  const middle = ([from, to]: readonly [number, number], place: number, cells: number): number =>
    from + ((place + 0.5) / cells) * (to - from);
  return {
    columns: [...names.columns, `density of ${names.models[0]} minus ${names.models[1]}`],
    rows: Array.from(grid, (value, cell) => [
      middle(frame.x, cell % columns, columns),
      middle(frame.y, Math.floor(cell / columns), lines),
      value,
    ]),
  };
}

/** The difference as an image, the top line first: one colour where the first is higher, the other where the second is. */
export function differencePixels(
  grid: Float64Array,
  { columns, lines }: { columns: number; lines: number },
  higher: Rgb,
  lower: Rgb,
): Uint8ClampedArray<ArrayBuffer> {
  const most = Math.abs(largestOf(grid)) || Number.MIN_VALUE;
  const pixels = new Uint8ClampedArray(4 * columns * lines);
  for (let line = 0; line < lines; line++)
    for (let column = 0; column < columns; column++) {
      const value = grid[line * columns + column]! / most;
      const at = 4 * ((lines - 1 - line) * columns + column);
      pixels.set(value > 0 ? higher : lower, at);
      pixels[at + 3] = 220 * Math.sqrt(Math.abs(value)); // the root shows small differences too
    }
  return pixels;
}
