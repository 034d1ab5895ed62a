import { emptyMeasure, measureValues } from '../kernels/column-measure.ts';
import type { CellProblem, ColumnInfo } from '../../../shared/contract/dataset.ts';
import { columnInfo } from './column-info.ts';
import { ColumnTally } from './column-tally.ts';
import type { RoundedIntegers } from './column-tally.ts';
import { inferColumnRule } from './infer-column.ts';
import type { ColumnRule, InferenceHints } from './infer-column.ts';
import type { MergedColumn } from './merge-ranges.ts';
import { normalToken } from './missing-tokens.ts';
import type { TableColumn } from './table.ts';

export interface ColumnOfValues {
  column: TableColumn;
  info: ColumnInfo;
  problems: CellProblem[];
  /** The rule that texts were read by; absent where the format told numbers and dates apart. */
  rule?: ColumnRule;
  rounded: RoundedIntegers;
  /** Objects and lists, kept as their JSON text. */
  nested: number;
}

/**
 * A typed column from values that a format already tells apart: numbers stay numbers, dates dates; null and undefined
 * are missing; objects and lists become JSON text. Texts are read by a rule as in a delimited file.
 * @param values  one per row
 */
export function columnOfValues(name: string, values: readonly unknown[], hints: InferenceHints): ColumnOfValues {
  const some = values.filter((value) => value !== null && value !== undefined);
  const told = hints.override?.type;
  if (told === undefined && some.length > 0) {
    if (some.every(isExactNumber))
      return ofNumbers(
        name,
        values.map((value) => (isExactNumber(value) ? Number(value) : NaN)),
        'number',
      );
    if (some.every((value) => value instanceof Date))
      return ofNumbers(
        name,
        values.map((value) => (value instanceof Date ? value.getTime() : NaN)),
        'date',
      );
  }
  const nested = some.filter((value) => typeof value === 'object' && !(value instanceof Date)).length;
  const texts = values.map(textOf);
  const rule = inferColumnRule(texts, hints);
  return { ...(rule.storage === 'text' ? ofTexts(name, texts, rule) : byRule(name, texts, rule)), nested };
}

/** A value as a cell of text: as JavaScript writes numbers, ISO dates, JSON for what has parts. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? '' : value.toISOString().replace('T00:00:00.000Z', '');
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (typeof value === 'object')
    return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : '';
}

/** Numbers, and large integers that a double holds exactly. */
function isExactNumber(value: unknown): value is number | bigint {
  return typeof value === 'number' || (typeof value === 'bigint' && BigInt(Number(value)) === value);
}

function ofNumbers(name: string, numbers: readonly number[], storage: 'number' | 'date'): ColumnOfValues {
  const values = new Float64Array(new SharedArrayBuffer(numbers.length * 8));
  const merged = emptyMerged();
  for (const [i, value] of numbers.entries()) {
    values[i] = Number.isFinite(value) ? value : NaN;
    if (Number.isFinite(value)) continue;
    const token = Number.isNaN(value) ? '' : value > 0 ? 'Inf' : '-Inf';
    merged.missing.set(token, (merged.missing.get(token) ?? 0) + 1);
  }
  measureValues(merged.measure, values);
  const rule: ColumnRule = { storage, certainty: 'found', missing: [] };
  if (storage === 'date')
    rule.dateFormat = { order: 'ymd', hasTime: numbers.some((value) => value % 86_400_000 !== 0), certainty: 'found' };
  const column: TableColumn = { kind: storage, values };
  return { column, info: columnInfo(name, rule, column, merged), problems: [], rounded: noneRounded, nested: 0 };
}

function ofTexts(name: string, texts: readonly string[], rule: ColumnRule): Omit<ColumnOfValues, 'nested'> {
  const codes = new Int32Array(new SharedArrayBuffer(texts.length * 4));
  const merged = emptyMerged();
  const missing = new Set(rule.missing);
  const known = new Map<string, number>();
  let distinct = 0;
  for (const [i, text] of texts.entries()) {
    let code = known.get(text);
    if (code === undefined) {
      code = missing.has(normalToken(text)) ? -1 : distinct++;
      known.set(text, code);
    }
    if (code < 0) merged.missing.set(text.trim(), (merged.missing.get(text.trim()) ?? 0) + 1);
    codes[i] = code;
  }
  const dictionary = [...known].filter(([, code]) => code >= 0).map(([text]) => text);
  const column: TableColumn = { kind: 'text', codes, dictionary };
  return {
    column,
    info: columnInfo(name, rule, column, { ...merged, dictionary }),
    problems: [],
    rounded: noneRounded,
  };
}

function byRule(name: string, texts: readonly string[], rule: ColumnRule): Omit<ColumnOfValues, 'nested'> {
  const place = { segment: 0, row: 0, line: 0 };
  const tally = new ColumnTally(rule, place);
  const values = new Float64Array(new SharedArrayBuffer(texts.length * 8));
  for (const [i, text] of texts.entries()) {
    place.row = i;
    const value = tally.read(text);
    tally.count(text, value);
    values[i] = value;
  }
  measureValues(tally.measure, values);
  const counted = [...tally.missing.values()].reduce((sum, count) => sum + count, tally.invalid);
  if (tally.measure.nans > counted) tally.missing.set('', tally.measure.nans - counted);
  const column: TableColumn = { kind: rule.storage === 'date' ? 'date' : 'number', values };
  const problems = tally.problems.map(({ row, text }) => ({
    row: row + 1,
    column: name,
    text,
    reason: `not a ${column.kind}`,
  }));
  const rounded = { count: tally.rounded, row: (tally.firstRounded?.row ?? 0) + 1 };
  return {
    column,
    info: columnInfo(name, rule, column, { ...tally.counts(), dictionary: [] }),
    problems,
    rule,
    rounded,
  };
}

const noneRounded: RoundedIntegers = { count: 0, row: 0 };

function emptyMerged(): MergedColumn {
  return {
    missing: new Map(),
    invalid: 0,
    problems: [],
    namelike: [],
    namelikeCount: 0,
    rounded: 0,
    firstRounded: undefined,
    dictionary: [],
    measure: emptyMeasure(),
  };
}
