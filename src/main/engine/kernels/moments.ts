/**
 * Count, extremes and sums of powers of the finite values of a few rows; NaN and ±∞ count as missing. The sums are of
 * the values divided by 2^exponent, where `exponent` is 0 unless the fourth powers would leave the range of doubles.
 */
export interface MomentSums {
  n: number;
  /** In the column's units; ∞ and −∞ when n = 0. */
  min: number;
  max: number;
  exponent: number;
  /** Sum of the values as an unevaluated sum of two doubles, some 32 digits. */
  sum: number;
  sumTail: number;
  /** Sum of squared distances from the mean of these rows, as two doubles. */
  squares: number;
  squaresTail: number;
  /** Sums of third and fourth powers of the distances. */
  cubes: number;
  fourths: number;
}

/**
 * Moment sums of rows [from, to): the mean first, to twice the precision of a double, then the distances from it. Sum
 * and squares are compensated [Knuth1997, section 4.2.2, theorem B], because a plain sum of squares loses up to four of
 * the digits that a column of small spread and large mean still has.
 */
export function momentSums(values: Float64Array, from: number, to: number): MomentSums {
  let n = 0;
  let min = Infinity;
  let max = -Infinity;
  for (let row = from; row < to; row++) {
    const value = values[row]!;
    if (!Number.isFinite(value)) continue;
    n++;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const exponent = momentExponent(min, max);
  let sum = 0;
  let sumTail = 0;
  for (let row = from; row < to; row++) {
    if (!Number.isFinite(values[row]!)) continue;
    const value = timesPowerOfTwo(values[row]!, -exponent);
    const total = sum + value;
    const part = total - sum;
    sumTail += sum - (total - part) + (value - part);
    sum = total;
  }
  [sum, sumTail] = twoSum(sum, sumTail);
  const [mean, meanTail] = divideByCount(sum, sumTail, n);
  let squares = 0;
  let squaresTail = 0;
  let cubes = 0;
  let fourths = 0;
  for (let row = from; row < to; row++) {
    if (!Number.isFinite(values[row]!)) continue;
    const distance = timesPowerOfTwo(values[row]!, -exponent) - mean - meanTail;
    const square = distance * distance;
    const total = squares + square;
    const part = total - squares;
    squaresTail += squares - (total - part) + (square - part);
    squares = total;
    cubes += square * distance;
    fourths += square * square;
  }
  [squares, squaresTail] = twoSum(squares, squaresTail);
  return { n, min, max, exponent, sum, sumTail, squares, squaresTail, cubes, fourths };
}

/**
 * The power of two that values between `min` and `max` are divided by before their fourth powers are summed: 0 for all
 * columns but those whose largest magnitude lies outside 2^±200 and those of zeros.
 */
export function momentExponent(min: number, max: number): number {
  const magnitude = Math.max(Math.abs(min), Math.abs(max));
  if (magnitude === 0) return -1074; // zeros are zeros at any power: take the lowest, that no other chunk has to give way
  if (magnitude === Infinity) return 0; // no values
  return magnitude > 2 ** 200 || magnitude < 2 ** -200 ? Math.floor(Math.log2(magnitude)) : 0;
}

/** value · 2^power, exact where the result is a normal double; the power itself may be outside the range of doubles. */
export function timesPowerOfTwo(value: number, power: number): number {
  const half = Math.trunc(power / 2);
  return value * 2 ** half * 2 ** (power - half);
}

/** a + b as the rounded sum and its exact error. */
export function twoSum(a: number, b: number): [sum: number, error: number] {
  const sum = a + b;
  const part = sum - a;
  return [sum, a - (sum - part) + (b - part)];
}

/** (high + low) / n to twice the precision of a double; 0 when n = 0. */
export function divideByCount(high: number, low: number, n: number): [quotient: number, tail: number] {
  if (n === 0) return [0, 0];
  const quotient = high / n;
  const [product, error] = twoProduct(quotient, n);
  return twoSum(quotient, (high - product - error + low) / n);
}

/** a · b as the rounded product and its exact error, for |a|, |b| < 2^996. */
export function twoProduct(a: number, b: number): [product: number, error: number] {
  const product = a * b;
  const [aHigh, aLow] = split(a);
  const [bHigh, bLow] = split(b);
  return [product, aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)];
}

function split(value: number): [high: number, low: number] {
  const shifted = 134217729 * value; // 2²⁷ + 1
  const high = shifted - (shifted - value);
  return [high, value - high];
}
