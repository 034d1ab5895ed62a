import { gatherPairs } from '../dataset/gather-pairs.ts';
import { gatherValues } from '../dataset/gather-values.ts';
import type { SelectedRows } from '../dataset/select-rows.ts';
import { correlationOf } from '../statistics/pairs/correlation.ts';
import { rasterOfRange } from '../statistics/pairs/raster.ts';

type Shared = Float64Array<SharedArrayBuffer>;

/** Smallest and largest selected value of a column; null without values. */
export function columnRange(values: Shared, selected: SelectedRows): [number, number] | null {
  const [group] = gatherValues(values, selected, null, 1).groups;
  let least = Infinity;
  let most = -Infinity;
  for (const value of group!.values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least <= most ? [least, most] : null;
}

/** Correlation and a small raster of two columns' selected rows over the columns' own ranges. */
export function matrixCell(
  x: Shared,
  y: Shared,
  selected: SelectedRows,
  [xRange, yRange]: readonly [readonly [number, number] | null, readonly [number, number] | null],
  cells: number,
): { n: number; correlation: number | null; counts: Uint32Array } {
  const [pairs] = gatherPairs(x, y, selected, null, 1).groups;
  const { x: u, y: v, n } = pairs!;
  if (n === 0 || !xRange || !yRange) return { n, correlation: null, counts: new Uint32Array(cells * cells) };
  const counts = rasterOfRange(u, v, 0, n, { x: widened(xRange), y: widened(yRange) }, cells, cells);
  return { ...correlationOf(u, v), counts };
}

/** A column of equal values still has a window. */
const widened = ([from, to]: readonly [number, number]): readonly [number, number] =>
  to > from ? [from, to] : [from - 0.5, to + 0.5];
