/**
 * How far two divisions of the same rows agree beyond chance: 1 for the same division, about 0 for unrelated ones.
 * @param counts  rows by class of one and of the other division
 * @returns NaN where both divisions have one class only
 * @see [HubertArabie1985]
 */
export function adjustedRandIndex(counts: readonly (readonly number[])[]): number {
  const pairs = (n: number): number => (n * (n - 1)) / 2;
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const rows = counts.map(sum);
  const columns = (counts[0] ?? []).map((_, j) => sum(counts.map((row) => row[j]!)));
  const together = sum(counts.flat().map(pairs));
  const [a, b] = [sum(rows.map(pairs)), sum(columns.map(pairs))];
  const expected = (a * b) / pairs(sum(rows));
  return (together - expected) / ((a + b) / 2 - expected);
}
