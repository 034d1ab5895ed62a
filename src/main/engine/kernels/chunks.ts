/**
 * Rows per chunk. Every pass over a column adds up its rows chunk by chunk and merges the chunks in their order, so a
 * result has the same bits for any number of threads, as long as each thread's rows begin at a chunk's border.
 */
export const rowsPerChunk = 65_536;

/** Rows [from, to) of a column. */
export interface RowRange {
  from: number;
  to: number;
}

/**
 * The rows of a column as at most `parts` ranges of nearly equal length that begin at borders of chunks. No range is
 * empty; a column without rows has none.
 */
export function chunkRanges(rows: number, parts: number): RowRange[] {
  const chunks = Math.ceil(rows / rowsPerChunk);
  const count = Math.min(chunks, Math.max(1, Math.floor(parts)));
  return Array.from({ length: count }, (_, part) => ({
    from: Math.floor((chunks * part) / count) * rowsPerChunk,
    to: Math.min(rows, Math.floor((chunks * (part + 1)) / count) * rowsPerChunk),
  }));
}
