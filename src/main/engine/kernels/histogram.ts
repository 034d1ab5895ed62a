/**
 * How many values of rows [from, to) fall into each bin: edges[i] ≤ value < edges[i + 1], the last edge included. The
 * comparison is with the very edges, so a count can be checked by hand. Values outside all bins, NaN among them, are
 * not counted.
 * @param edges  shape (bins + 1,), strictly ascending
 * @returns shape (bins,)
 */
export function countBins(values: Float64Array, from: number, to: number, edges: Float64Array): Uint32Array {
  const bins = Math.max(0, edges.length - 1);
  const counts = new Uint32Array(bins);
  for (let row = from; row < to; row++) {
    const bin = binOf(values[row]!, edges);
    if (bin >= 0) counts[bin]!++;
  }
  return counts;
}

/** The bin that holds a value, by bisection; −1 outside all bins and for NaN. */
export function binOf(value: number, edges: Float64Array): number {
  const bins = edges.length - 1;
  if (bins < 1 || !(value >= edges[0]! && value <= edges[bins]!)) return -1;
  let low = 0;
  let high = bins;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (value >= edges[middle]!) low = middle;
    else high = middle;
  }
  return low;
}
