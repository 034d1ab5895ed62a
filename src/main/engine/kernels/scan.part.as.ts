// Record ends inside and outside quotes, and a hash, for kernels. The plain twins are in scan-bytes.ts.

/** Record ends outside quotes if the block begins outside quotes, inside if not; and the other way round. */
let endsOutside: u32 = 0;
let endsInside: u32 = 0;
/** All ones when the bytes seen so far hold an odd number of quotes. */
let carry: u64 = 0;

export function resetLines(): void {
  endsOutside = 0;
  endsInside = 0;
  carry = 0;
}
export function outside(): u32 { return endsOutside; }
export function inside(): u32 { return endsInside; }
export function oddQuotes(): u32 { return <u32>(carry & 1); }

// @ts-ignore: decorator
@inline
function matches(at: u32, byte: v128): u64 {
  return (
    <u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at), byte))) |
    (<u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at, 16), byte))) << 16) |
    (<u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at, 32), byte))) << 32) |
    (<u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at, 48), byte))) << 48)
  );
}

const stretch: u32 = 2048;

/** Record ends in a stretch without quotes, −1 if it has one. Each byte of the sums counts 128 of them at most. */
function endsWithoutQuotes(from: u32, ends: v128, quotes: v128): i32 {
  let sums = i8x16.splat(0), seen = i8x16.splat(0);
  for (let at = from; at < from + stretch; at += 32) {
    seen = v128.or(seen, v128.or(i8x16.eq(v128.load(at), quotes), i8x16.eq(v128.load(at, 16), quotes)));
    sums = i8x16.sub(sums, i8x16.add(i8x16.eq(v128.load(at), ends), i8x16.eq(v128.load(at, 16), ends)));
  }
  if (v128.any_true(seen)) return -1;
  const fours = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(sums));
  return i32x4.extract_lane(fours, 0) + i32x4.extract_lane(fours, 1) + i32x4.extract_lane(fours, 2) + i32x4.extract_lane(fours, 3);
}

/** Counts in [from, to), going on from the last call; 64 bytes behind `to` may be read. A quote byte of 256 means none. */
export function countLines(from: u32, to: u32, recordEnd: u32, quote: u32): void {
  const ends = i8x16.splat(<u8>recordEnd), quotes = i8x16.splat(<u8>quote);
  // A vector of zeros instead of a quote that is none: text holds no NUL, and where it does, it is looked at closely.
  const marks = quote < 256 ? quotes : i8x16.splat(0);
  let at = from;
  while (at < to) {
    if (carry == 0 && at + stretch <= to) {
      const plain = endsWithoutQuotes(at, ends, marks);
      if (plain >= 0) {
        endsOutside += plain;
        at += stretch;
        continue;
      }
    }
    const until = at + stretch < to ? at + stretch : to;
    countClosely(at, until, ends, quotes, quote < 256);
    at = until;
  }
}

/** The same with an eye on quotes. */
function countClosely(from: u32, to: u32, ends: v128, quotes: v128, hasQuotes: bool): void {
  for (let at = from; at < to; at += 64) {
    const valid: u64 = at + 64 <= to ? ~(<u64>0) : ((<u64>1) << (to - at)) - 1;
    const lines = matches(at, ends) & valid;
    let quoted = hasQuotes ? matches(at, quotes) & valid : 0;
    // Bit i becomes the parity of the quotes up to i: between quotes it is one.
    if (quoted) {
      quoted ^= quoted << 1;
      quoted ^= quoted << 2;
      quoted ^= quoted << 4;
      quoted ^= quoted << 8;
      quoted ^= quoted << 16;
      quoted ^= quoted << 32;
    }
    quoted ^= carry;
    endsOutside += <u32>popcnt<u64>(lines & ~quoted);
    endsInside += <u32>popcnt<u64>(lines & quoted);
    const last = valid == ~(<u64>0) ? 63 : to - at - 1;
    carry = 0 - ((quoted >> last) & 1);
  }
}

const prime1: u64 = 0x9e3779b185ebca87, prime2: u64 = 0xc2b2ae3d27d4eb4f, prime3: u64 = 0x165667b19e3779f9;
const prime4: u64 = 0x85ebca77c2b2ae63, prime5: u64 = 0x27d4eb2f165667c5;

// @ts-ignore: decorator
@inline
function round(lane: u64, word: u64): u64 { return rotl<u64>(lane + word * prime2, 31) * prime1; }
// @ts-ignore: decorator
@inline
function join(hash: u64, lane: u64): u64 { return (hash ^ round(0, lane)) * prime1 + prime4; }

let laneA: u64 = 0, laneB: u64 = 0, laneC: u64 = 0, laneD: u64 = 0;
/** Bytes in the lanes so far. */
let hashed: u64 = 0;

export function startHash(): void {
  laneA = prime1 + prime2;
  laneB = prime2;
  laneC = 0;
  laneD = 0 - prime1;
  hashed = 0;
}

/** Takes the whole 32 bytes of [from, to) into the hash; returns where they end. */
export function addToHash(from: u32, to: u32): u32 {
  let a = laneA, b = laneB, c = laneC, d = laneD;
  let at = from;
  for (; at + 32 <= to; at += 32) {
    a = round(a, load<u64>(at));
    b = round(b, load<u64>(at, 8));
    c = round(c, load<u64>(at, 16));
    d = round(d, load<u64>(at, 24));
  }
  laneA = a;
  laneB = b;
  laneC = c;
  laneD = d;
  hashed += <u64>(at - from);
  return at;
}

/** XXH64 with seed 0 of all bytes added since `startHash`, [from, to) being the last of them. */
export function endHash(from: u32, to: u32): u64 {
  let at = addToHash(from, to);
  let hash = prime5;
  if (hashed > 0) {
    hash = rotl<u64>(laneA, 1) + rotl<u64>(laneB, 7) + rotl<u64>(laneC, 12) + rotl<u64>(laneD, 18);
    hash = join(join(join(join(hash, laneA), laneB), laneC), laneD);
  }
  hash += hashed + <u64>(to - at);
  for (; at + 8 <= to; at += 8) hash = rotl<u64>(hash ^ round(0, load<u64>(at)), 27) * prime1 + prime4;
  if (at + 4 <= to) {
    hash = rotl<u64>(hash ^ (<u64>load<u32>(at) * prime1), 23) * prime2 + prime3;
    at += 4;
  }
  for (; at < to; at++) hash = rotl<u64>(hash ^ (<u64>load<u8>(at) * prime5), 11) * prime1;
  hash = (hash ^ (hash >> 33)) * prime2;
  hash = (hash ^ (hash >> 29)) * prime3;
  return hash ^ (hash >> 32);
}
