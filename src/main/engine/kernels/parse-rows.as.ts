// Rows of a delimited file into numbers, dates and codes, 8 or 16 bytes at a time. The plain twin is parse-rows.ts.
import { decimalValue, setDecimalTables } from './decimal.part.as';
import { append, asDigits, digitAt, digitsBefore, eightDigits, isDigit, leadingDigits, nonDigits, setWholeTens, wholeTen } from './digits.part.as';
import { codeOf, dictionaryFull, refillSlots } from './text-dictionary.part.as';

export { setDecimalTables, codeOf, refillSlots };
// A block is scanned where it is parsed, while its bytes are in the processor's cache.
export { resetLines, countLines, outside, inside, oddQuotes, startHash, addToHash, endHash } from './scan.part.as';

/** A cell that the fast grammar does not cover: the host reads the bytes [from, to). */
// @ts-ignore: decorator
@external('host', 'oddCell')
declare function oddCell(column: u32, row: u32, lines: u32, from: u32, to: u32, escaped: u32): f64;

/** First byte that no constant of the kernel uses; a multiple of 64. */
export function firstFree(): u32 { return (<u32>__heap_base + 63) & ~63; }

// Kinds of cells, as in parse-rows.ts.
const numberCell: u32 = 0, textCell: u32 = 1, dateYmd: u32 = 2, dateDmy: u32 = 3, dateMdy: u32 = 4, hostCell: u32 = 5;

// Why parsing stopped, as in parse-rows.ts.
const needsMore: u32 = 0, oddRow: u32 = 1, rowsFull: u32 = 2, noRoomForText: u32 = 3;

// Bytes of the dialect; 256 where there is none.
let delimiter: u32 = 44, quote: u32 = 34, recordEnd: u32 = 10, comment: u32 = 256, decimal: u32 = 46;
let scratch: u32 = 0;

/** `wholeTens` are 10^0 … 10^19 as u64; `unquoted` has room for the longest cell. */
export function setDialect(delimiterByte: u32, quoteByte: u32, recordEndByte: u32, commentByte: u32, decimalByte: u32, wholeTens: u32, unquoted: u32): void {
  delimiter = delimiterByte;
  quote = quoteByte;
  recordEnd = recordEndByte;
  comment = commentByte;
  decimal = decimalByte;
  setWholeTens(wholeTens);
  scratch = unquoted;
}

// Where a cell's reader left off: at the delimiter or record end.
let place: u32 = 0;
let blockEnd: u32 = 0;
/** A cell of this row breaks the grammar of quotes, or its quote does not close in this block. */
let broken: bool = false;
let cutOff: bool = false;
/** Lines begun by record ends inside quoted cells of the rows done so far, and of the current row. */
let innerLines: u32 = 0;
let rowLines: u32 = 0;

let rowsDone: u32 = 0;
let consumedTo: u32 = 0;
export function rowCount(): u32 { return rowsDone; }
export function consumed(): u32 { return consumedTo; }
export function linesInside(): u32 { return innerLines; }

// @ts-ignore: decorator
@inline
function endsCell(char: u32): bool { return char == delimiter || char == recordEnd || char == 13; }

/** First delimiter, record end or CR at or after a place. */
// @ts-ignore: decorator
@inline
function cellEnd(from: u32): u32 {
  const delimiters = i8x16.splat(<u8>delimiter), ends = i8x16.splat(<u8>recordEnd), returns = i8x16.splat(13);
  // A dialect without delimiter has the byte 256, which as a byte would be NUL.
  const some = delimiter < 256 ? i8x16.splat(-1) : i8x16.splat(0);
  let at = from;
  let mask = 0;
  for (;;) {
    const bytes = v128.load(at);
    mask = i8x16.bitmask(v128.or(v128.and(i8x16.eq(bytes, delimiters), some), v128.or(i8x16.eq(bytes, ends), i8x16.eq(bytes, returns))));
    if (mask) break;
    at += 16;
  }
  return at + ctz(mask);
}

// @ts-ignore: decorator
@inline
function nextQuote(from: u32): u32 {
  const quotes = i8x16.splat(<u8>quote);
  let at = from;
  let mask = i8x16.bitmask(i8x16.eq(v128.load(at), quotes));
  while (mask == 0) {
    at += 16;
    mask = i8x16.bitmask(i8x16.eq(v128.load(at), quotes));
  }
  return at + ctz(mask);
}

/** The closing quote of a cell that begins at `from`; `escapes` tells whether doubled quotes came before. */
let escapes: bool = false;
function closingQuote(from: u32): u32 {
  escapes = false;
  let at = from;
  for (;;) {
    at = nextQuote(at);
    if (at >= blockEnd) {
      cutOff = true;
      return at;
    }
    if (load<u8>(at, 1) != quote) break;
    // The guard behind the block is a quote: a quote as the last byte might be one half of two.
    if (at + 1 >= blockEnd) {
      cutOff = true;
      return at;
    }
    escapes = true;
    at += 2;
  }
  for (let i = from; i < at; i++) rowLines += <u32>(load<u8>(i) == recordEnd);
  if (!endsCell(load<u8>(at, 1))) broken = true;
  return at;
}

/** Hands a cell to the host: missing, written in another way, or wrong. */
function byHost(from: u32, column: u32, row: u32): f64 {
  if (load<u8>(from) == quote) {
    const end = closingQuote(from + 1);
    place = end + 1;
    return cutOff || broken ? NaN : oddCell(column, row, innerLines, from + 1, end, <u32>escapes);
  }
  const end = cellEnd(from);
  place = end;
  // A cell that reaches the block's end may go on behind it.
  return end == from || end >= blockEnd ? NaN : oddCell(column, row, innerLines, from, end, 0);
}

/** Loaded, as in digits.part.as.ts. */
const returns = memory.data<u8>([13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13], 16);

// @ts-ignore: decorator
@inline
function isEnd(bytes: v128, separators: v128, lineEnds: v128): v128 {
  return v128.or(v128.or(i8x16.eq(bytes, separators), i8x16.eq(bytes, lineEnds)), i8x16.eq(bytes, v128.load(returns)));
}

/**
 * Reads [-]digits[.digits][e[±]digits] of at most 31 bytes into `output`, and leaves all else to a more patient reader.
 * Returns where the cell ends. The next cell waits for nothing but that place: it is found from the marks alone, without a
 * branch on the digits before it. The dialect's bytes come as parameters because a loop keeps those in registers.
 */
// @ts-ignore: decorator
@inline
function numberEnd(from: u32, output: u32, column: u32, row: u32, point: u32, separators: v128, lineEnds: v128): u32 {
  const low = v128.load(from);
  const lowDigits = asDigits(low);
  const isLow = isDigit(lowDigits);
  let ends = i8x16.bitmask(isEnd(low, separators, lineEnds));
  let digitMarks = i8x16.bitmask(isLow);
  // Most cells are shorter than 16 bytes, or most of a column are longer: the processor foretells which.
  if (ends == 0) {
    const high = v128.load(from, 16);
    ends = i8x16.bitmask(isEnd(high, separators, lineEnds)) << 16;
    digitMarks |= i8x16.bitmask(isDigit(asDigits(high))) << 16;
    if (ends == 0) return patientNumberEnd(from, output, column, row);
  }
  const length = ctz<i32>(ends);
  const negative = <i32>(load<u8>(from) == 45);
  // Bytes that are no digits, the sign left out.
  let others = ~digitMarks & ((1 << length) - 1) & ~negative;
  let hole: i32 = -1;
  let mantissa = length;
  let exponent: i32 = 0;
  if (others) {
    const first = ctz<i32>(others);
    if (<u32>load<u8>(from + first) == point) {
      hole = first;
      others &= others - 1;
    }
    if (others) {
      mantissa = ctz<i32>(others);
      if ((<u32>load<u8>(from + mantissa) | 32) != 101) return patientNumberEnd(from, output, column, row);
      let at = from + mantissa + 1;
      const sign: u32 = load<u8>(at);
      at += <u32>(sign == 45 || sign == 43);
      const stop = from + length;
      // Four digits are more than any double needs.
      if (at >= stop || stop - at > 4) return patientNumberEnd(from, output, column, row);
      for (; at < stop; at++) {
        const digit = digitAt(at);
        if (digit > 9) return patientNumberEnd(from, output, column, row);
        exponent = exponent * 10 + <i32>digit;
      }
      if (sign == 45) exponent = -exponent;
    }
  }
  const total = mantissa - negative - <i32>(hole >= 0);
  if (total == 0) return patientNumberEnd(from, output, column, row);
  if (hole >= 0) exponent -= mantissa - hole - 1;
  else if (mantissa == length && (total > 15 || (total > 1 && load<u8>(from + negative) == 48))) return patientNumberEnd(from, output, column, row);
  let digits: u64;
  if (mantissa <= 16) digits = digitsBefore(mantissa, v128.and(lowDigits, isLow), hole);
  else {
    // Up to 19 digits fit 64 bits.
    if (total > 19 || hole >= 16) return patientNumberEnd(from, output, column, row);
    digits = append(digitsBefore(16, v128.and(lowDigits, isLow), hole), load<u64>(from, 16), mantissa - 16);
  }
  const size = decimalValue(digits, exponent);
  if (size != size) return patientNumberEnd(from, output, column, row);
  // The sign's bit is set: a choice of two doubles would be a branch that cannot be foretold.
  store<u64>(output, reinterpret<u64>(size) | (<u64>negative << 63));
  return from + length;
}

/** The same of any length, perhaps in quotes or after spaces; anything else is the host's. */
function patientNumberEnd(from: u32, output: u32, column: u32, row: u32): u32 {
  let at = from;
  while (load<u8>(at) == 32) at++;
  // A quote opens a cell only as its first character.
  const quoted = at == from && load<u8>(at) == quote;
  at += <u32>quoted;
  const negative = load<u8>(at) == 45;
  at += <u32>negative;
  const begin = at;
  let digits: u64 = 0, total: u32 = 0, exponent: i32 = 0, fractional = false;
  for (;;) {
    const bytes = load<u64>(at);
    const count = leadingDigits(nonDigits(bytes));
    if (count == 8) digits = digits * 100000000 + eightDigits(bytes - 0x3030303030303030);
    else if (count) digits = append(digits, bytes, count);
    total += count;
    at += count;
    if (fractional) exponent -= count;
    if (count == 8) continue;
    if (fractional || load<u8>(at) != decimal) break;
    fractional = true;
    at++;
  }
  if (total == 0) return refuse(from, output, column, row);
  if (total > 19) {
    // Leading zeros do not count; more than 19 digits do not fit 64 bits.
    let zeros: u32 = 0;
    for (let zero = begin; ; zero++) {
      const digit: u32 = load<u8>(zero);
      if (digit == 48) zeros++;
      else if (digit != decimal) break;
    }
    if (total - zeros > 19) return refuse(from, output, column, row);
  }
  let char: u32 = load<u8>(at);
  if ((char | 32) == 101) {
    at++;
    const sign: u32 = load<u8>(at);
    if (sign == 45 || sign == 43) at++;
    let digit = digitAt(at);
    if (digit > 9) return refuse(from, output, column, row);
    let power: i32 = 0;
    while (digit <= 9) {
      if (power < 100000) power = power * 10 + <i32>digit;
      digit = digitAt(++at);
    }
    exponent += sign == 45 ? -power : power;
    char = load<u8>(at);
  } else if (!fractional && (total > 15 || (total > 1 && load<u8>(begin) == 48))) {
    // An integer that a double would change, or with a leading zero, may be a name: the host counts those.
    return refuse(from, output, column, row);
  }
  if (quoted) {
    if (char != quote) return refuse(from, output, column, row);
    char = load<u8>(++at);
  }
  if (!endsCell(char)) return refuse(from, output, column, row);
  const size = decimalValue(digits, exponent);
  if (size != size) return refuse(from, output, column, row);
  store<f64>(output, negative ? -size : size);
  return at;
}

function refuse(from: u32, output: u32, column: u32, row: u32): u32 {
  store<f64>(output, byHost(from, column, row));
  return place;
}

/** A cell's text as a code; −1 for an empty one. */
// @ts-ignore: decorator
@inline
function textAt(dictionary: u32, from: u32): i32 {
  if (load<u8>(from) != quote) {
    const end = cellEnd(from);
    place = end;
    return end == from || end >= blockEnd ? -1 : codeOf(dictionary, from, end - from);
  }
  const end = closingQuote(from + 1);
  place = end + 1;
  if (cutOff || broken) return -1;
  if (end == from + 1) return -1;
  if (!escapes) return codeOf(dictionary, from + 1, end - from - 1);
  let length: u32 = 0;
  for (let at = from + 1; at < end; at++) {
    const char = load<u8>(at);
    store<u8>(scratch + length++, char);
    if (char == quote) at++;
  }
  return codeOf(dictionary, scratch, length);
}

// @ts-ignore: decorator
@inline
function twoDigits(at: u32): u32 {
  const high = digitAt(at), low = digitAt(at + 1);
  return high > 9 || low > 9 ? 100000 : high * 10 + low;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar [Hinnant2014]. */
// @ts-ignore: decorator
@inline
function daysFromCivil(year: i32, month: i32, day: i32): i32 {
  const shifted = month <= 2 ? year - 1 : year;
  const era = shifted / 400, yearOfEra = shifted - era * 400;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
}

// @ts-ignore: decorator
@inline
function daysInMonth(year: u32, month: u32): u32 {
  if (month != 2) return 30 + ((month + (month >> 3)) & 1);
  return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
}

/** YYYY-MM-DD, or DD/MM/YYYY, MM/DD/YYYY with one of - / . between; then perhaps [T ]hh:mm[:ss[.f…]][Z]; milliseconds since 1970. */
function dateAt(from: u32, kind: u32, column: u32, row: u32): f64 {
  let year: u32, month: u32, day: u32;
  const isoMark = load<u8>(from, 4);
  if (isoMark == 45 && load<u8>(from, 7) == 45) {
    year = twoDigits(from) * 100 + twoDigits(from + 2);
    month = twoDigits(from + 5);
    day = twoDigits(from + 8);
  } else {
    const mark = load<u8>(from, 2);
    if (kind == dateYmd || (mark != 45 && mark != 46 && mark != 47) || load<u8>(from, 5) != mark) return byHost(from, column, row);
    const first = twoDigits(from), second = twoDigits(from + 3);
    day = kind == dateDmy ? first : second;
    month = kind == dateDmy ? second : first;
    year = twoDigits(from + 6) * 100 + twoDigits(from + 8);
  }
  if (year > 9999 || year < 100 || month - 1 > 11 || day - 1 >= daysInMonth(year, month)) return byHost(from, column, row);
  let at = from + 10;
  let milliseconds: f64 = <f64>daysFromCivil(year, month, day) * 86400000;
  let char: u32 = load<u8>(at);
  if (char == 32 || char == 84) {
    const hours = twoDigits(at + 1), minutes = twoDigits(at + 4);
    if (hours > 23 || minutes > 59 || load<u8>(at, 3) != 58) return byHost(from, column, row);
    at += 6;
    let seconds: u32 = 0;
    if (load<u8>(at) == 58) {
      seconds = twoDigits(at + 1);
      if (seconds > 59) return byHost(from, column, row);
      at += 3;
      // Fractions are the host's, so that both readers round them in one way.
      if (load<u8>(at) == 46) return byHost(from, column, row);
    }
    milliseconds += <f64>((hours * 3600 + minutes * 60 + seconds) * 1000);
    if (load<u8>(at) == 90) at++;
    char = load<u8>(at);
  }
  if (!endsCell(char)) return byHost(from, column, row);
  place = at;
  return milliseconds;
}

/**
 * Reads complete rows from [from, end). Behind `end` lie a record end, a quote and 32 spare bytes.
 * `columns` holds for each cell of a row [kind, output, dictionary, 0] as u32; outputs have room for `mostRows` rows.
 * Returns why it stopped; `rowCount`, `consumed` and `linesInside` tell how far it came.
 */
export function parseRows(from: u32, end: u32, columns: u32, width: u32, mostRows: u32): u32 {
  blockEnd = end;
  innerLines = 0;
  rowsDone = 0;
  consumedTo = from;
  const lastColumn = width - 1;
  let begin = from;
  let reason = needsMore;
  let row: u32 = 0;
  const separator = delimiter, lineEnd = recordEnd, mark = quote, point = decimal;
  const separators = i8x16.splat(<u8>(separator < 256 ? separator : lineEnd)), lineEnds = i8x16.splat(<u8>lineEnd);
  while (begin < end) {
    if (row == mostRows) {
      reason = rowsFull;
      break;
    }
    if (load<u8>(begin) == comment || (width == 1 && endsCell(load<u8>(begin)))) {
      reason = oddRow;
      break;
    }
    broken = false;
    cutOff = false;
    rowLines = 0;
    let at = begin;
    let described = columns;
    let done = true;
    let stop: u32 = 0;
    let column: u32 = 0;
    for (; column < width; column++, described += 16) {
      const kind = load<u32>(described);
      const output = load<u32>(described, 4);
      if (kind == numberCell) {
        stop = numberEnd(at, output + (row << 3), column, row, point, separators, lineEnds);
      } else {
        if (kind == textCell) {
          const code = textAt(load<u32>(described, 8), at);
          if (code == dictionaryFull) {
            reason = noRoomForText;
            done = false;
            break;
          }
          store<i32>(output + (row << 2), code);
        } else if (kind == hostCell) store<f64>(output + (row << 3), byHost(at, column, row));
        else if (kind <= dateMdy) store<f64>(output + (row << 3), dateAt(at, kind, column, row));
        else if (load<u8>(at) == mark) place = closingQuote(at + 1) + 1;
        else place = cellEnd(at);
        stop = place;
      }

      at = stop + 1;
      if (load<u8>(stop) != separator || column == lastColumn || stop >= end) break;
    }
    if (!done) break;
    if (cutOff || stop >= end) break;
    let char: u32 = load<u8>(stop);
    if (char == 13 && lineEnd != 13) {
      // CR LF, cut in two by the block's end or whole.
      if (stop + 1 >= end) break;
      char = load<u8>(stop, 1);
      at++;
    }
    if (broken || column != lastColumn || char != lineEnd) {
      reason = oddRow;
      break;
    }
    begin = at;
    innerLines += rowLines;
    row++;
  }
  rowsDone = row;
  consumedTo = begin;
  return reason;
}

/**
 * Adds `count` numbers to a measure [min f64, max f64, NaN count u32, –, scale f64, divisor f64, 1/divisor f64], from the
 * `first` one on, and stops before the first value that is no multiple of the step; a scale of 0 means that there is none.
 * Returns how many were added.
 */
export function measure(values: u32, first: u32, count: u32, state: u32): u32 {
  let low = f64x2.splat(load<f64>(state)), high = f64x2.splat(load<f64>(state, 8));
  let nans = load<u32>(state, 16);
  const scale = load<f64>(state, 24);
  const scales = f64x2.splat(scale), divisors = f64x2.splat(load<f64>(state, 32)), inverses = f64x2.splat(load<f64>(state, 40));
  const errors = f64x2.splat(2.3e-16), most = f64x2.splat(1e15);
  let i = first;
  while (i < count) {
    const at = values + (i << 3);
    // The last one of an odd number is looked at twice, and counted once.
    const pair = i + 1 < count ? v128.load(at) : f64x2.splat(load<f64>(at));
    const isValue = f64x2.eq(pair, pair);
    if (scale != 0) {
      const scaled = f64x2.mul(pair, scales);
      const size = f64x2.abs(scaled);
      const whole = f64x2.nearest(scaled);
      const near = f64x2.le(f64x2.abs(f64x2.sub(scaled, whole)), f64x2.mul(size, errors));
      const divided = f64x2.eq(f64x2.mul(f64x2.nearest(f64x2.mul(whole, inverses)), divisors), whole);
      const fits = v128.and(v128.and(near, divided), f64x2.le(size, most));
      if (i64x2.bitmask(v128.andnot(isValue, fits))) break;
    }
    nans += i + 1 < count ? 2 - popcnt<i32>(i64x2.bitmask(isValue)) : <u32>!(i64x2.bitmask(isValue) & 1);
    low = f64x2.pmin(low, pair);
    high = f64x2.pmax(high, pair);
    i += 2;
  }
  store<f64>(state, min<f64>(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1)));
  store<f64>(state, max<f64>(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1)), 8);
  store<u32>(state, nans, 16);
  return i < count ? i : count;
}
