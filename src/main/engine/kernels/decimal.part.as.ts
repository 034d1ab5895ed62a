// Decimal text to the nearest double, for kernels: digits × 10^exponent, correctly rounded or refused.

/** 128-bit truncated powers of five as pairs of u64 (high, low), 5^-342 … 5^308; written by the host. */
let powersOfFive: u32 = 0;
/** 10^0 … 10^22, exact as f64; written by the host. */
let exactPowers: u32 = 0;

export function setDecimalTables(fives: u32, tens: u32): void {
  powersOfFive = fives;
  exactPowers = tens;
}

/** High half of the full product of two words; the low half is their product. */
// @ts-ignore: decorator
@inline
function highProduct(a: u64, b: u64): u64 {
  const aLow = a & 0xffffffff, aHigh = a >> 32;
  const bLow = b & 0xffffffff, bHigh = b >> 32;
  const cross = aLow * bHigh;
  const middle = ((aLow * bLow) >> 32) + (cross & 0xffffffff) + aHigh * bLow;
  return aHigh * bHigh + (cross >> 32) + (middle >> 32);
}

/**
 * digits × 10^exponent, rounded to nearest, ties to even, by one or two products with a truncated power of five [Lemire2021].
 * NaN where the method cannot decide, and for subnormal and infinite results.
 */
// @ts-ignore: decorator
@inline
function byProduct(digits: u64, exponent: i32): f64 {
  if (digits == 0) return 0;
  if (exponent < -342 || exponent > 308) return NaN;
  const zeros = <i32>clz<u64>(digits);
  const scaled = digits << zeros;
  const power = powersOfFive + ((exponent + 342) << 4);
  const powerHigh = load<u64>(power);
  let low = scaled * powerHigh;
  let high = highProduct(scaled, powerHigh);
  if ((high & 0x1ff) == 0x1ff) {
    // The truncated power might be too coarse: its lower half decides.
    const more = highProduct(scaled, load<u64>(power, 8));
    low += more;
    if (low < more) high++;
    if (low == 0xffffffffffffffff && (exponent < -27 || exponent > 55)) return NaN;
  }
  const upper = <i32>(high >> 63);
  const shift = upper + 9;
  let mantissa = high >> shift;
  let biased = ((217706 * exponent) >> 16) + 63 + upper - zeros + 1023;
  if (biased <= 0) return NaN;
  // Exactly half way between two doubles: to even.
  if (low <= 1 && exponent >= -4 && exponent <= 23 && (mantissa & 3) == 1 && (mantissa << shift) == high) mantissa &= ~1;
  mantissa = (mantissa + (mantissa & 1)) >> 1;
  if (mantissa >= 0x20000000000000) {
    mantissa = 0x10000000000000;
    biased++;
  }
  if (biased >= 0x7ff) return NaN;
  return reinterpret<f64>((mantissa & 0xfffffffffffff) | (<u64>biased << 52));
}

/** digits × 10^exponent: one exact operation where both are exact doubles [Clinger1990], else by product; NaN when undecided. */
// @ts-ignore: decorator
@inline
export function decimalValue(digits: u64, exponent: i32): f64 {
  if (digits < 1000000000000000 && exponent >= -22 && exponent <= 22) {
    const value = <f64>digits;
    return exponent < 0 ? value / load<f64>(exactPowers + (<u32>-exponent << 3)) : value * load<f64>(exactPowers + (<u32>exponent << 3));
  }
  return byProduct(digits, exponent);
}
