/**
 * Width of a column of a table, in pixels, from the lengths of its name and of the longest text among its first rows: wide
 * enough for both at the window's letters, and never so wide that one long text pushes the others away.
 */
export function columnWidth(name: string, longestCell: number): number {
  return Math.round(Math.min(300, Math.max(72, name.length * 8 + 48, longestCell * 8.4 + 26)));
}
