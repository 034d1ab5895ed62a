import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import { DatasetError } from './dataset-error.ts';
import { bytesAsText, cellDecoder, textAsBytes } from './decode-cell.ts';
import { inferColumnRule } from './infer-column.ts';
import type { ColumnRule, InferenceHints } from './infer-column.ts';
import type { PreparedBytes } from './prepare-bytes.ts';
import { headingColumn, isHeading } from './repeated-heading.ts';
import { sniffDialect } from './sniff-dialect.ts';
import type { SniffedTable } from './sniff-dialect.ts';
import type { CellDialect } from './tokenise.ts';

const headBytes = 1 << 17;
const tailBytes = 1 << 14;
/** The decisions about a delimited file: its shape and one rule per column. */
export interface DelimitedPlan {
  sniffed: SniffedTable;
  rules: ColumnRule[];
}

/** Sniffs a delimited file: dialect, names, and a rule for every column from its first rows. */
export function planDelimited(prepared: PreparedBytes, told: DialectOverrides): DelimitedPlan {
  const { source, start, byteEncoding } = prepared;
  const length = source.size - start;
  const head = readText(prepared, start, Math.min(headBytes, length));
  const whole = head.length === length;
  const tail = whole ? '' : readText(prepared, source.size - tailBytes, tailBytes);
  const asBytes: DialectOverrides = { ...told };
  for (const mark of ['delimiter', 'quote', 'escape', 'comment'] as const) {
    if (told[mark] !== undefined) asBytes[mark] = textAsBytes(told[mark], byteEncoding);
  }
  const sniffed = sniffDialect(head, whole, tail, prepared.encoding, asBytes);
  const decode = cellDecoder(byteEncoding);
  sniffed.names = sniffed.names.map(decode);
  for (const remark of sniffed.remarks) {
    remark.message = decode(remark.message);
    if (remark.column !== undefined) remark.column = decode(remark.column);
  }
  const { dialect } = sniffed.reading;
  dialect.delimiter = decode(dialect.delimiter);
  const rows = sniffed.sample.filter((row) => !isHeading(row, sniffed.headingRows)).map((row) => row.map(decode));
  sniffed.sample = sniffed.sample.map((row) => row.map(decode));
  refuseUnknownColumns(told, sniffed.names);
  const rules = inferRules({ ...sniffed, sample: rows }, told);
  if (headingColumn(sniffed.headingRows, rules, decode) >= 0) sniffed.sample = rows;
  return { sniffed, rules };
}

/** Where the table's rows lie in the prepared bytes, and how they are cut into cells; marks are bytes as characters. */
export function bytesOfTable(
  prepared: PreparedBytes,
  sniffed: SniffedTable,
): { from: number; end: number; cells: CellDialect } {
  return {
    from: prepared.start + sniffed.dataStart,
    end: sniffed.dataEnd === undefined ? prepared.source.size - sniffed.footerLength : prepared.start + sniffed.dataEnd,
    cells: sniffed.cells,
  };
}

/** What the person told that touches one column. */
export function hintsOf(told: DialectOverrides, name: string): InferenceHints {
  const hints: InferenceHints = {};
  if (told.decimal !== undefined) hints.decimal = told.decimal;
  if (told.thousands !== undefined) hints.thousands = told.thousands;
  if (told.missingTokens !== undefined) hints.missingTokens = told.missingTokens;
  const override = told.columns?.[name];
  if (override !== undefined) hints.override = override;
  return hints;
}

/** A rule for every column; what one column leaves open, the others decide. */
function inferRules(sniffed: SniffedTable, told: DialectOverrides): ColumnRule[] {
  const { names, sample, reading } = sniffed;
  const columnTexts = names.map((_, c) => sample.map((row) => row[c] ?? ''));
  const alone = names.map((name, c) => inferColumnRule(columnTexts[c] ?? [], hintsOf(told, name)));
  const found = alone.filter((rule) => rule.storage === 'number');
  const clear = found.filter((rule) => rule.certainty === 'found');
  const commas = clear.filter((rule) => rule.numberFormat?.decimal === ',').length;
  const points = clear.filter(
    (rule, i) => rule.numberFormat?.decimal === '.' && someHas(columnTexts[alone.indexOf(clear[i] ?? rule)] ?? [], '.'),
  ).length;
  // A semicolon stands between cells where the comma stands in numbers.
  const usualDecimal = commas > points || (points === 0 && reading.dialect.delimiter === ';') ? ',' : '.';
  const usualDateOrder =
    alone.some((rule) => rule.dateFormat?.order === 'dmy' && rule.dateFormat.certainty === 'found') ||
    usualDecimal === ','
      ? 'dmy'
      : 'mdy';
  const rules = alone.map((rule, c) =>
    rule.certainty === 'doubtful'
      ? inferColumnRule(columnTexts[c] ?? [], { ...hintsOf(told, names[c] ?? ''), usualDecimal, usualDateOrder })
      : rule,
  );
  const { dialect, decisions } = reading;
  if (told.decimal === undefined) {
    dialect.decimal = rules.some((rule) => rule.numberFormat?.decimal === ',') && commas >= points ? ',' : '.';
    if (rules.some((rule) => rule.storage === 'number' && rule.rival)) {
      decisions.decimal = {
        certainty: 'doubtful',
        reason: 'some numbers can be read with a decimal comma or with a comma between thousands',
      };
    }
  }
  if (told.thousands === undefined) {
    dialect.thousands =
      rules.find((rule) => rule.numberFormat !== undefined && rule.numberFormat.thousands !== '')?.numberFormat
        ?.thousands ?? '';
  }
  return rules;
}

function someHas(texts: readonly string[], mark: string): boolean {
  return texts.some((text) => text.includes(mark));
}

/** @throws {DatasetError} `unknown-column` */
export function refuseUnknownColumns(told: DialectOverrides, names: readonly string[]): void {
  for (const column of Object.keys(told.columns ?? {})) {
    if (!names.includes(column)) {
      throw new DatasetError(
        'unknown-column',
        `There is no column "${column}". The columns are ${names
          .slice(0, 10)
          .map((name) => `"${name}"`)
          .join(', ')}${names.length > 10 ? ', …' : ''}.`,
        { column },
      );
    }
  }
}

function readText(prepared: PreparedBytes, position: number, length: number): string {
  const bytes = new Uint8Array(length);
  const read = prepared.source.read(bytes, 0, length, position);
  return bytesAsText(bytes.subarray(0, read));
}
