import { mapPoint, type AffineMap } from '../../../../shared/statistics/affine-map.ts';

/** Rows [from, to) in other coordinates, written to u and v. */
export function mapRange(
  x: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
  map: AffineMap,
  u: Float64Array,
  v: Float64Array,
): void {
  for (let row = from; row < to; row++) {
    const [first, second] = mapPoint(map, [x[row]!, y[row]!]);
    u[row] = first;
    v[row] = second;
  }
}
