/** What a result rests on. `used` plus every `leftOut.rows` is the number of rows of the dataset. */
export interface RowsUsed {
  used: number;
  /** Rows not used, by reason, each at least 1. */
  leftOut: { reason: LeftOutReason; rows: number }[];
}

/**
 * Why a row is not used: its cell is empty or says "missing"; its cell could not be read; it has no value, for one of
 * these two reasons (told apart only while every row is looked at); its weight is not above 0; a filter; it belongs to
 * another group.
 */
export type LeftOutReason = 'missing' | 'invalid' | 'without-value' | 'without-weight' | 'filtered' | 'other-group';
