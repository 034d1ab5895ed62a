import { isNotFinite, missingTokens, normalToken } from './missing-tokens.ts';
import { readDate } from './read-date.ts';
import { unitSigns } from './read-number.ts';

const escaped = unitSigns.map((sign) => sign.replace(/[$]/g, '\\$&')).join('|');
const anyNumber = new RegExp(
  `^[-+−(]?(?:${escaped})? ?[-+−]?(?:\\d{1,3}(?:[.,' \\u00a0’]\\d{3})+|\\d+)?(?:[.,]\\d*)?(?:[eE][-+]?\\d+)? ?(?:${escaped})?\\)?$`,
);
const clock = /^\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?$/;
const usual = missingTokens();

/** @returns whether a text is a number under some rule: decimal point or comma, grouped, with a sign of currency or share */
export function looksLikeNumber(text: string): boolean {
  const trimmed = text.trim();
  return /\d/.test(trimmed) && anyNumber.test(trimmed);
}

/** @returns whether a text is a date, a date with time or a time of day under some order */
export function looksLikeDate(text: string): boolean {
  const trimmed = text.trim();
  return clock.test(trimmed) || !Number.isNaN(readDate(trimmed, 'dmy')) || !Number.isNaN(readDate(trimmed, 'mdy'));
}

/** @returns whether a text usually means "no value" in a column of numbers */
export function isMissingLike(text: string): boolean {
  return usual.inNumbers.has(normalToken(text)) || isNotFinite(text);
}
