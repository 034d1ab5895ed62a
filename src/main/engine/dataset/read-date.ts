import type { DateOrder } from '../../../shared/contract/dialect.ts';

const isoDate = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const numericDate = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})$/;
const dayFirstName = /^(\d{1,2})(?:st|nd|rd|th)?[- ./]([a-z]{3,9})\.?[- ./,]+(\d{4}|\d{2})$/i;
const monthFirstName = /^([a-z]{3,9})\.?[- ](\d{1,2})(?:st|nd|rd|th)?,?[- ](\d{4}|\d{2})$/i;
const yearMonth = /^(\d{4})-(\d{2})$/;
const timeOfDay =
  /[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(am|pm)?\s*(Z|UTC|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i;
const plainNumber = /^-?\d*\.?\d*$/;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const dayMs = 86_400_000;

/**
 * Milliseconds since 1970-01-01 UTC of a date as people and programs write it. A time without zone is taken as UTC, so
 * that no result depends on the computer's own zone. Two-digit years mean 1970 to 2069.
 * @param order  which number comes first where all three are numbers and the year is not; ISO dates are read under any order
 * @returns NaN when the text is no date under this order
 */
export function readDate(text: string, order: DateOrder): number {
  const trimmed = text.trim();
  // Most cells that are no dates are plain numbers, or too short: the patterns need not be tried.
  if (trimmed.length < 6 || trimmed.length > 40 || plainNumber.test(trimmed)) return NaN;
  const time = timeOfDay.exec(trimmed);
  const day = readDay(time === null ? trimmed : trimmed.slice(0, time.index).trim(), order);
  if (time === null || Number.isNaN(day)) return day;
  return day + readTime(time);
}

/** @returns whether the text carries a time of day */
export function hasTimeOfDay(text: string): boolean {
  return timeOfDay.test(text.trim());
}

function readDay(text: string, order: DateOrder): number {
  let match = isoDate.exec(text);
  if (match) return epochDay(Number(match[1]), Number(match[3]), Number(match[4]));
  match = numericDate.exec(text);
  if (match) {
    const first = Number(match[1]);
    const second = Number(match[3]);
    const year = fullYear(match[4] ?? '');
    if (order === 'dmy') return epochDay(year, second, first);
    if (order === 'mdy') return epochDay(year, first, second);
    return NaN;
  }
  match = dayFirstName.exec(text);
  if (match) return epochDay(fullYear(match[3] ?? ''), monthNumber(match[2] ?? ''), Number(match[1]));
  match = monthFirstName.exec(text);
  if (match) return epochDay(fullYear(match[3] ?? ''), monthNumber(match[1] ?? ''), Number(match[2]));
  match = yearMonth.exec(text);
  if (match) return epochDay(Number(match[1]), Number(match[2]), 1);
  return NaN;
}

function readTime(match: RegExpExecArray): number {
  const [, hours = '0', minutes = '0', seconds = '0', fraction = '', half, zone] = match;
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return NaN;
    hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  }
  if (hour > 24 || Number(minutes) > 59 || Number(seconds) > 60) return NaN;
  const ms = (hour * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Number(`0.${fraction || '0'}`) * 1000;
  return ms - zoneMs(zone);
}

function zoneMs(zone: string | undefined): number {
  if (zone === undefined || /^(z|utc)$/i.test(zone)) return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)) * (zone.length > 3 ? 1 : 0)) * 60_000;
}

function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length === 4 ? year : year + (year < 70 ? 2000 : 1900);
}

/** 1 to 12 from an English name or its first three letters; NaN otherwise. */
function monthNumber(name: string): number {
  const index = months.indexOf(name.slice(0, 3).toLowerCase());
  const full = [
    'january',
    'february',
    'march',
    'april',
    'may',
    'june',
    'july',
    'august',
    'september',
    'october',
    'november',
    'december',
  ];
  return index >= 0 && full[index]?.startsWith(name.toLowerCase())
    ? index + 1
    : index >= 0 && name.toLowerCase() === 'sept'
      ? 9
      : NaN;
}

/** Midnight UTC of a day of the proleptic Gregorian calendar, NaN when there is no such day. */
function epochDay(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return NaN;
  const ms = Date.UTC(year, month - 1, day);
  // Date.UTC reads years below 100 as 19xx and carries 31 February over into March.
  const date = new Date(ms);
  return date.getUTCMonth() === month - 1 && date.getUTCFullYear() === year ? ms : NaN;
}

export { dayMs };
