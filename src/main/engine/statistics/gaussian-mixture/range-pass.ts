import { rowsPerChunk } from '../../kernels/chunks.ts';
import { createEmPassWasm } from '../../kernels/em-wasm.ts';
import { totalsLength, type EmRows } from '../../kernels/em.ts';

/** One E-step over the rows [from, to) of a table, which begin at a border of chunks. */
export interface RangePass {
  rows: EmRows;
  /** The noise component counted. */
  parts: number;
  /** As `writeParameters` writes them, for full covariances. */
  parameters: Float64Array;
  from: number;
  to: number;
}

/**
 * Totals of one EM pass (see `EmPass`), chunk by chunk: added up in the order of the chunks they have the same bits
 * however many threads made them.
 */
export function passOfRange({ rows, parts, parameters, from, to }: RangePass): Float64Array[] {
  const pass = createEmPassWasm(rows, 'full');
  const chunks: Float64Array[] = [];
  for (let first = from; first < to; first += rowsPerChunk) {
    const totals = new Float64Array(totalsLength(rows.columns.length, parts, 'full'));
    pass(first, Math.min(to, first + rowsPerChunk), parts, parameters, totals, 0);
    chunks.push(totals);
  }
  return chunks;
}
