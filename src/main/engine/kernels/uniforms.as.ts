// Uniform numbers on [0, 1): the upper 53 bits of xoshiro256++. state: four 64-bit words, moved on.

// @ts-nocheck AssemblyScript, not TypeScript
export function fillUniforms(state: u32, out: u32, count: u32): void {
  let s0 = load<u64>(state);
  let s1 = load<u64>(state, 8);
  let s2 = load<u64>(state, 16);
  let s3 = load<u64>(state, 24);
  const end = out + (count << 3);
  for (; out < end; out += 8) {
    const result = rotl<u64>(s0 + s3, 23) + s0;
    const shifted = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotl<u64>(s3, 45);
    // Below 2⁵³ a signed conversion is the same, and one instruction.
    store<f64>(out, <f64>(<i64>(result >> 11)) * 1.1102230246251565e-16);
  }
  store<u64>(state, s0);
  store<u64>(state, s1, 8);
  store<u64>(state, s2, 16);
  store<u64>(state, s3, 24);
}
