/** The values in ascending order on shared memory, NaN left out. */
export function sortValues(values: Float64Array): Float64Array<SharedArrayBuffer> {
  let n = 0;
  for (const value of values) if (!Number.isNaN(value)) n++;
  const sorted = new Float64Array(new SharedArrayBuffer(n * 8));
  let next = 0;
  for (const value of values) if (!Number.isNaN(value)) sorted[next++] = value;
  return sorted.sort();
}
