import type { GaussianMixture } from '../../../../shared/statistics/gaussian-mixture.ts';
import { rowsPerChunk } from '../../kernels/chunks.ts';
import { sampleGaussianMixture } from './sample.ts';

/** Where a draw is written: d columns and z, shape (rows,) each, on shared memory. */
export interface DrawnRows {
  columns: Float64Array<SharedArrayBuffer>[];
  /** The component each row was drawn from, from 0. */
  components: Int32Array<SharedArrayBuffer>;
}

/**
 * Draws the rows [from, to), which begin at a border of chunks. Every chunk has a stream of its own, so the rows do not
 * depend on who draws which.
 * @throws {FitError} `not-positive-definite`, with the component
 */
export function drawRange(
  mixture: GaussianMixture,
  seed: number,
  { columns, components }: DrawnRows,
  from: number,
  to: number,
  checkpoint: () => void = () => {},
): void {
  for (let first = from; first < to; first += rowsPerChunk) {
    checkpoint();
    const rows = Math.min(rowsPerChunk, to - first);
    const drawn = sampleGaussianMixture(mixture, rows, seed, first / rowsPerChunk);
    columns.forEach((column, j) => column.set(drawn.columns[j]!, first));
    components.set(drawn.components, first);
  }
}
