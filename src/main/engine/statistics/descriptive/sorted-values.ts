/**
 * The finite values of a column, ascending: what the tests of shape and the quantile plot read. A column that is that
 * already is returned as it is, any other one sorted into a new array.
 */
export function sortedValues(values: Float64Array): Float64Array {
  if (isAscending(values)) return values;
  let n = 0;
  for (let row = 0; row < values.length; row++) if (Number.isFinite(values[row]!)) n++;
  const sorted = new Float64Array(n);
  n = 0;
  for (let row = 0; row < values.length; row++) if (Number.isFinite(values[row]!)) sorted[n++] = values[row]!;
  return sorted.sort();
}

function isAscending(values: Float64Array): boolean {
  let previous = -Number.MAX_VALUE;
  for (let row = 0; row < values.length; row++) {
    if (!(values[row]! >= previous)) return false; // NaN and −∞ among them
    previous = values[row]!;
  }
  return previous < Infinity;
}
