import type { ColumnOverview } from '../../../shared/contract/requests.ts';
import { gatherValues } from '../dataset/gather-values.ts';
import type { SelectedRows } from '../dataset/select-rows.ts';
import type { TableColumn, TextColumn } from '../dataset/table.ts';
import { histogram } from '../statistics/descriptive/histogram.ts';

/** Bars of the small histogram in the list of columns. */
const mostBins = 32;
/** Frequent values named there and in a filter by category. */
const mostFrequent = 50;

/** One column at a glance, under the filters. */
export function overviewOfColumn(column: TableColumn, selected: SelectedRows): Omit<ColumnOverview, 'name'> {
  if (column.kind === 'text') return overviewOfText(column, selected);
  const { groups } = gatherValues(column.values, selected, null, 1);
  const { values, n } = groups[0]!;
  if (n === 0) return { n, histogram: null, frequent: null };
  const bins = histogram(values, {
    kind: 'count',
    count: Math.max(1, Math.min(mostBins, Math.ceil(2 * Math.cbrt(n)))),
  });
  return { n, histogram: { edges: bins.edges, counts: bins.counts }, frequent: null };
}

function overviewOfText({ codes, dictionary }: TextColumn, selected: SelectedRows): Omit<ColumnOverview, 'name'> {
  const counts = new Float64Array(dictionary.length + 1); // the last one for rows without a value
  const rows = selected?.length ?? codes.length;
  for (let i = 0; i < rows; i++) {
    const code = codes[selected ? selected[i]! : i]!;
    counts[code < 0 ? dictionary.length : code]!++;
  }
  const n = rows - counts[dictionary.length]!;
  const order = [...dictionary.keys()].sort((a, b) => counts[b]! - counts[a]! || a - b);
  const values = order
    .slice(0, mostFrequent)
    .filter((code) => counts[code]! > 0)
    .map((code) => ({ value: dictionary[code]!, rows: counts[code]! }));
  return { n, histogram: null, frequent: { values, others: n - values.reduce((sum, { rows }) => sum + rows, 0) } };
}
