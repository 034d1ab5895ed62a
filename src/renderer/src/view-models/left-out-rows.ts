import type { CloudPoints } from './pair-cloud.ts';
import type { CountedCells } from './raster-pixels.ts';

/** Rows drawn one by one, or counted in cells. */
export interface DrawnRows {
  points: CloudPoints;
  raster: CountedCells | null;
}

/**
 * What is gone from a picture after regions or single rows were left out.
 * @param before  all rows, as they were before
 * @param used    the groups that are left, of the same part of the plane
 * @returns null where nothing of the picture is gone
 */
export function leftOutRows(before: DrawnRows, used: readonly DrawnRows[]): DrawnRows | null {
  const stays = new Set(used.flatMap(({ points }) => [...points.rows]));
  const places = [...before.points.rows.keys()].filter((place) => !stays.has(before.points.rows[place]!));
  const points = {
    x: Float64Array.from(places, (place) => before.points.x[place]!),
    y: Float64Array.from(places, (place) => before.points.y[place]!),
    rows: Uint32Array.from(places, (place) => before.points.rows[place]!),
  };
  const raster = before.raster && without(before.raster, used);
  return places.length === 0 && !raster?.counts.some((count) => count > 0) ? null : { points, raster };
}

/** Where what is left is drawn row by row, it covers the cells it was counted in: they stay as they were. */
function without(before: CountedCells, used: readonly DrawnRows[]): CountedCells {
  const { columns, lines } = before;
  const counts = before.counts.slice();
  for (const { raster } of used)
    if (raster?.columns === columns && raster.lines === lines)
      for (let cell = 0; cell < counts.length; cell++)
        counts[cell] = Math.max(0, counts[cell]! - (raster.counts[cell] ?? 0));
  return { columns, lines, counts };
}
