/**
 * The step of which all values are multiples, such as 0.1 for values with one decimal or 5 for values heaped on fives.
 * Steps are sought as k · 10⁻ᵈ with d ≤ 12; each value must meet a multiple within its own rounding error.
 * @param values  shape (n,), NaN where there is no value
 * @returns undefined when there is no such step, when the values are finer than their own precision, or when fewer than two differ
 */
export function measureResolution(values: Float64Array): number | undefined {
  const decimals = commonDecimals(values);
  if (decimals === undefined) return undefined;
  const scale = 10 ** decimals;
  let divisor = 0;
  let first = NaN;
  let differ = false;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (Number.isNaN(first)) first = value;
    else if (value !== first) differ = true;
    divisor = greatestCommonDivisor(divisor, Math.abs(Math.round(value * scale)));
    if (divisor === 1 && differ) break;
  }
  return differ && divisor > 0 ? divisor / scale : undefined;
}

/** Fewest decimals with which every value can be written; undefined above 12 or beyond 15 digits. */
function commonDecimals(values: Float64Array): number | undefined {
  let decimals = 0;
  let scale = 1;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    for (;;) {
      const scaled = value * scale;
      if (Math.abs(scaled) > 1e15) return undefined;
      // Multiplying rounds once: half a unit in the last place of the product is no decimal.
      if (Math.abs(scaled - Math.round(scaled)) <= Math.abs(scaled) * 2.3e-16) break;
      decimals++;
      if (decimals > 12) return undefined;
      scale = 10 ** decimals;
    }
  }
  return decimals;
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
