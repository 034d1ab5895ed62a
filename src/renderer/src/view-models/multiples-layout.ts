/** Columns of a grid of small charts on a wide surface: rows as equal as they can be, and never more than four in one. */
export function columnsFor(charts: number): number {
  if (charts <= 3) return Math.max(1, charts);
  const rows = Math.ceil(charts / 4);
  return Math.ceil(charts / Math.max(rows, 2));
}
