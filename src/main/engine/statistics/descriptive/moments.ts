import { rowsPerChunk } from '../../kernels/chunks.ts';
import { divideByCount, timesPowerOfTwo, twoProduct, twoSum, type MomentSums } from '../../kernels/moments.ts';
import { momentSums } from '../../kernels/moments-wasm.ts';

/** Moments of one column, missing values left out. Null where there are too few values, or where no double holds the result. */
export interface Moments {
  n: number;
  min: number | null;
  max: number | null;
  mean: number | null;
  /** Standard deviation ÷ n. */
  sdMle: number | null;
  /** Standard deviation ÷ (n − 1). */
  sdSample: number | null;
  /** Third standardised moment ÷ n; null when all values are equal. */
  skewness: number | null;
  /** Fourth standardised moment ÷ n, minus 3; null when all values are equal. */
  excessKurtosis: number | null;
}

/**
 * Moment sums of rows [from, to), one per chunk: what one thread computes of a column.
 * @param from  a multiple of `rowsPerChunk`, so that chunks are the same for any number of threads
 */
export function momentsOfRange(values: Float64Array, from: number, to: number): MomentSums[] {
  const chunks: MomentSums[] = [];
  for (let start = from; start < to; start += rowsPerChunk) {
    chunks.push(momentSums(values, start, Math.min(to, start + rowsPerChunk)));
  }
  return chunks;
}

/** Moments of a column from the sums of all its chunks, in the order of the rows. */
export function mergeMoments(chunks: readonly MomentSums[]): Moments {
  const sums = chunks
    .filter(({ n }) => n > 0)
    .reduce<MomentSums | null>((all, next) => (all ? merge(all, next) : next), null);
  if (!sums) {
    return {
      n: 0,
      min: null,
      max: null,
      mean: null,
      sdMle: null,
      sdSample: null,
      skewness: null,
      excessKurtosis: null,
    };
  }
  const { n, min, max, exponent, sum, sumTail, squares, cubes, fourths } = sums;
  const varies = min < max;
  const variance = squares / n;
  return {
    n,
    min,
    max,
    // A mean outside the extremes would be a rounding error of the last digit.
    mean: Math.min(max, Math.max(min, timesPowerOfTwo(divideByCount(sum, sumTail, n)[0], exponent))),
    sdMle: varies ? finite(timesPowerOfTwo(Math.sqrt(variance), exponent)) : 0,
    sdSample: n < 2 ? null : varies ? finite(timesPowerOfTwo(Math.sqrt(squares / (n - 1)), exponent)) : 0,
    skewness: varies && squares > 0 ? cubes / n / variance ** 1.5 : null,
    excessKurtosis: varies && squares > 0 ? fourths / n / (variance * variance) - 3 : null,
  };
}

/** Moments of a column on one thread, with the bits that any number of threads would give. */
export function moments(values: Float64Array): Moments {
  return mergeMoments(momentsOfRange(values, 0, values.length));
}

/**
 * Sums of two sets of rows as sums of their union, neither empty. With δ the distance of the means and f = nₐ n_b / n:
 * squares gain δ² f, and the higher powers as in [Pebay2008], equations 3.1.
 */
function merge(a: MomentSums, b: MomentSums): MomentSums {
  const exponent = Math.max(a.exponent, b.exponent);
  a = withExponent(a, exponent);
  b = withExponent(b, exponent);
  const n = a.n + b.n;
  const [meanA, meanTailA] = divideByCount(a.sum, a.sumTail, a.n);
  const [meanB, meanTailB] = divideByCount(b.sum, b.sumTail, b.n);
  const [gap, gapTail] = twoSum(meanB, -meanA);
  const delta = gap + (gapTail + (meanTailB - meanTailA));
  const deltaByN = delta / n;
  const [sum, sumTail] = add(a.sum, a.sumTail, b.sum, b.sumTail);
  const [between, betweenTail] = twoProduct(delta * deltaByN, a.n * b.n);
  const [within, withinTail] = add(a.squares, a.squaresTail, b.squares, b.squaresTail);
  const [squares, squaresTail] = add(within, withinTail, between, betweenTail);
  return {
    n,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    exponent,
    sum,
    sumTail,
    squares,
    squaresTail,
    cubes:
      a.cubes +
      b.cubes +
      delta * deltaByN * deltaByN * a.n * b.n * (a.n - b.n) +
      3 * deltaByN * (a.n * b.squares - b.n * a.squares),
    fourths:
      a.fourths +
      b.fourths +
      delta * deltaByN ** 3 * a.n * b.n * (a.n * a.n - a.n * b.n + b.n * b.n) +
      6 * deltaByN * deltaByN * (a.n * a.n * b.squares + b.n * b.n * a.squares) +
      4 * deltaByN * (a.n * b.cubes - b.n * a.cubes),
  };
}

/** The same sums of values divided by a larger power of two. */
function withExponent(sums: MomentSums, exponent: number): MomentSums {
  const shift = sums.exponent - exponent;
  if (shift === 0) return sums;
  return {
    ...sums,
    exponent,
    sum: timesPowerOfTwo(sums.sum, shift),
    sumTail: timesPowerOfTwo(sums.sumTail, shift),
    squares: timesPowerOfTwo(sums.squares, 2 * shift),
    squaresTail: timesPowerOfTwo(sums.squaresTail, 2 * shift),
    cubes: timesPowerOfTwo(sums.cubes, 3 * shift),
    fourths: timesPowerOfTwo(sums.fourths, 4 * shift),
  };
}

/** (a + aTail) + (b + bTail) as two doubles. */
function add(a: number, aTail: number, b: number, bTail: number): [sum: number, tail: number] {
  const [sum, error] = twoSum(a, b);
  return twoSum(sum, error + (aTail + bTail));
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
