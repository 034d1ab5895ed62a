import type { BinRule, Histogram } from '../../../../shared/statistics/histogram.ts';
import { countBins } from '../../kernels/histogram-wasm.ts';
import { binEdges, type BinEdges } from './bin-edges.ts';
import { shapeOfColumn } from './column-shape.ts';

/** Counts of rows [from, to) between edges: what one thread computes of a histogram. */
export function countsOfRange(values: Float64Array, from: number, to: number, edges: Float64Array): Uint32Array {
  return countBins(values, from, to, edges);
}

/** Counts added up over ranges of rows; the order does not matter. Doubles, because their sum may pass 2³². */
export function addCounts(parts: readonly Uint32Array[]): Float64Array {
  const total = new Float64Array(parts[0]?.length ?? 0);
  for (const part of parts) for (let bin = 0; bin < total.length; bin++) total[bin]! += part[bin]!;
  return total;
}

/** A histogram from its edges and the counts of all its ranges of rows. */
export function histogramOf(
  rule: BinRule,
  { edges, width, remark }: BinEdges,
  parts: readonly Uint32Array[],
): Histogram {
  const counts = addCounts(parts);
  return { edges, counts, width, total: counts.reduce((sum, count) => sum + count, 0), rule, remark };
}

/** Histogram of a column's finite values, on one thread. */
export function histogram(values: Float64Array, rule: BinRule): Histogram {
  const bins = binEdges(rule, shapeOfColumn(values));
  return histogramOf(rule, bins, [countsOfRange(values, 0, values.length, bins.edges)]);
}
