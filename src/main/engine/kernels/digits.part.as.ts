// Digits of decimal numbers in ASCII, 8 or 16 at a time, for kernels.

/** 10^0 … 10^19 as u64; written by the host. */
let wholeTens: u32 = 0;
export function setWholeTens(place: u32): void { wholeTens = place; }

// @ts-ignore: decorator
@inline
export function wholeTen(exponent: u32): u64 { return load<u64>(wholeTens + (exponent << 3)); }

// @ts-ignore: decorator
@inline
export function digitAt(at: u32): u32 { return <u32>load<u8>(at) - 48; }

/** High bit of each byte that is no ASCII digit. */
// @ts-ignore: decorator
@inline
export function nonDigits(bytes: u64): u64 { return ((bytes + 0x4646464646464646) | (bytes - 0x3030303030303030)) & 0x8080808080808080; }

/** Value of eight digits, first digit in the lowest byte, each 0 to 9. */
// @ts-ignore: decorator
@inline
export function eightDigits(bytes: u64): u64 {
  const pairs = bytes * 10 + (bytes >> 8);
  return ((pairs & 0x000000ff000000ff) * 0x000f424000000064 + ((pairs >> 16) & 0x000000ff000000ff) * 0x0000271000000001) >> 32;
}

/** The first `count` digits (1 to 7) of eight bytes, appended to a number. */
// @ts-ignore: decorator
@inline
export function append(digits: u64, bytes: u64, count: u32): u64 {
  return digits * wholeTen(count) + eightDigits((bytes - 0x3030303030303030) << (64 - (count << 3)));
}

// @ts-ignore: decorator
@inline
export function leadingDigits(mask: u64): u32 { return mask ? <u32>(ctz<u64>(mask) >> 3) : 8; }

// Vectors are loaded from here: the compiler makes each vector written in the code anew from four instructions at every use.
const tens = memory.data<u8>([10, 0, 10, 0, 10, 0, 10, 0, 10, 0, 10, 0, 10, 0, 10, 0], 16);
const lowBytes = memory.data<u8>([255, 0, 255, 0, 255, 0, 255, 0, 255, 0, 255, 0, 255, 0, 255, 0], 16);
const hundreds = memory.data<u16>([100, 1, 100, 1, 100, 1, 100, 1], 16);
const tenThousands = memory.data<u16>([10000, 1, 10000, 1, 10000, 1, 10000, 1], 16);
const nines = memory.data<u8>([9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9], 16);
const zeros = memory.data<u8>([48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48], 16);
const firstPlaces = memory.data<u8>([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], 16);

/**
 * Value of the digits in the first `length` bytes of a vector, at most 16 of them, one byte at `hole` left out (a `hole` below 0 is
 * none); bytes that are no digits hold 0. They move to the vector's end, and neighbours are joined: to pairs, fours, eights.
 */
// @ts-ignore: decorator
@inline
export function digitsBefore(length: i32, digits: v128, hole: i32): u64 {
  const places = i8x16.add(v128.load(firstPlaces), i8x16.splat(<i8>(length - 16)));
  // What lies before the hole moves on by one. A place below 0 is none, and gives the digit 0.
  const aligned = i8x16.swizzle(digits, i8x16.add(places, i8x16.le_s(places, i8x16.splat(<i8>hole))));
  const pairs = i16x8.add(i16x8.mul(v128.and(aligned, v128.load(lowBytes)), v128.load(tens)), i16x8.shr_u(aligned, 8));
  const fours = i32x4.dot_i16x8_s(pairs, v128.load(hundreds));
  const eights = i32x4.dot_i16x8_s(i16x8.narrow_i32x4_s(fours, fours), v128.load(tenThousands));
  const both = <u64>i64x2.extract_lane(eights, 0);
  return (both & 0xffffffff) * 100000000 + (both >> 32);
}

/** Bytes as digits: their distance from the character 0. */
// @ts-ignore: decorator
@inline
export function asDigits(bytes: v128): v128 { return i8x16.sub(bytes, v128.load(zeros)); }

// @ts-ignore: decorator
@inline
export function isDigit(digits: v128): v128 { return i8x16.le_u(digits, v128.load(nines)); }
