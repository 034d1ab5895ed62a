import type { Certainty, ColumnOverride, ColumnType, DateOrder } from '../../../shared/contract/dialect.ts';
import type { DateFormat, NumberFormat } from '../../../shared/contract/dataset.ts';
import { inferNumberFormat } from './infer-number-format.ts';
import type { FormatHints } from './infer-number-format.ts';
import { isNotFinite, missingTokens, normalToken } from './missing-tokens.ts';
import { hasTimeOfDay, readDate } from './read-date.ts';

/** The one rule by which every cell of a column is read. Plain: it crosses to another thread. */
export interface ColumnRule {
  storage: 'number' | 'date' | 'text';
  /** Set when the person chose the type; otherwise a text column's kind is decided when all its texts are known. */
  toldType?: ColumnType;
  certainty: Certainty;
  numberFormat?: NumberFormat;
  /** The other decimal mark reads the sample as well, and gives other numbers. */
  rival?: '.' | ',';
  dateFormat?: DateFormat;
  /** Texts that mean "no value", in the form of `normalToken`. */
  missing: readonly string[];
}

export interface InferenceHints extends FormatHints {
  /** Replaces the usual list of missing tokens. */
  missingTokens?: readonly string[];
  override?: ColumnOverride;
  /** Day or month first where a column's own dates leave it open. */
  usualDateOrder?: 'dmy' | 'mdy';
}

/** A column is one of numbers (or dates) when at least this share of its values reads as such; the rest is reported. */
const enough = 0.8;

/**
 * Decides how a column is read.
 * @param texts  cells as written, missing ones among them
 */
export function inferColumnRule(texts: readonly string[], hints: InferenceHints): ColumnRule {
  const tokens = missingTokens(hints.missingTokens, hints.override?.missingTokens);
  const told = hints.override?.type;
  const asText: ColumnRule = {
    storage: 'text',
    certainty: told === undefined ? 'found' : 'told',
    missing: [...tokens.inText],
  };
  if (told !== undefined) asText.toldType = told;
  if (told !== undefined && told !== 'number' && told !== 'date') return asText;

  const values = texts.filter((text) => !tokens.inNumbers.has(normalToken(text)) && !isNotFinite(text));
  const inNumbers = [...tokens.inNumbers];
  if (told === 'date' || (told === undefined && values.length > 0)) {
    const dates = inferDateFormat(values, hints);
    if (told === 'date' || dates.read >= values.length * enough) {
      const certainty =
        told === 'date' ? 'told' : certain(dates.read, values.length, dates.format.certainty === 'doubtful');
      return {
        storage: 'date',
        certainty,
        dateFormat: dates.format,
        missing: inNumbers,
        ...(told && { toldType: told }),
      };
    }
  }
  const numbers = inferNumberFormat(values, hints);
  if (told === 'number') {
    return {
      storage: 'number',
      toldType: 'number',
      certainty: 'told',
      numberFormat: numbers.format,
      missing: inNumbers,
    };
  }
  // A column without any value says nothing about its type; Inf and NaN do say "number".
  const saysNumber =
    values.length > 0 ? numbers.read >= values.length * enough : texts.some((text) => isNotFinite(text));
  if (!saysNumber || isIdentifier(values)) return asText;
  return {
    storage: 'number',
    certainty: certain(numbers.read, values.length, numbers.rival !== undefined),
    numberFormat: numbers.format,
    ...(numbers.rival && { rival: numbers.rival.decimal }),
    missing: inNumbers,
  };
}

function certain(read: number, of: number, rival: boolean): Certainty {
  return read < of || rival ? 'doubtful' : 'found';
}

/**
 * Integers that are names rather than amounts: written with leading zeros, or beyond 2⁵³, where doubles skip integers.
 * A single number with a fraction or exponent among them shows that they are amounts after all.
 */
function isIdentifier(values: readonly string[]): boolean {
  let named = false;
  for (const value of values) {
    const digits = /^\s*[+-]?(\d+)\s*$/.exec(value)?.[1];
    if (digits === undefined) {
      if (/\d[.,eE]/.test(value)) return false;
      continue;
    }
    if (isNamelike(digits)) named = true;
  }
  return named;
}

/** @returns whether an unsigned integer's text loses something as a double: a leading zero, or digits beyond 2⁵³ */
export function isNamelike(digits: string): boolean {
  if (digits.length > 1 && digits.startsWith('0')) return true;
  return digits.length > 15 && BigInt(digits) > 9007199254740992n;
}

interface InferredDateFormat {
  format: DateFormat;
  read: number;
}

function inferDateFormat(values: readonly string[], hints: InferenceHints): InferredDateFormat {
  const toldOrder = hints.override?.dateOrder;
  const orders: DateOrder[] = toldOrder === undefined ? ['ymd', 'dmy', 'mdy'] : [toldOrder];
  const reads = new Map<DateOrder, number>(orders.map((order) => [order, 0]));
  let hasTime = false;
  let unread = 0;
  for (const value of values) {
    let read = false;
    for (const order of orders) {
      if (Number.isNaN(readDate(value, order))) continue;
      reads.set(order, (reads.get(order) ?? 0) + 1);
      hasTime ||= hasTimeOfDay(value);
      read = true;
    }
    if (!read) unread++;
    // Too many values are no dates in any order: the column is none of dates, whatever the rest holds.
    if (toldOrder === undefined && unread > values.length * (1 - enough)) break;
  }
  const most = Math.max(...reads.values());
  const best = orders.filter((order) => reads.get(order) === most);
  const [first = 'ymd'] = best;
  if (toldOrder !== undefined) return { format: { order: first, hasTime, certainty: 'told' }, read: most };
  if (first === 'ymd' || best.length === 1)
    return { format: { order: first, hasTime, certainty: 'found' }, read: most };
  // Both orders read as many. A dot between the parts is written where the day comes first.
  const dotted = values.every((value) => /\d\.\d/.test(value));
  if (dotted) return { format: { order: 'dmy', hasTime, certainty: 'found' }, read: most };
  return { format: { order: hints.usualDateOrder ?? 'mdy', hasTime, certainty: 'doubtful' }, read: most };
}
