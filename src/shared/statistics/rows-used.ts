/** What a result rests on. `used` plus every `leftOut.rows` is the number of rows of the dataset. */
export interface RowsUsed {
  used: number;
  /** Rows not used, by reason, each at least 1: a missing cell, a cell that could not be read, a filter, the row left out by hand. */
  leftOut: { reason: 'missing' | 'invalid' | 'filtered'; rows: number }[];
}
