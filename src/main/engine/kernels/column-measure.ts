/** What is measured of a column's values while they are read. Plain; one per thread, merged afterwards. */
export interface ColumnMeasure {
  nans: number;
  /** +Infinity and −Infinity while there is no value. */
  min: number;
  max: number;
  /**
   * All values are multiples of divisor · 10^−decimals; the divisor is 0 while all values are zero, the decimals −1 when there
   * is no such step.
   */
  decimals: number;
  divisor: number;
}

/** Finer steps than this, and values of more digits, are taken for measurements without a step. */
const mostDecimals = 12;
const mostDigits = 1e15;
/** Parsing and multiplying each round once: twice half a unit in the last place, and a little. */
export const roundingError = 2.3e-16;

export function emptyMeasure(): ColumnMeasure {
  return { nans: 0, min: Infinity, max: -Infinity, decimals: 0, divisor: 0 };
}

/** Adds values to a measure, NaN among them. The plain twin of the parser's own `measure`. */
export function measureValues(measure: ColumnMeasure, values: Float64Array): void {
  for (const value of values) measureValue(measure, value);
}

export function measureValue(measure: ColumnMeasure, value: number): void {
  if (Number.isNaN(value)) {
    measure.nans++;
    return;
  }
  // 0 and −0 are one value, whichever came first: adding 0 makes them 0.
  if (value < measure.min) measure.min = value + 0;
  if (value > measure.max) measure.max = value + 0;
  refineStep(measure, value);
}

/** Makes the step so fine that a value is a multiple of it; gives it up where that would take too many decimals. */
export function refineStep(measure: ColumnMeasure, value: number): void {
  for (; measure.decimals >= 0; measure.decimals++) {
    const scaled = value * 10 ** measure.decimals;
    if (Math.abs(scaled) > mostDigits || measure.decimals > mostDecimals) {
      measure.decimals = -1;
      return;
    }
    const whole = Math.round(scaled);
    if (Math.abs(scaled - whole) <= Math.abs(scaled) * roundingError) {
      measure.divisor = greatestCommonDivisor(measure.divisor, Math.abs(whole));
      return;
    }
    measure.divisor *= 10;
  }
}

/** The measure of two threads' values together. */
export function mergeMeasures(a: ColumnMeasure, b: ColumnMeasure): ColumnMeasure {
  const merged = {
    nans: a.nans + b.nans,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    decimals: -1,
    divisor: 0,
  };
  if (a.decimals < 0 || b.decimals < 0) return merged;
  merged.decimals = Math.max(a.decimals, b.decimals);
  const whole = ({ divisor, decimals }: ColumnMeasure) => Math.round(divisor * 10 ** (merged.decimals - decimals));
  merged.divisor = greatestCommonDivisor(whole(a), whole(b));
  return merged;
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
