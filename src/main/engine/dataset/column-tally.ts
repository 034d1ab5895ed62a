import { emptyMeasure } from '../kernels/column-measure.ts';
import type { ColumnMeasure } from '../kernels/column-measure.ts';
import type { ColumnRule } from './infer-column.ts';
import { isNamelike } from './infer-column.ts';
import { isNotFinite, normalToken } from './missing-tokens.ts';
import { readDate } from './read-date.ts';
import { numberReader } from './read-number.ts';

/** What one thread counted while it read a column of numbers or dates. Plain: it crosses to another thread. */
export interface ColumnCounts {
  /** Text → how often it was read as missing; empty cells are not counted. */
  missing: Map<string, number>;
  invalid: number;
  /** The first cells that the rule could not read, in row order. */
  problems: UnreadCell[];
  /** Texts of integers that a double changes: leading zeros, more than 2⁵³. The first ones, for a second look at the rule. */
  namelike: UnreadCell[];
  namelikeCount: number;
  /** Integers that were rounded to the nearest double. */
  rounded: number;
  firstRounded: UnreadCell | undefined;
  measure: ColumnMeasure;
}

/** Integers of a column that no double holds; the first one's data row, from 1, and its line where the file has lines. */
export interface RoundedIntegers {
  count: number;
  row: number;
  line?: number;
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
export const keptNamelike = 20;
const keptText = 200;

/** Reads the cells of one column of numbers or dates by its rule, and counts what has no value. */
export class ColumnTally implements ColumnCounts {
  readonly missing = new Map<string, number>();
  invalid = 0;
  readonly problems: UnreadCell[] = [];
  readonly namelike: UnreadCell[] = [];
  namelikeCount = 0;
  rounded = 0;
  firstRounded: UnreadCell | undefined = undefined;
  readonly measure = emptyMeasure();
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

  /** @returns the cell's number, or milliseconds since 1970-01-01 UTC; NaN when it has no value. Counts nothing. */
  read(text: string): number {
    if (text === '' || this.#isMissing(text)) return NaN;
    const value = this.#isNumber ? this.#read(text) : this.#date(text);
    return Number.isFinite(value) ? value : NaN;
  }

  /**
   * Counts a cell that has been read at the current place, where there is something to count. Empty cells are not:
   * they are all that is missing besides.
   */
  count(text: string, value: number): void {
    if (text === '') return;
    if (!Number.isNaN(value)) {
      if (this.#isNumber && (text.length > 15 || text.includes('0'))) this.#noteNamelike(text, value);
      return;
    }
    // Beyond the largest double, Inf and NaN are numbers without finite value.
    if (this.#isMissing(text) || (this.#isNumber && (isNotFinite(text) || !Number.isNaN(this.#read(text))))) {
      const token = text.trim();
      if (token !== '') this.missing.set(token, (this.missing.get(token) ?? 0) + 1);
      return;
    }
    this.invalid++;
    if (this.problems.length < keptProblems) this.problems.push(this.#cell(text));
  }

  /** What was counted, as plain data. */
  counts(): ColumnCounts {
    const { missing, invalid, problems, namelike, namelikeCount, rounded, firstRounded, measure } = this;
    return { missing, invalid, problems, namelike, namelikeCount, rounded, firstRounded, measure };
  }

  #isMissing(text: string): boolean {
    return this.#missingTokens.has(text) || this.#missingTokens.has(normalToken(text));
  }

  #date(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const value = this.#read(text);
    if (this.#known.size < 100_000) this.#known.set(text, value);
    return value;
  }

  #cell(text: string): UnreadCell {
    const { segment, row, line } = this.#place;
    return { segment, row, line, text: text.slice(0, keptText) };
  }

  #noteNamelike(text: string, value: number): void {
    const digits = /^\s*[+-]?(0\d+|\d{16,})\s*$/.exec(text)?.[1];
    if (digits === undefined || !isNamelike(digits)) return;
    this.namelikeCount++;
    if (this.namelike.length < keptNamelike) this.namelike.push(this.#cell(text));
    if (BigInt(digits) === BigInt(Math.abs(value))) return;
    this.rounded++;
    this.firstRounded ??= this.#cell(text);
  }
}
