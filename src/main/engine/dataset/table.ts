import type { ColumnInfo, DatasetSummary } from '../../../shared/contract/dataset.ts';

/**
 * A table in memory. All numbers lie on SharedArrayBuffers, so that a table can be handed to another thread without
 * copying them; the rest is plain and small.
 */
export interface Table {
  summary: DatasetSummary;
  /** One per column, in the order of `summary.columns`. */
  columns: TableColumn[];
}

export type TableColumn = NumberColumn | TextColumn;

/** Numbers, or dates as milliseconds since 1970-01-01 UTC; NaN where there is no value. Shape (rows,). */
export interface NumberColumn {
  kind: 'number' | 'date';
  values: Float64Array<SharedArrayBuffer>;
}

/** Texts as codes into a dictionary of distinct texts in order of first appearance; −1 where there is no value. Shape (rows,). */
export interface TextColumn {
  kind: 'text';
  codes: Int32Array<SharedArrayBuffer>;
  dictionary: string[];
}

/** The first rows of a table that is still being read, for a first picture. */
export interface TablePreview {
  rows: number;
  columns: Pick<ColumnInfo, 'name' | 'type'>[];
  /** Numbers read so far, shape (rows,); absent for columns of text. */
  values: (Float64Array<SharedArrayBuffer> | undefined)[];
}
