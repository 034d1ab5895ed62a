import { module } from './compiled/moments.ts';
import { rowsPerChunk } from './chunks.ts';
import { kernelInstance, putPadded } from './kernel-instance.ts';
import { divideByCount, momentExponent, timesPowerOfTwo, type MomentSums } from './moments.ts';

interface Loops {
  sums: (chunk: number, count: number, out: number) => void;
  powers: (chunk: number, count: number, mean: number, meanTail: number, out: number) => void;
}

const kernel = kernelInstance<Loops>(module);

/** As the twin in moments.ts, for at most `rowsPerChunk` rows; sums differ from it by roundings of the last digits. */
export function momentSums(values: Float64Array, from: number, to: number): MomentSums {
  const { loops, free, memory } = kernel();
  const out = free / 8;
  const chunk = out + 8;
  const { doubles } = memory((chunk + rowsPerChunk) * 8);
  const count = putPadded(doubles, chunk, values.subarray(from, to));
  loops.sums(chunk * 8, count, out * 8);
  const n = doubles[out]!;
  const min = doubles[out + 1]!;
  const max = doubles[out + 2]!;
  const exponent = momentExponent(min, max);
  if (exponent !== 0) {
    for (let i = chunk; i < chunk + count; i++) doubles[i] = timesPowerOfTwo(doubles[i]!, -exponent);
    loops.sums(chunk * 8, count, out * 8);
  }
  const sum = doubles[out + 3]!;
  const sumTail = doubles[out + 4]!;
  const [mean, meanTail] = divideByCount(sum, sumTail, n);
  loops.powers(chunk * 8, count, mean, meanTail, out * 8);
  return {
    n,
    min,
    max,
    exponent,
    sum,
    sumTail,
    squares: doubles[out]!,
    squaresTail: doubles[out + 1]!,
    cubes: doubles[out + 2]!,
    fourths: doubles[out + 3]!,
  };
}
