/**
 * How many values lie in [from, to], both ends included.
 * @param sorted  ascending, without NaN
 */
export function countInside(sorted: Float64Array, from: number, to: number): number {
  return from <= to ? firstAbove(sorted, to, true) - firstAbove(sorted, from, false) : 0;
}

/** Place of the first value above x, or, when equal ones are not to be passed over, of the first that is not below it. */
function firstAbove(sorted: Float64Array, x: number, passEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = sorted[middle]!;
    if (value < x || (passEqual && value === x)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** At most `count` of the values, evenly spaced in rank, the extremes among them. The result is a copy of its own. */
export function evenlyChosen(sorted: Float64Array, count: number): Float64Array {
  if (sorted.length <= count) return Float64Array.from(sorted);
  if (count === 1) return Float64Array.of(sorted[sorted.length >>> 1]!);
  return Float64Array.from({ length: count }, (_, i) => sorted[Math.round((i * (sorted.length - 1)) / (count - 1))]!);
}
