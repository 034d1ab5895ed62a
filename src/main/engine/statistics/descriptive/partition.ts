/** Rows of one group: its code and its values in the order of the rows. */
export interface GroupValues {
  code: number;
  values: Float64Array;
}

/**
 * The values of a column split by the codes of a text column. Missing values and rows without a code (−1) are left out.
 * @param codes   shape (rows,), −1 or 0 … groups − 1
 * @param groups  number of different codes
 * @returns the groups that have values, largest first, equal ones in order of their codes
 */
export function partitionByCode(values: Float64Array, codes: Int32Array, groups: number): GroupValues[] {
  const sizes = new Float64Array(groups);
  for (let row = 0; row < values.length; row++) {
    if (codes[row]! >= 0 && Number.isFinite(values[row]!)) sizes[codes[row]!]!++;
  }
  const parts = Array.from(sizes, (size) => new Float64Array(size));
  const filled = new Float64Array(groups);
  for (let row = 0; row < values.length; row++) {
    const code = codes[row]!;
    if (code >= 0 && Number.isFinite(values[row]!)) parts[code]![filled[code]!++] = values[row]!;
  }
  return parts
    .map((part, code) => ({ code, values: part }))
    .filter((group) => group.values.length > 0)
    .sort((a, b) => b.values.length - a.values.length || a.code - b.code);
}
