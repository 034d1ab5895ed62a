import { rowsPerChunk } from '../../kernels/chunks.ts';
import { createRowPass, passTotalsLength } from './pattern-pass.ts';
import type { FitRows } from './row-patterns.ts';

/** One E-step over the rows [from, to) that a pass goes through (see `passLength`), which begin at a border of chunks. */
export interface RangePass {
  rows: FitRows;
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
  const pass = createRowPass(rows, 'full');
  const chunks: Float64Array[] = [];
  for (let first = from; first < to; first += rowsPerChunk) {
    const totals = new Float64Array(passTotalsLength(rows, rows.columns.length, parts, 'full'));
    pass(first, Math.min(to, first + rowsPerChunk), parts, parameters, totals, 0);
    chunks.push(totals);
  }
  return chunks;
}
