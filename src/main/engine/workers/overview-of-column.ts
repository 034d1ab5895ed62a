import type { ColumnOverview } from '../../../shared/contract/requests.ts';
import { gatherValues } from '../dataset/gather-values.ts';
import type { SelectedRows } from '../dataset/select-rows.ts';
import type { TableColumn, TextColumn } from '../dataset/table.ts';
import { binEdges } from '../statistics/descriptive/bin-edges.ts';
import { columnShape } from '../statistics/descriptive/column-shape.ts';
import { distinctOfRange } from '../statistics/descriptive/distinct-values.ts';
import { addCounts, countsOfRange } from '../statistics/descriptive/histogram.ts';
import { moments } from '../statistics/descriptive/moments.ts';

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
  // A fixed number of bins needs no quartiles, and this runs for every column at once.
  const shape = columnShape(values, moments(values), [0, 0], distinctOfRange(values, 0, values.length));
  const count = Math.max(1, Math.min(mostBins, Math.ceil(2 * Math.cbrt(n))));
  const { edges } = binEdges({ kind: 'count', count }, shape);
  const counts = addCounts([countsOfRange(values, 0, values.length, edges)]);
  return { n, histogram: { edges, counts }, frequent: null };
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
