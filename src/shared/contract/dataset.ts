import type { ColumnType, DateOrder, DialectReading } from './dialect.ts';

/** What was read, without the data: small enough to cross to the page. */
export interface DatasetSummary {
  /** The file's name without folder, or what stands for it (`pasted table`). */
  name: string;
  path?: string;
  format: TableFormat;
  compression: 'none' | 'gzip';
  /** Length of the source as stored, in bytes. */
  bytes: number;
  /** Identity of the source's bytes, unpacked, in 16 hexadecimal digits: equal bytes have equal hashes on every host. No protection against forgery. */
  hash: string;
  rows: number;
  columns: ColumnInfo[];
  /** How the text was understood; absent for formats that leave nothing to guess. */
  reading?: DialectReading;
  /** Every silent repair and every notable decision. */
  remarks: Remark[];
  problems: CellProblems;
}

export type TableFormat = 'delimited' | 'json-lines' | 'parquet';

export interface ColumnInfo {
  /** Unique in the table. */
  name: string;
  type: ColumnType;
  /** Where `type` comes from. */
  certainty: 'told' | 'found' | 'doubtful';
  /** A type worth a thought: integers with few distinct values may be categories, all distinct ones identifiers. */
  suggestedType?: ColumnType;
  rows: number;
  /** Cells without a value. `rows − missing − invalid` values remain. */
  missing: number;
  /** The texts that were read as missing, most frequent first. The empty text is the empty cell. */
  missingByToken: MissingToken[];
  /** Cells that the column's rule could not read; they have no value either. Their texts are among the table's problems. */
  invalid: number;
  /** Distinct texts of a boolean, category, identifier or text column. */
  distinct?: number;
  /** The rule by which texts became numbers. */
  numberFormat?: NumberFormat;
  /** The rule by which texts became dates. */
  dateFormat?: DateFormat;
  /** Step of which all values are multiples, in the column's unit: 0.1 for values with one decimal. Absent when there is none above the values' own precision. */
  resolution?: number;
  /** Values that look like codes for "missing", such as −999: suggested, never assumed. */
  sentinels?: { value: number; count: number }[];
}

export interface MissingToken {
  token: string;
  count: number;
  /** Why a text that looks like a number is missing all the same: Inf, NaN, 1e400. */
  reason?: string;
}

export interface NumberFormat {
  decimal: '.' | ',';
  thousands: string;
  /** The sign that every value carries, such as `%` or `€`. A percentage keeps its number: "12 %" is 12 in the unit %. */
  unit?: string;
}

export interface DateFormat {
  order: DateOrder;
  /** Some values have a time of day. */
  hasTime: boolean;
  /** `found`: some date has a day above 12. `doubtful`: both orders fit every date. */
  certainty: 'told' | 'found' | 'doubtful';
}

/** A cell that the column's rule could not read. */
export interface CellProblem {
  /** Data row, from 1. */
  row: number;
  /** Line of the file on which the row begins, from 1; absent where a file has no lines. */
  line?: number;
  column: string;
  /** The cell as written, cut to 200 characters. */
  text: string;
  reason: string;
}

export interface CellProblems {
  total: number;
  /** The first ones in row order; the table keeps no more. */
  first: CellProblem[];
}

/** Something the reader did without asking, or noticed. The message is one complete sentence. */
export interface Remark {
  code: RemarkCode;
  message: string;
  /** First line or row concerned, from 1, and how many. */
  line?: number;
  row?: number;
  column?: string;
  count?: number;
}

export type RemarkCode =
  | 'guessed-encoding'
  | 'undecodable-bytes'
  | 'byte-order-mark'
  | 'compressed'
  | 'separator-line'
  | 'skipped-preamble'
  | 'skipped-comments'
  | 'skipped-footer'
  | 'skipped-blank-rows'
  | 'repeated-header'
  | 'second-table'
  | 'no-header'
  | 'joined-header'
  | 'named-column'
  | 'renamed-column'
  | 'dropped-column'
  | 'padded-rows'
  | 'cut-rows'
  | 'unclosed-quote'
  | 'stray-quote'
  | 'mixed-record-ends'
  | 'removed-nul'
  | 'decimal-comma'
  | 'date-order'
  | 'lost-precision'
  | 'file-grew'
  | 'nested-values';

/** Part of a table while it is still being read: enough for a first histogram. */
export interface LoadingProgress {
  bytesRead: number;
  bytesTotal: number;
  rows: number;
}

/** Why a table could not be read. */
export type DatasetErrorCode =
  | 'file-not-found'
  | 'is-directory'
  | 'device'
  | 'not-readable'
  | 'empty-file'
  | 'header-only'
  | 'not-a-table'
  | 'unknown-encoding'
  | 'unknown-column'
  | 'too-large'
  | 'changed-while-reading'
  | 'cancelled';

/** The first rows of a text file under given decisions, for the import panel. */
export interface ImportPreview {
  names: string[];
  types: ColumnType[];
  /** Cells as in the file after unquoting. */
  rows: string[][];
  reading: DialectReading;
  remarks: Remark[];
}
