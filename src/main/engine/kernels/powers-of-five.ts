let table: BigUint64Array | undefined;

/**
 * 5^q for q = −342 … 308 as 128-bit integers with the highest bit set, truncated (rounded up for small negative q) as the
 * product method asks [Lemire2021, section 5]. Pairs of words, high first; shape (651 · 2,).
 */
export function powersOfFive(): BigUint64Array {
  if (table !== undefined) return table;
  table = new BigUint64Array(2 * 651);
  for (let exponent = -342; exponent <= 308; exponent++) {
    const power = exponent < 0 ? reciprocal(-exponent) : shifted(5n ** BigInt(exponent));
    table[2 * (exponent + 342)] = power >> 64n;
    table[2 * (exponent + 342) + 1] = power & 0xffffffffffffffffn;
  }
  return table;
}

/** 128 leading bits of 1 / 5^n, rounded up. */
function reciprocal(n: number): bigint {
  const power = 5n ** BigInt(n);
  let bits = bitLength(power);
  if (1n << BigInt(bits - 1) >= power) bits--;
  if (n <= 27) return (1n << BigInt(bits + 127)) / power + 1n;
  return shifted((1n << BigInt(2 * bits + 128)) / power + 1n);
}

/** The highest 128 bits. */
function shifted(value: bigint): bigint {
  const bits = bitLength(value);
  return bits < 128 ? value << BigInt(128 - bits) : value >> BigInt(bits - 128);
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}
