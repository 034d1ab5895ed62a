import type { TableFormat } from '../../../shared/contract/dataset.ts';
import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import { openSource } from './byte-source.ts';
import type { ByteSource, TableSource } from './byte-source.ts';
import { createControl } from './control.ts';
import { prepareBytes, unpacked } from './prepare-bytes.ts';
import { readDelimited } from './read-delimited.ts';
import type { ReadHooks } from './read-hooks.ts';
import { isJsonLines, readJsonLines } from './read-json-lines.ts';
import { tooLargeInstead } from './memory-room.ts';
import { isParquet, readParquet } from './read-parquet.ts';
import { hashOfBlocks, roomForScan } from './scan-source.ts';
import type { ScanJob } from './scan-source.ts';
import { blockBytes } from './turns.ts';
import { shareWork } from './share-work.ts';
import { sourceRemarks } from './source-remarks.ts';
import type { Table } from './table.ts';
import { tableOfValues } from './value-table.ts';
import { watchFile } from './watch-file.ts';

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
  const remarksOnChange = watchFile(opened);
  try {
    const stop = (): boolean => hooks.shouldStop?.() === true;
    const content = await unpacked(opened, source, stop, hooks.freeMemory);
    const about = {
      name: opened.name,
      ...(opened.path === undefined ? {} : { path: opened.path }),
      compression: content.compression,
      bytes: opened.size,
    };
    const format = formatOf(content.source);
    if (format !== 'delimited') {
      const values =
        format === 'parquet'
          ? await readParquet(content.source, stop, hooks.freeMemory)
          : readJsonLines(content.source, stop, hooks.freeMemory);
      const { columns, summary } = tableOfValues(opened.name, values, told);
      const hash = await hashSource(content.source, content.shared, hooks);
      const remarks = [...sourceRemarks(content.source, content.compression), ...summary.remarks, ...remarksOnChange()];
      return { columns, summary: { ...about, format, hash, ...summary, remarks } };
    }
    const prepared = prepareBytes(content.source, content.shared, told.encoding);
    const { columns, summary } = await readDelimited(prepared, told, hooks);
    const remarks = [
      ...sourceRemarks(content.source, content.compression, prepared.encoding),
      ...summary.remarks,
      ...remarksOnChange(),
    ];
    return { columns, summary: { ...about, format, ...summary, remarks } };
  } catch (error) {
    throw tooLargeInstead(opened.name, error);
  } finally {
    opened.close();
  }
}

/** By the bytes, whatever the name. */
export function formatOf(source: ByteSource): TableFormat {
  if (isParquet(source)) return 'parquet';
  const head = new Uint8Array(Math.min(1 << 16, source.size));
  source.read(head, 0, head.length, 0);
  return isJsonLines(head) ? 'json-lines' : 'delimited';
}

async function hashSource(source: ByteSource, shared: TableSource, hooks: ReadHooks): Promise<string> {
  const { size } = source;
  const job: ScanJob = {
    kind: 'scan',
    source: shared,
    size,
    from: 0,
    to: 0,
    recordEnd: 10,
    ...roomForScan(size, blockBytes),
    control: createControl(0),
  };
  await shareWork(job, job.hashes.length, hooks, () => {});
  return hashOfBlocks(job.hashes);
}
