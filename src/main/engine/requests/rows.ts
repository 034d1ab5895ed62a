import type { ColumnOverview } from '../../../shared/contract/requests.ts';
import { pageOfRows } from '../dataset/page-of-rows.ts';
import type { Threads } from '../workers/threads.ts';
import type { Handlers } from './handlers.ts';
import type { OpenDatasets } from './open-datasets.ts';

/** Serves what the list of columns and the Data view show. */
export function serveRows({
  datasets,
  short,
}: {
  datasets: OpenDatasets;
  short: Threads;
}): Handlers<'dataset.overview' | 'dataset.rows'> {
  return {
    'dataset.overview': async ({ datasetId, filters }) => {
      const { table, selected } = await selection(datasets, datasetId, filters);
      const columns = await Promise.all(
        table.columns.map(async (column, place): Promise<ColumnOverview> => {
          const { name } = table.summary.columns[place]!;
          return { name, ...(await short.run('overview', { column, selected })) };
        }),
      );
      const rows = table.summary.rows;
      const used = selected?.length ?? rows;
      const leftOut = used < rows ? [{ reason: 'filtered' as const, rows: rows - used }] : [];
      return { rows: { used, leftOut }, columns };
    },
    'dataset.rows': async ({ datasetId, filters, from, count }) => {
      const { table, selected } = await selection(datasets, datasetId, filters);
      return pageOfRows(table, selected, from, count);
    },
  };
}

async function selection(
  datasets: OpenDatasets,
  datasetId: string,
  filters: Parameters<Handlers['dataset.rows']>[0]['filters'],
) {
  const dataset = datasets.get(datasetId);
  return { table: dataset.table, selected: await dataset.selected(filters) };
}
