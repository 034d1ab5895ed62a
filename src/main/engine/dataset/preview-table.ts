import type { ImportPreview } from '../../../shared/contract/dataset.ts';
import type { ColumnType, DialectOverrides } from '../../../shared/contract/dialect.ts';
import { openSource } from './byte-source.ts';
import type { TableSource } from './byte-source.ts';
import { planDelimited } from './plan-delimited.ts';
import { prepareBytes, unpacked } from './prepare-bytes.ts';
import { sourceRemarks } from './source-remarks.ts';
import { textType } from './text-type.ts';

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
      remarks: [...sourceRemarks(content.source, content.compression, prepared.encoding), ...sniffed.remarks],
    };
  } finally {
    opened.close();
  }
}
