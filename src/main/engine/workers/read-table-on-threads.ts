import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import type { ColumnPreview, LoadProgress } from '../../../shared/contract/requests.ts';
import type { TableSource } from '../dataset/byte-source.ts';
import { readTable } from '../dataset/read-table.ts';
import { runShare } from '../dataset/share-work.ts';
import type { Table, TablePreview } from '../dataset/table.ts';
import { overviewOfColumn } from './overview-of-column.ts';
import type { JobContext } from './run-job.ts';

/** Reads a table with whatever thread is free to help, and reports what there is to see so far. */
export function readTableOnThreads(
  source: TableSource,
  overrides: DialectOverrides,
  { shouldStop, onProgress, help }: JobContext<'read-table'>,
): Promise<Table> {
  return readTable(source, overrides, {
    shouldStop,
    onProgress: ({ preview, ...progress }) => {
      const report: LoadProgress = preview ? { ...progress, preview: previewColumns(preview) } : progress;
      onProgress(report);
    },
    // Without a helper this thread has done everything by the time the answer comes, and finds nothing left to do.
    runHelper: async (job) => (await help('read-share', job)) ?? runShare(job),
  });
}

function previewColumns({ columns, values }: TablePreview): ColumnPreview[] {
  return columns.map(({ name, type }, place) => {
    const numbers = values[place];
    const overview = numbers && overviewOfColumn({ kind: 'number', values: numbers }, null);
    return { name, type, histogram: overview?.histogram ?? null };
  });
}
