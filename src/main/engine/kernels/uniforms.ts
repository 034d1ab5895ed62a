const bits = (1n << 64n) - 1n;

/**
 * A first state of xoshiro256++ for one of many independent streams of a seed: a walk of SplitMix64 from where both
 * numbers, mixed, begin.
 * @param seed    a whole number, 0 ≤ seed < 2⁵³
 * @param stream  another one
 * @returns shape (4,), not all 0
 * @see [BlackmanVigna2021] section 5.5
 */
export function uniformState(seed: number, stream: number): BigUint64Array {
  let walk = (mix(BigInt(seed)) ^ mix(BigInt(stream) + 0x632be59bd9b4e019n)) & bits;
  return BigUint64Array.from({ length: 4 }, () => mix((walk = (walk + golden) & bits)));
}

const golden = 0x9e3779b97f4a7c15n;

/** The finaliser of SplitMix64. */
function mix(value: bigint): bigint {
  let z = (value + golden) & bits;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & bits;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & bits;
  return z ^ (z >> 31n);
}

/**
 * The next uniform numbers of a stream, on [0, 1) in steps of 2⁻⁵³: the upper 53 bits of xoshiro256++.
 * @param state  shape (4,), moved on
 * @param out    filled
 * @see [BlackmanVigna2021]
 */
export function fillUniforms(state: BigUint64Array, out: Float64Array): void {
  let [s0 = 0n, s1 = 0n, s2 = 0n, s3 = 0n] = state;
  for (let i = 0; i < out.length; i++) {
    const result = (rotated((s0 + s3) & bits, 23n) + s0) & bits;
    const shifted = (s1 << 17n) & bits;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotated(s3, 45n);
    out[i] = Number(result >> 11n) / 2 ** 53;
  }
  state.set([s0, s1, s2, s3]);
}

const rotated = (value: bigint, by: bigint): bigint => ((value << by) | (value >> (64n - by))) & bits;
