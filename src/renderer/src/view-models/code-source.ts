import { codeColumns, type CodeColumn, type ReadColumn } from './code-columns.ts';
import { codeReading, type CodeReading } from './model-code.ts';

/** How a table was read, as far as another program must be told. */
export interface ReadTable {
  name: string;
  format: string;
  columns: readonly (ReadColumn & { missingByToken: readonly { token: string }[] })[];
  reading?: { dialect: ReadDialect };
}

type ReadDialect = Omit<CodeReading, 'missing'> & {
  delimiterRuns: boolean;
  quote: string;
  escape: string;
  headerRows: number;
  footerRows: number;
  comment: string;
};

/** What code needs to read the file again. */
export interface CodeSource {
  file: string;
  reading: CodeReading | null;
  special: readonly CodeColumn[];
}

/** @param names  of all columns that the code reads as values */
export function codeSource(table: ReadTable, names: readonly string[]): CodeSource | { obstacle: string } {
  const dialect = table.reading?.dialect;
  const obstacle = dialect
    ? dialectObstacle(dialect)
    : `it is no delimited text but ${formatNames[table.format] ?? table.format}`;
  if (obstacle !== null)
    return {
      obstacle: `Code cannot be copied, for Python and R would read ${table.name} otherwise: ${obstacle}. Run “bellwether table” on it and open what it writes.`,
    };
  return {
    file: table.name,
    reading: codeReading(dialect, table.columns),
    special: codeColumns(table.columns, names, dialect?.decimal ?? '.'),
  };
}

const formatNames: Readonly<Record<string, string>> = { 'json-lines': 'JSON Lines', parquet: 'Parquet' };

/** What sets the file apart from those that both programs read alike; null where nothing does. */
function dialectObstacle(dialect: ReadDialect): string | null {
  const { delimiter, delimiterRuns, quote, escape, headerRows, footerRows, comment } = dialect;
  if (headerRows !== 1)
    return headerRows === 0 ? 'it has no row of column names' : `its column names take ${headerRows} rows`;
  if (delimiterRuns || delimiter.length > 1) return 'more than one character stands between two cells';
  if (comment !== '') return `lines that begin with ${comment} are left out`;
  if (footerRows > 0) return 'lines stand below the table';
  if (quote !== '' && quote !== '"') return `cells are quoted with ${quote}`;
  if (escape !== '' && escape !== '"') return `quotes inside cells are written with ${escape}`;
  return null;
}
