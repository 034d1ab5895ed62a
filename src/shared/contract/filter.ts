/**
 * A condition on rows; a view's filters hold together (all of them). A row whose cell is missing fails a range and a
 * category condition.
 */
export type Filter =
  | { kind: 'range'; column: string; from: number | null; to: number | null }
  | { kind: 'category'; column: string; values: string[] }
  | { kind: 'rows-left-out'; rows: number[] };
