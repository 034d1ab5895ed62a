import type { Generator } from '../random/generator.ts';
import { invertLower } from '../linear-algebra/cholesky.ts';
import type { PreparedRows } from './prepare-rows.ts';

/** Different rows in a fixed order, each with its weight: what starts are made from. */
export interface RowSample {
  /** Different rows. */
  count: number;
  d: number;
  /** Centred and scaled, shape (count, d). */
  y: Float64Array;
  /** The same in coordinates in which the whole sample has covariance 1. */
  whitened: Float64Array;
  /** Rows (or their weights) that each stands for. */
  weights: Float64Array;
  /** Component each is known to belong to, or −1; null where no row is labelled. */
  labels: Int32Array | null;
  /** True where every row used is in it. */
  complete: boolean;
}

/**
 * At most `most` rows, equal ones merged, in ascending order of their values: the same sample whatever the order of the
 * rows and however often each is repeated, as long as all fit. Beyond that, rows are drawn without replacement.
 */
export function sampleRows(prepared: PreparedRows, most: number, generator: Generator): RowSample {
  const { rows, counts, weightScale } = prepared;
  const { columns, centre, factor, included, weights, labels } = rows;
  const d = columns.length;
  const n = columns[0]!.length;
  const size = Math.min(most, counts.used);
  const y = new Float64Array(size * d);
  const own = new Float64Array(size);
  const known = new Int32Array(size).fill(-1);
  let kept = 0;
  for (let row = 0, left = counts.used; row < n && kept < size; row++) {
    if (included && included[row] === 0) continue;
    if (weights && !(weights[row]! > 0)) continue;
    let finite = true;
    for (let j = 0; j < d && finite; j++) finite = Number.isFinite(columns[j]![row]);
    if (!finite) continue;
    // Of `left` rows to come, size − kept are still to be drawn.
    const draw = size === counts.used || generator.uniform() * left < size - kept;
    left--;
    if (!draw) continue;
    for (let j = 0; j < d; j++) y[kept * d + j] = (columns[j]![row]! - centre[j]!) * factor[j]!;
    own[kept] = weights ? weights[row]! * weightScale : 1;
    if (labels) known[kept] = labels[row]!;
    kept++;
  }
  return merged(
    { count: kept, d, y, whitened: y, weights: own, labels: labels && known, complete: size === counts.used },
    prepared,
  );
}

function merged(sample: RowSample, { wholeFactor }: PreparedRows): RowSample {
  const { count, d, y, weights, labels } = sample;
  const compare = (a: number, b: number): number => {
    for (let j = 0; j < d; j++) {
      const difference = y[a * d + j]! - y[b * d + j]!;
      if (difference !== 0) return difference;
    }
    return labels ? labels[a]! - labels[b]! : 0;
  };
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort(compare);
  const distinct: number[] = [];
  const summed: number[] = [];
  order.forEach((row, i) => {
    if (i === 0 || compare(order[i - 1]!, row) !== 0) {
      distinct.push(row);
      summed.push(weights[row]!);
    } else summed[summed.length - 1]! += weights[row]!;
  });
  const kept = distinct.length;
  const values = new Float64Array(kept * d);
  const whitened = new Float64Array(kept * d);
  const inverse = invertLower(wholeFactor, d);
  distinct.forEach((row, i) => {
    for (let j = 0; j < d; j++) values[i * d + j] = y[row * d + j]!;
    for (let a = 0; a < d; a++)
      for (let j = 0; j <= a; j++) whitened[i * d + a]! += inverse[a * d + j]! * y[row * d + j]!;
  });
  return {
    ...sample,
    count: kept,
    y: values,
    whitened,
    weights: Float64Array.from(summed),
    labels: labels && Int32Array.from(distinct, (row) => labels[row]!),
  };
}
