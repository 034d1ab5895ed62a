/** How the bytes of a delimited text file become rows of cells, and cells numbers. Plain data: it crosses to the page. */
export interface Dialect {
  /** A WHATWG encoding label in lower case, such as `utf-8`, `utf-16le`, `windows-1252`. */
  encoding: string;
  /** Between two cells; may have several characters (`, `); empty when the file has one column. */
  delimiter: string;
  /** A run of delimiters counts as one, and a line may begin with some: columns aligned with spaces. */
  delimiterRuns: boolean;
  /** Around a cell that holds delimiters or line ends; empty when none is used. */
  quote: string;
  /** Before a quote inside a quoted cell: the quote itself (doubled), a backslash, or empty for none. */
  escape: string;
  recordEnd: RecordEnd;
  /** Lines before the header that are no part of the table: `sep=;`, titles, notes. */
  skipRows: number;
  /** Rows that name the columns; 0 when the first row is data already. */
  headerRows: number;
  /** Lines after the table: footnotes, sums, a second table. */
  footerRows: number;
  decimal: DecimalMark;
  /** Between groups of three digits; empty when numbers are written without. */
  thousands: string;
  /** A line beginning with this is no row; empty when the file has no such lines. */
  comment: string;
}

export type RecordEnd = 'lf' | 'crlf' | 'cr' | 'mixed';
export type DecimalMark = '.' | ',';

/** What a person or the command line may decide in the reader's place; whatever is left out is found in the file. */
export interface DialectOverrides {
  encoding?: string;
  delimiter?: string;
  quote?: string;
  escape?: string;
  skipRows?: number;
  headerRows?: number;
  decimal?: DecimalMark;
  thousands?: string;
  comment?: string;
  /** Texts that mean "no value", compared without regard to case and outer spaces; replaces the usual list. The empty cell is always missing. */
  missingTokens?: readonly string[];
  /** Column name → how to read it, in place of the inferred type. */
  columns?: Readonly<Record<string, ColumnOverride>>;
}

export interface ColumnOverride {
  type?: ColumnType;
  /** Day before month or month before day in dates written with numbers only. */
  dateOrder?: DateOrder;
  /** Further texts that mean "no value" in this column alone, such as −999. */
  missingTokens?: readonly string[];
}

/**
 * What a column holds.
 * - `number`, `date`: values on a line; dates are milliseconds since 1970-01-01 UTC
 * - `boolean`, `category`: few distinct texts
 * - `identifier`: a text that names a row or a thing (leading zeros, integers beyond 2⁵³, all distinct)
 * - `text`: everything else
 */
export type ColumnType = 'number' | 'date' | 'boolean' | 'category' | 'identifier' | 'text';
export const columnTypes: readonly ColumnType[] = ['number', 'date', 'boolean', 'category', 'identifier', 'text'];

/** Year first, day first, month first. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

/** Each property of a dialect is one decision. */
export type DialectDecision = keyof Dialect;

/** Where a decision comes from: told by the person, found in the file, or found with a serious rival. */
export type Certainty = 'told' | 'found' | 'doubtful';

export interface Decision {
  certainty: Certainty;
  /** One sentence on what spoke for it, or which rival came close. */
  reason?: string;
}

/** A dialect and how sure each part of it is. The import panel opens by itself only when something is doubtful. */
export interface DialectReading {
  dialect: Dialect;
  decisions: Record<DialectDecision, Decision>;
}

/** @returns the decisions a person should look at, in the order of the panel */
export function doubtfulDecisions(reading: DialectReading): DialectDecision[] {
  return (Object.keys(reading.decisions) as DialectDecision[]).filter(
    (decision) => reading.decisions[decision].certainty === 'doubtful',
  );
}
