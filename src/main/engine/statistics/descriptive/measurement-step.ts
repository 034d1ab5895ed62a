/**
 * The grid on which a column's values stand: every value is (start + i · step) / denominator for a whole number i.
 * Whole numbers throughout, so that places between the grid's points are computed with a single rounding.
 */
export interface MeasurementStep {
  /** Smallest value and step, in units of 1 / denominator; whole numbers below 2⁵³. */
  start: number;
  step: number;
  /** A power of ten, 1 for whole numbers; below 1 never, so 300, 500, 700 has step 200 and denominator 1. */
  denominator: number;
}

/** Numbers with more decimals than this are measured without a step that could be seen. */
const mostDecimals = 9;

/**
 * The step in which a column was measured, rounded or heaped: the largest of which all differences are multiples.
 * Null where the values stand on no decimal grid, or on one so fine that no bin could show it.
 * @param distinct  the different values, ascending; a sample of them where there are many
 */
export function measurementStep(distinct: Float64Array): MeasurementStep | null {
  const n = distinct.length;
  if (n < 2) return null;
  const largest = Math.max(Math.abs(distinct[0]!), Math.abs(distinct[n - 1]!));
  for (let decimals = 0; decimals <= mostDecimals; decimals++) {
    const denominator = 10 ** decimals;
    // Beyond that a double has too few binary places left to tell a decimal from any other number.
    if (largest * denominator > (decimals === 0 ? 2 ** 53 : 2 ** 43)) return null;
    if (!distinct.every((value) => (decimals === 0 ? Number.isInteger(value) : isWhole(value * denominator)))) continue;
    const start = Math.round(distinct[0]! * denominator);
    let step = 0;
    for (let i = 1; i < n; i++) step = greatestCommonDivisor(Math.round(distinct[i]! * denominator) - start, step);
    return { start, step, denominator };
  }
  return null;
}

/** True for a decimal number times its power of ten: off a whole number only by the roundings of both. */
function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) <= 2 * Number.EPSILON * Math.abs(value);
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
