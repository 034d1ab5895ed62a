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
import { repairRemarks } from './repair-remarks.ts';
import { noRepairs, noteRepair, noteWidth } from './repair-counts.ts';
import { headingColumn, isHeading } from './repeated-heading.ts';
import { RowBatches } from './row-batches.ts';
import { sourceRemarks } from './source-remarks.ts';
import { watchFile } from './watch-file.ts';

/** A table's cells as texts, exactly as in the file after unquoting; every row has one cell per name. */
export interface CellTable {
  names: string[];
  /** The file itself names the columns. */
  hasHeader: boolean;
  reading?: DialectReading;
  /** Complete when all rows have been taken. */
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
  const remarksOnChange = watchFile(opened);
  try {
    const content = await unpacked(opened, source, () => false);
    const format = formatOf(content.source);
    if (format !== 'delimited') {
      const { names, values, rows } =
        format === 'parquet'
          ? await readParquet(content.source, () => false)
          : readJsonLines(content.source, () => false);
      const remarks = [...sourceRemarks(content.source, content.compression), ...remarksOnChange()];
      opened.close();
      return { names, hasHeader: true, remarks, rows: rowsOfValues(values, rows) };
    }
    const prepared = prepareBytes(content.source, content.shared, told.encoding);
    const { sniffed, rules } = planDelimited(prepared, told);
    const remarks = [...sourceRemarks(content.source, content.compression, prepared.encoding), ...sniffed.remarks];
    const { from, end, cells } = bytesOfTable(prepared, sniffed);
    const width = sniffed.names.length;
    const fullWidth = width + sniffed.dropped;
    async function* rows(): AsyncGenerator<string[][], void> {
      try {
        const batches = new RowBatches(prepared.source, cells, end);
        const decode = cellDecoder(prepared.byteEncoding);
        const heading = headingColumn(sniffed.headingRows, rules, decode);
        const repairs = noRepairs();
        let line = sniffed.dataLine + 1;
        let blanks = 0;
        for (let at = from; at < end;) {
          const batch = batches.take(at, end, line);
          const lineOf = (row: number): number => line + (batch.lineOf?.[row] ?? row);
          const texts: string[][] = [];
          for (const [i, row] of batch.rows.entries()) {
            if (row.length === 0 || (width > 1 && row.length === 1 && row[0] === '')) {
              if (width === 1) blanks++;
              else noteRepair(repairs.blank, lineOf(i));
              continue;
            }
            if (heading >= 0 && isHeading(row, sniffed.headingRows)) {
              noteRepair(repairs.repeatedHeading, lineOf(i));
              continue;
            }
            noteWidth(repairs, row, fullWidth, lineOf(i));
            for (; blanks > 0; blanks--) texts.push(['']);
            texts.push(Array.from({ length: width }, (_, c) => decode(row[c] ?? '')));
          }
          for (const row of batch.strayQuotes) noteRepair(repairs.strayQuote, lineOf(row));
          for (const row of batch.unclosed) noteRepair(repairs.unclosedQuote, lineOf(row));
          at += batch.consumed;
          line += batch.lines;
          await Promise.resolve();
          yield texts;
        }
        const { undecodable, withNuls } = decode;
        remarks.push(...repairRemarks({ ...repairs, undecodable, withNuls }, fullWidth), ...remarksOnChange());
      } finally {
        opened.close();
      }
    }
    return {
      names: sniffed.names,
      hasHeader: sniffed.reading.dialect.headerRows > 0,
      reading: sniffed.reading,
      remarks,
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
