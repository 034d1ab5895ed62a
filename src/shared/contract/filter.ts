/**
 * A condition on rows; a view's filters hold together (all of them). A row whose cell is missing fails a range, a
 * category and a polygon condition.
 */
export type Filter =
  | { kind: 'range'; column: string; from: number | null; to: number | null }
  | { kind: 'category'; column: string; values: string[] }
  | { kind: 'rows-left-out'; rows: number[] }
  | PolygonFilter;

/**
 * Rows inside a closed polygon of two columns' plane, or those outside it. Where the polygon crosses itself, inside is
 * what an odd number of its turns enclose; its border counts as inside.
 */
export interface PolygonFilter {
  kind: 'polygon';
  columns: [x: string, y: string];
  /** Corners in the columns' units, at least three; the last one is joined to the first. */
  points: [x: number, y: number][];
  inside: boolean;
}
