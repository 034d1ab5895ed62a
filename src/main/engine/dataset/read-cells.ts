import type { Remark } from '../../../shared/contract/dataset.ts';
import type { DialectOverrides, DialectReading } from '../../../shared/contract/dialect.ts';
import { openSource } from './byte-source.ts';
import type { TableSource } from './byte-source.ts';
import { textOf } from './column-of-values.ts';
import { cellDecoder } from './decode-cell.ts';
import { prepareBytes, unpacked } from './prepare-bytes.ts';
import { bytesOfTable, planDelimited } from './plan-delimited.ts';
import { readJsonLines } from './read-json-lines.ts';
import { readParquet } from './read-parquet.ts';
import { formatOf } from './read-table.ts';
import { RowBatches } from './row-batches.ts';

/** A table's cells as texts, exactly as in the file after unquoting; every row has one cell per name. */
export interface CellTable {
  names: string[];
  /** The file itself names the columns. */
  hasHeader: boolean;
  reading?: DialectReading;
  remarks: Remark[];
  /** Rows in batches of some thousands. */
  rows: AsyncGenerator<string[][], void>;
}

/**
 * The table as understood, as text.
 * @throws {DatasetError} as `readTable` does, here or while rows are taken
 */
export async function readCells(source: TableSource, told: DialectOverrides = {}): Promise<CellTable> {
  const opened = openSource(source);
  try {
    const content = await unpacked(opened, source, () => false);
    const format = formatOf(content.source);
    if (format !== 'delimited') {
      const { names, values, rows } =
        format === 'parquet'
          ? await readParquet(content.source, () => false)
          : readJsonLines(content.source, () => false);
      opened.close();
      return { names, hasHeader: true, remarks: [], rows: rowsOfValues(values, rows) };
    }
    const prepared = prepareBytes(content.source, content.shared, told.encoding);
    const { sniffed } = planDelimited(prepared, told);
    const { from, end, cells } = bytesOfTable(prepared, sniffed);
    const width = sniffed.names.length;
    async function* rows(): AsyncGenerator<string[][], void> {
      try {
        const batches = new RowBatches(prepared.source, cells, end);
        const decode = cellDecoder(prepared.byteEncoding);
        let line = sniffed.dataLine + 1;
        let blanks = 0;
        for (let at = from; at < end;) {
          const batch = batches.take(at, end, line);
          at += batch.consumed;
          line += batch.lines;
          const texts: string[][] = [];
          for (const row of batch.rows) {
            if (row.length === 0 || (width > 1 && row.length === 1 && row[0] === '')) {
              if (width === 1) blanks++;
              continue;
            }
            for (; blanks > 0; blanks--) texts.push(['']);
            texts.push(Array.from({ length: width }, (_, c) => decode(row[c] ?? '')));
          }
          await Promise.resolve();
          yield texts;
        }
      } finally {
        opened.close();
      }
    }
    return {
      names: sniffed.names,
      hasHeader: sniffed.reading.dialect.headerRows > 0,
      reading: sniffed.reading,
      remarks: sniffed.remarks,
      rows: rows(),
    };
  } catch (error) {
    opened.close();
    throw error;
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- one kind of iterator for all formats
async function* rowsOfValues(values: readonly unknown[][], rows: number): AsyncGenerator<string[][], void> {
  for (let from = 0; from < rows; from += 4096) {
    const length = Math.min(4096, rows - from);
    yield Array.from({ length }, (_, r) => values.map((column) => textOf(column[from + r])));
  }
}
