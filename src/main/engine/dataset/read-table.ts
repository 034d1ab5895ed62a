import type { Remark } from '../../../shared/contract/dataset.ts';
import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import { openSource } from './byte-source.ts';
import type { TableSource } from './byte-source.ts';
import { prepareBytes, unpacked } from './prepare-bytes.ts';
import { readDelimited } from './read-delimited.ts';
import type { ReadHooks } from './read-hooks.ts';
import type { Table } from './table.ts';

/**
 * Reads any table into typed columns on shared memory.
 * @param source  a file, or bytes (on a SharedArrayBuffer when a helper is to read them too)
 * @param told    what the person decided; everything else is found
 * @throws {DatasetError} with a code and one sentence
 */
export async function readTable(
  source: TableSource,
  told: DialectOverrides = {},
  hooks: ReadHooks = {},
): Promise<Table> {
  const opened = openSource(source);
  try {
    const content = await unpacked(opened, source, () => hooks.shouldStop?.() === true);
    const prepared = prepareBytes(content.source, content.shared, told.encoding);
    const { columns, summary } = await readDelimited(prepared, told, hooks);
    const remarks: Remark[] = [];
    if (content.compression === 'gzip')
      remarks.push({ code: 'compressed', message: 'The file is packed with gzip and was unpacked.' });
    if (prepared.encoding.certainty === 'doubtful') {
      remarks.push({ code: 'guessed-encoding', message: `The encoding is a guess: ${prepared.encoding.reason}.` });
    }
    return {
      columns,
      summary: {
        name: opened.name,
        ...(opened.path === undefined ? {} : { path: opened.path }),
        format: 'delimited',
        compression: content.compression,
        bytes: opened.size,
        ...summary,
        remarks: [...remarks, ...summary.remarks],
      },
    };
  } finally {
    opened.close();
  }
}
