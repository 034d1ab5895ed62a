import type { ColumnRule } from './infer-column.ts';
import { isNamelike } from './infer-column.ts';
import { isNotFinite, normalToken } from './missing-tokens.ts';
import { readDate } from './read-date.ts';
import { numberReader } from './read-number.ts';

/** What one thread counted while it read a column of numbers or dates. Plain: it crosses to another thread. */
export interface ColumnCounts {
  /** Text → how often it was read as missing. */
  missing: Map<string, number>;
  invalid: number;
  /** The first cells that the rule could not read, in row order. */
  problems: UnreadCell[];
  /** Texts of integers that a double changes: leading zeros, more than 2⁵³. The first ones, for a second look at the rule. */
  namelike: string[];
  namelikeCount: number;
}

export interface UnreadCell {
  /** Segment of the file and row within it, both from 0. */
  segment: number;
  row: number;
  /** Line of the file, from 1. */
  line: number;
  text: string;
}

/** Where in the file the reader is; shared by all columns of a thread. */
export interface RowPlace {
  segment: number;
  row: number;
  line: number;
}

/** Each thread keeps this many of a column's unread cells. */
export const keptProblems = 1000;
const keptText = 200;

/** Reads the cells of one column of numbers or dates by its rule, and counts what has no value. */
export class ColumnTally implements ColumnCounts {
  readonly missing = new Map<string, number>();
  invalid = 0;
  readonly problems: UnreadCell[] = [];
  readonly namelike: string[] = [];
  namelikeCount = 0;
  readonly #missingTokens: ReadonlySet<string>;
  readonly #read: (text: string) => number;
  readonly #isNumber: boolean;
  readonly #place: RowPlace;
  /** Dates repeat from row to row and cost more to read than to look up. */
  readonly #known = new Map<string, number>();

  constructor(rule: ColumnRule, place: RowPlace) {
    this.#missingTokens = new Set(rule.missing);
    this.#isNumber = rule.storage === 'number';
    this.#place = place;
    const { dateFormat, numberFormat } = rule;
    this.#read = dateFormat
      ? (text) => readDate(text, dateFormat.order)
      : numberReader(numberFormat ?? { decimal: '.', thousands: '' });
  }

  /** @returns the cell's number, or milliseconds since 1970-01-01 UTC; NaN when it has no value */
  value(text: string): number {
    if (text === '') return this.#missingCell('');
    const told = this.#missingTokens.has(text) || this.#missingTokens.has(normalToken(text));
    if (told) return this.#missingCell(text.trim());
    const value = this.#isNumber ? this.#read(text) : this.#date(text);
    if (Number.isFinite(value)) {
      if (this.#isNumber && Math.abs(value) >= 0 && /^\s*[+-]?(?:0\d+|\d{16,})\s*$/.test(text))
        this.#noteNamelike(text);
      return value;
    }
    // Beyond the largest double, Inf and NaN are numbers without finite value.
    if (this.#isNumber && (!Number.isNaN(value) || isNotFinite(text))) return this.#missingCell(text.trim());
    this.invalid++;
    if (this.problems.length < keptProblems) {
      const { segment, row, line } = this.#place;
      this.problems.push({ segment, row, line, text: text.slice(0, keptText) });
    }
    return NaN;
  }

  /** What was counted, as plain data. */
  counts(): ColumnCounts {
    const { missing, invalid, problems, namelike, namelikeCount } = this;
    return { missing, invalid, problems, namelike, namelikeCount };
  }

  #missingCell(token: string): number {
    this.missing.set(token, (this.missing.get(token) ?? 0) + 1);
    return NaN;
  }

  #date(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const value = this.#read(text);
    if (this.#known.size < 100_000) this.#known.set(text, value);
    return value;
  }

  #noteNamelike(text: string): void {
    const digits = text.trim().replace(/^[+-]/, '');
    if (!isNamelike(digits)) return;
    this.namelikeCount++;
    if (this.namelike.length < 20) this.namelike.push(text);
  }
}
