import type { FirstRows } from '../../../../shared/statistics/likelihood-product.ts';
import { rowsPerChunk } from '../../kernels/chunks.ts';
import type { MomentSums } from '../../kernels/moments.ts';
import { mergeMoments, momentsOfRange } from '../descriptive/moments.ts';

/**
 * Mean and standard deviation of the first values of a column, for several numbers of values, in one pass. All the values
 * together give the bits that `moments` gives.
 * @param values  the column, shape (rows,); what is not finite is missing
 * @param sizes   numbers of values, each at least 1; any order, those beyond the last value are left out
 * @param look    called every so often; what it throws ends the calculation
 */
export function firstRows(values: Float64Array, sizes: readonly number[], look: () => void = () => {}): FirstRows {
  const wanted = [...new Set(sizes)].sort((a, b) => a - b);
  const found: { n: number; mean: number; sdMle: number }[] = [];
  const whole: MomentSums[] = [];
  let before = 0;
  for (let start = 0; start < values.length && found.length < wanted.length; start += rowsPerChunk) {
    look();
    const end = Math.min(values.length, start + rowsPerChunk);
    const [chunk] = momentsOfRange(values, start, end);
    if (!chunk) break;
    let [row, count] = [start, before];
    for (let size = wanted[found.length]!; size <= before + chunk.n; size = wanted[found.length] ?? Infinity) {
      while (count < size) if (Number.isFinite(values[row++]!)) count++;
      const part = count === before + chunk.n ? [chunk] : momentsOfRange(values, start, row);
      const { n, mean, sdMle } = mergeMoments([...whole, ...part]);
      found.push({ n, mean: mean ?? NaN, sdMle: sdMle ?? NaN });
    }
    whole.push(chunk);
    before += chunk.n;
  }
  return {
    n: Float64Array.from(found, ({ n }) => n),
    mean: Float64Array.from(found, ({ mean }) => mean),
    sdMle: Float64Array.from(found, ({ sdMle }) => sdMle),
  };
}
