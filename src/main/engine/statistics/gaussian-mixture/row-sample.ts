import type { Generator } from '../random/generator.ts';
import { cholesky, invertLower } from '../linear-algebra/cholesky.ts';
import type { PreparedRows } from './prepare-rows.ts';

/** Different rows in a fixed order, each with its weight: what starts are made from. */
export interface RowSample {
  /** Different rows. */
  count: number;
  d: number;
  /** Centred and scaled, shape (count, d); where a value is missing, its mean given the others in one Gaussian of all rows. */
  y: Float64Array;
  /** 1 where a value of `y` stands for a missing one, shape (count, d); null where none does. */
  gaps: Uint8Array | null;
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
  const { columns, centre, factor, included, weights, labels, patterns } = rows;
  const d = columns.length;
  const n = columns[0]!.length;
  const size = Math.min(most, counts.used);
  const y = new Float64Array(size * d);
  const own = new Float64Array(size);
  const known = new Int32Array(size).fill(-1);
  const gaps = patterns ? new Uint8Array(size * d) : null;
  let kept = 0;
  for (let row = 0, left = counts.used; row < n && kept < size; row++) {
    if (included && included[row] === 0) continue;
    if (weights && !(weights[row]! > 0)) continue;
    let values = 0;
    for (let j = 0; j < d; j++) if (Number.isFinite(columns[j]![row])) values++;
    if (values < (patterns ? 1 : d)) continue;
    // Of `left` rows to come, size − kept are still to be drawn.
    const draw = size === counts.used || generator.uniform() * left < size - kept;
    left--;
    if (!draw) continue;
    for (let j = 0; j < d; j++) {
      const value = columns[j]![row]!;
      if (Number.isFinite(value)) y[kept * d + j] = (value - centre[j]!) * factor[j]!;
      else if (gaps) gaps[kept * d + j] = 1;
    }
    own[kept] = weights ? weights[row]! * weightScale : 1;
    if (labels) known[kept] = labels[row]!;
    kept++;
  }
  if (gaps) fillGaps(y, gaps, kept, d, prepared.covariance);
  return merged(
    { count: kept, d, y, gaps, whitened: y, weights: own, labels: labels && known, complete: size === counts.used },
    prepared,
  );
}

function merged(sample: RowSample, { wholeFactor }: PreparedRows): RowSample {
  const { count, d, y, gaps, weights, labels } = sample;
  const compare = (a: number, b: number): number => {
    for (let j = 0; j < d; j++) {
      const difference = y[a * d + j]! - y[b * d + j]!;
      if (difference !== 0) return difference;
      if (gaps && gaps[a * d + j] !== gaps[b * d + j]) return gaps[a * d + j]! - gaps[b * d + j]!;
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
    gaps: gaps && Uint8Array.from({ length: kept * d }, (_, i) => gaps[distinct[Math.floor(i / d)]! * d + (i % d)]!),
    whitened,
    weights: Float64Array.from(summed),
    labels: labels && Int32Array.from(distinct, (row) => labels[row]!),
  };
}

/** Writes conditional means, given a row's own values, where it has none: deviations from mean 0 with that covariance. */
function fillGaps(y: Float64Array, gaps: Uint8Array, count: number, d: number, covariance: Float64Array): void {
  const slopes = new Map<string, { missing: number[]; observed: number[]; regression: Float64Array }>();
  for (let row = 0; row < count; row++) {
    const own = gaps.subarray(row * d, (row + 1) * d);
    if (!own.includes(1)) continue;
    const key = own.join('');
    let known = slopes.get(key);
    if (!known) slopes.set(key, (known = regressionOf(own, d, covariance)));
    const { missing, observed, regression } = known;
    missing.forEach((a, m) => {
      y[row * d + a] = observed.reduce((sum, b, o) => sum + regression[m * observed.length + o]! * y[row * d + b]!, 0);
    });
  }
}

/** Σₘₒ Σₒₒ⁻¹, shape (missing, observed). */
function regressionOf(own: Uint8Array, d: number, covariance: Float64Array) {
  const missing = Array.from(own.keys()).filter((j) => own[j] === 1);
  const observed = Array.from(own.keys()).filter((j) => own[j] === 0);
  const size = observed.length;
  const inner = Float64Array.from(observed.flatMap((a) => observed.map((b) => covariance[a * d + b]!)));
  const w = invertLower(cholesky(inner, size)!, size);
  const regression = new Float64Array(missing.length * size);
  missing.forEach((a, m) => {
    for (let i = 0; i < size; i++) {
      let z = 0;
      for (let j = 0; j <= i; j++) z += w[i * size + j]! * covariance[a * d + observed[j]!]!;
      for (let j = 0; j <= i; j++) regression[m * size + j]! += z * w[i * size + j]!;
    }
  });
  return { missing, observed, regression };
}
