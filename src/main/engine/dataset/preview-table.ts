import type { ColumnType, DialectOverrides, DialectReading } from '../../../shared/contract/dialect.ts';
import type { Remark } from '../../../shared/contract/dataset.ts';
import { openSource } from './byte-source.ts';
import type { TableSource } from './byte-source.ts';
import { planDelimited } from './plan-delimited.ts';
import { prepareBytes, unpacked } from './prepare-bytes.ts';
import { textType } from './text-type.ts';

/** The first rows of a text file under given decisions, for the import panel. */
export interface ImportPreview {
  names: string[];
  types: ColumnType[];
  /** Cells as in the file after unquoting. */
  rows: string[][];
  reading: DialectReading;
  remarks: Remark[];
}

/** @param rows  how many to show at most */
export async function previewTable(source: TableSource, told: DialectOverrides, rows: number): Promise<ImportPreview> {
  const opened = openSource(source);
  try {
    const content = await unpacked(opened, source, () => false);
    const prepared = prepareBytes(content.source, content.shared, told.encoding);
    const { sniffed, rules } = planDelimited(prepared, told);
    const types = rules.map((rule, c): ColumnType => {
      if (rule.storage !== 'text') return rule.storage;
      const texts = sniffed.sample.map((row) => row[c] ?? '').filter((text) => text !== '');
      return rule.toldType ?? textType([...new Set(texts)], texts.length);
    });
    return {
      names: sniffed.names,
      types,
      rows: sniffed.sample.slice(0, rows).map((row) => row.slice(0, sniffed.names.length)),
      reading: sniffed.reading,
      remarks: sniffed.remarks,
    };
  } finally {
    opened.close();
  }
}
