// Distinct byte strings and their codes, in the order of first appearance. Memory is laid out by the host:
//   dictionary  [slots, mask, entries, count, arena, used, arena size, most entries]   u32 each
//   slot        code or −1                                                          i32
//   entry       [hash, length, place in the arena, –, first 16 bytes, zeros behind the text]   u32 each

/** The host must make room and try again. */
export const dictionaryFull: i32 = -2;

const factor: u64 = 0x9e3779b97f4a7c15;

const entryBytes: u32 = 32;

/** Sixteen bytes from the (16 − n)-th on keep the first n of a vector, for n up to 16. */
const keep = memory.data<u8>([
  255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
], 16);

// @ts-ignore: decorator
@inline
function mixed(hash: u64, word: u64): u64 {
  const next = (hash ^ word) * factor;
  return next ^ (next >> 29);
}

/** Of a longer text's bytes behind the first sixteen. */
function hashRest(begun: u64, from: u32, length: u32): u64 {
  let hash = begun;
  let i: u32 = 0;
  for (; i + 8 <= length; i += 8) hash = mixed(hash, load<u64>(from + i));
  const rest = length - i;
  return rest ? mixed(hash, load<u64>(from + i) & (((<u64>1) << (rest << 3)) - 1)) : hash;
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
  // Most texts fit a vector, and are hashed and compared without a branch on their length.
  const first = v128.and(v128.load(from), v128.load(keep + 16 - (length < 16 ? length : 16)));
  const low = <u64>i64x2.extract_lane(first, 0), high = <u64>i64x2.extract_lane(first, 1);
  let wide = mixed(mixed(<u64>length * factor, low), high);
  if (length > 16) wide = hashRest(wide, from + 16, length - 16);
  const hash = <u32>(wide ^ (wide >> 32));
  const slots = load<u32>(dictionary), mask = load<u32>(dictionary, 4), entries = load<u32>(dictionary, 8);
  let slot = hash & mask;
  for (;;) {
    const code = load<i32>(slots + (slot << 2));
    if (code < 0) break;
    const entry = entries + <u32>code * entryBytes;
    if (load<u64>(entry, 16) == low && load<u64>(entry, 24) == high && load<u32>(entry, 4) == length) {
      if (length <= 16 || isSame(load<u32>(dictionary, 16) + load<u32>(entry, 8) + 16, from + 16, length - 16)) return code;
    }
    slot = (slot + 1) & mask;
  }
  const count = load<u32>(dictionary, 12), used = load<u32>(dictionary, 20);
  if (count >= load<u32>(dictionary, 28) || used + length + 8 > load<u32>(dictionary, 24)) return dictionaryFull;
  const entry = entries + count * entryBytes;
  store<u32>(entry, hash);
  store<u32>(entry, length, 4);
  store<u32>(entry, used, 8);
  v128.store(entry, first, 16);
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
    let slot = load<u32>(entries + code * entryBytes) & mask;
    while (load<i32>(slots + (slot << 2)) >= 0) slot = (slot + 1) & mask;
    store<i32>(slots + (slot << 2), <i32>code);
  }
}
