import { mapPoint, unmapPoint } from '../../../shared/statistics/affine-map.ts';
import { squaredDistance2D } from '../../../shared/statistics/gaussian.ts';
import type { ValueKind } from './histogram-view.ts';
import { countOf, formatDate, formatNumber, formatShare } from './number-format.ts';
import type { PairView } from './pair-view.ts';

/** What the pointer is told about a place of the picture, in words. */
export interface PairReading {
  title: string;
  lines: { name: string; value: string }[];
  /** The point meant, in the unit square; null for a cell. */
  at: [number, number] | null;
}

/**
 * @param place    of the pointer, in the unit square
 * @param nearest  the point it means; null where none is near
 * @returns null where there is nothing to say
 */
export function pairReading(
  view: PairView,
  columns: readonly [string, string],
  kinds: readonly [ValueKind, ValueKind],
  place: readonly [number, number],
  nearest: { group: number; index: number } | null,
): PairReading | null {
  return nearest ? rowReading(view, columns, kinds, nearest) : cellReading(view, place);
}

function rowReading(
  view: PairView,
  columns: readonly [string, string],
  kinds: readonly [ValueKind, ValueKind],
  { group: place, index }: { group: number; index: number },
): PairReading | null {
  const group = view.groups[place];
  if (!group) return null;
  const x = group.points.x[index] ?? NaN;
  const y = group.points.y[index] ?? NaN;
  const write = (value: number, axis: 0 | 1): string =>
    kinds[axis] === 'date' ? formatDate(value) : formatNumber(value, 10);
  const fit = group.fits.find(({ axes }) => (axes.variances[1] ?? 0) > 0);
  const squared = fit ? squaredDistance2D([x, y], fit.mean, fit.covariance) : null;
  return {
    title:
      group.name === null
        ? `row ${group.points.rows[index] ?? 0}`
        : `row ${group.points.rows[index] ?? 0}, ${group.name}`,
    lines: [
      { name: columns[0], value: write(x, 0) },
      { name: columns[1], value: write(y, 1) },
      ...(squared === null
        ? []
        : [
            { name: 'distance D', value: `${formatNumber(Math.sqrt(squared), 4)} (D² ${formatNumber(squared, 4)})` },
            { name: 'on the ellipse of', value: formatShare(-Math.expm1(-squared / 2)) },
          ]),
    ],
    at: mapPoint(view.square, [x, y]),
  };
}

function cellReading(view: PairView, [u, v]: readonly [number, number]): PairReading | null {
  const { counted, groups } = view;
  const raster = groups.find((group) => group.raster)?.raster;
  if (!counted || !raster) return null;
  const column = Math.floor(((u - counted.x[0]) / (counted.x[1] - counted.x[0])) * raster.columns);
  const line = Math.floor(((v - counted.y[0]) / (counted.y[1] - counted.y[0])) * raster.lines);
  if (column < 0 || line < 0 || column >= raster.columns || line >= raster.lines) return null;
  const cell = line * raster.columns + column;
  const counts = groups.map((group) => ({ name: group.name, rows: group.raster?.counts[cell] ?? 0 }));
  const total = counts.reduce((sum, { rows }) => sum + rows, 0);
  const [x, y] = unmapPoint(view.square, [u, v]);
  return {
    title: `${countOf(total, 'row')} in this cell`,
    lines: [
      ...(counts.length > 1 ? counts.filter(({ rows }) => rows > 0) : []).map(({ name, rows }) => ({
        name: name ?? 'rows',
        value: countOf(rows, 'row'),
      })),
      { name: 'at', value: `(${formatNumber(x, 5)}, ${formatNumber(y, 5)})` },
    ],
    at: null,
  };
}
