import type { MatrixCell, PairRequests } from '../../../shared/contract/pair-requests.ts';
import { numberColumn } from '../dataset/column-named.ts';
import type { Threads } from '../workers/threads.ts';
import type { OpenedDataset } from './open-datasets.ts';

/**
 * Every pair of some columns, one job per pair.
 * @throws {RequestError} `unknown-column`, `not-numeric`, and as conditionsOf
 */
export async function pairMatrix(
  dataset: OpenedDataset,
  { columns, filters, cells }: PairRequests['pair.matrix']['params'],
  threads: Threads,
  signal: AbortSignal | undefined,
): Promise<PairRequests['pair.matrix']['value']> {
  const values = columns.map((name) => numberColumn(dataset.table, name).values);
  const selected = await dataset.selected(filters);
  const options = signal ? { signal } : {};
  const ranges = await Promise.all(
    values.map((column) => threads.run('column-range', { values: column, selected }, options)),
  );
  const pairs = columns.flatMap((_, y) => Array.from({ length: y }, (_, x) => ({ x, y })));
  const found = await Promise.all(
    pairs.map(async ({ x, y }): Promise<MatrixCell> => {
      const input = { x: values[x]!, y: values[y]!, selected, ranges: [ranges[x]!, ranges[y]!] as const, cells };
      const { n, correlation, counts } = await threads.run('matrix-cell', input, options);
      return { x, y, n, correlation, raster: { columns: cells, lines: cells, counts } };
    }),
  );
  const rows = dataset.table.summary.rows;
  const used = selected?.length ?? rows;
  return {
    ranges,
    cells: found,
    rows: { used, leftOut: used < rows ? [{ reason: 'filtered', rows: rows - used }] : [] },
  };
}
