import { inBrackets, number, type Formula, type SymbolRole } from './formula.ts';
import { formatCount, formatNumber } from './number-format.ts';

/** How many rows. */
export const count = (value: number): Formula => number(formatCount(value), 'data');

/** A number amid a formula: negative ones stand in brackets. */
export function amid(value: number, digits = 7, role?: SymbolRole): Formula {
  const written = number(formatNumber(value, digits), role);
  return value < 0 ? inBrackets(written) : written;
}

/** A number at the end of a line. */
export const result = (value: number, digits = 8, role?: SymbolRole): Formula =>
  number(formatNumber(value, digits), role);
