// Distinct byte strings and their codes, in the order of first appearance. Memory is laid out by the host:
//   dictionary  [slots, mask, entries, count, arena, used, arena size, most entries]   u32 each
//   slot        code or −1                                                          i32
//   entry       [hash, length, place in the arena]                                  u32 each

/** The host must make room and try again. */
export const dictionaryFull: i32 = -2;

const factor: u64 = 0x9e3779b97f4a7c15;

// @ts-ignore: decorator
@inline
function hashOf(from: u32, length: u32): u32 {
  let hash = <u64>length * factor;
  let i: u32 = 0;
  for (; i + 8 <= length; i += 8) {
    hash = (hash ^ load<u64>(from + i)) * factor;
    hash ^= hash >> 29;
  }
  const rest = length - i;
  if (rest) {
    hash = (hash ^ (load<u64>(from + i) & (((<u64>1) << (rest << 3)) - 1))) * factor;
    hash ^= hash >> 29;
  }
  return <u32>(hash ^ (hash >> 32));
}

// @ts-ignore: decorator
@inline
function isSame(a: u32, b: u32, length: u32): bool {
  let i: u32 = 0;
  for (; i + 8 <= length; i += 8) if (load<u64>(a + i) != load<u64>(b + i)) return false;
  const rest = length - i;
  return rest == 0 || ((load<u64>(a + i) ^ load<u64>(b + i)) & (((<u64>1) << (rest << 3)) - 1)) == 0;
}

/** Code of the bytes [from, from + length), new or known; `dictionaryFull` when a new one has no room. */
export function codeOf(dictionary: u32, from: u32, length: u32): i32 {
  const hash = hashOf(from, length);
  const slots = load<u32>(dictionary), mask = load<u32>(dictionary, 4), entries = load<u32>(dictionary, 8);
  let slot = hash & mask;
  for (;;) {
    const code = load<i32>(slots + (slot << 2));
    if (code < 0) break;
    const entry = entries + <u32>code * 12;
    if (load<u32>(entry) == hash && load<u32>(entry, 4) == length && isSame(load<u32>(dictionary, 16) + load<u32>(entry, 8), from, length)) return code;
    slot = (slot + 1) & mask;
  }
  const count = load<u32>(dictionary, 12), used = load<u32>(dictionary, 20);
  if (count >= load<u32>(dictionary, 28) || used + length + 8 > load<u32>(dictionary, 24)) return dictionaryFull;
  const entry = entries + count * 12;
  store<u32>(entry, hash);
  store<u32>(entry, length, 4);
  store<u32>(entry, used, 8);
  memory.copy(load<u32>(dictionary, 16) + used, from, length);
  store<u32>(dictionary, used + length, 20);
  store<u32>(dictionary, count + 1, 12);
  store<i32>(slots + (slot << 2), <i32>count);
  return <i32>count;
}

/** Fills fresh slots from the entries, after the host has given a dictionary more room. */
export function refillSlots(dictionary: u32): void {
  const slots = load<u32>(dictionary), mask = load<u32>(dictionary, 4), entries = load<u32>(dictionary, 8);
  const count = load<u32>(dictionary, 12);
  memory.fill(slots, 0xff, (mask + 1) << 2);
  for (let code: u32 = 0; code < count; code++) {
    let slot = load<u32>(entries + code * 12) & mask;
    while (load<i32>(slots + (slot << 2)) >= 0) slot = (slot + 1) & mask;
    store<i32>(slots + (slot << 2), <i32>code);
  }
}
