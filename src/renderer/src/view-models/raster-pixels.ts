/** Rows counted in a grid of cells: shape (lines, columns), line after line, the lowest y first. */
export interface CountedCells {
  columns: number;
  lines: number;
  counts: Uint32Array;
}

/** How counts become darkness: by their logarithm, so that sparse regions show too, or in proportion. */
export type Shading = 'log' | 'count';

export type Rgb = readonly [red: number, green: number, blue: number];

/** Darkness of a count, 0 for none to 1 for the most. */
export function shade(count: number, most: number, shading: Shading): number {
  if (count === 0 || most === 0) return 0;
  return shading === 'log' ? Math.log1p(count) / Math.log1p(most) : count / most;
}

/** The fullest cell of several grids laid over one another. */
export function mostInACell(grids: readonly CountedCells[]): number {
  const cells = grids[0]?.counts.length ?? 0;
  let most = 0;
  for (let cell = 0; cell < cells; cell++) {
    let sum = 0;
    for (const { counts } of grids) sum += counts[cell] ?? 0;
    if (sum > most) most = sum;
  }
  return most;
}

/**
 * Pixels of one or more counted grids, one pixel per cell, the top line first as images have it. A cell holds its groups'
 * colours mixed by their rows; its opacity grows with all rows together, from a faint trace of a single row.
 * @param ramps  per grid the colour of sparse and of dense cells
 * @returns red, green, blue, opacity per pixel, 0 to 255; shape (lines · columns · 4,)
 */
export function rasterPixels(
  grids: readonly CountedCells[],
  ramps: readonly { sparse: Rgb; dense: Rgb }[],
  shading: Shading,
): Uint8ClampedArray<ArrayBuffer> {
  const { columns = 0, lines = 0 } = grids[0] ?? {};
  const pixels = new Uint8ClampedArray(columns * lines * 4);
  const most = mostInACell(grids);
  for (let line = 0; line < lines; line++)
    for (let column = 0; column < columns; column++) {
      const cell = line * columns + column;
      let total = 0;
      for (const { counts } of grids) total += counts[cell] ?? 0;
      if (total === 0) continue;
      const darkness = shade(total, most, shading);
      const pixel = ((lines - 1 - line) * columns + column) * 4;
      grids.forEach(({ counts }, group) => {
        const share = (counts[cell] ?? 0) / total;
        const ramp = ramps[group];
        if (share === 0 || !ramp) return;
        for (let channel = 0; channel < 3; channel++) {
          const sparse = ramp.sparse[channel] ?? 0;
          const dense = ramp.dense[channel] ?? 0;
          pixels[pixel + channel]! += share * (sparse + darkness * (dense - sparse));
        }
      });
      pixels[pixel + 3] = 255 * (0.25 + 0.75 * Math.sqrt(darkness));
    }
  return pixels;
}

/** A colour written as #rrggbb. */
export function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** A mix of two colours, as #rrggbb; `share` of the second. */
export function mixed(first: string, second: string, share: number): string {
  const [a, b] = [rgbOf(first), rgbOf(second)];
  const part = (i: 0 | 1 | 2): string =>
    Math.round(a[i] + share * (b[i] - a[i]))
      .toString(16)
      .padStart(2, '0');
  return `#${part(0)}${part(1)}${part(2)}`;
}
