import { module } from './compiled/histogram.ts';
import { evenEdges } from './even-edges.ts';
import { countBins as countByBisection } from './histogram.ts';
import { kernelInstance, putPadded } from './kernel-instance.ts';

interface Loops {
  countBins: (
    block: number,
    count: number,
    origin: number,
    factor: number,
    nearer: number,
    last: number,
    edges: number,
    bins: number,
    counts: number,
  ) => void;
}

const kernel = kernelInstance<Loops>(module);
const rowsPerBlock = 8192;

/** As the twin in histogram.ts, count for count. Edges that are not nearly evenly spaced are left to the twin. */
export function countBins(values: Float64Array, from: number, to: number, edges: Float64Array): Uint32Array {
  const even = evenEdges(edges);
  if (!even) return countByBisection(values, from, to, edges);
  const { origin, factor, slack } = even;
  const nearer = (0.5 - slack) ** 2;
  const bins = edges.length - 1;
  const { loops, free, memory } = kernel();
  const block = free / 8;
  const edgesAt = block + rowsPerBlock;
  const countsAt = 2 * (edgesAt + bins + 1); // in 32-bit counts
  const { doubles, counts } = memory((countsAt + 4 * bins) * 4);
  doubles.set(edges, edgesAt);
  doubles[edgesAt + bins] = Infinity; // closes the last bin
  counts.fill(0, countsAt, countsAt + 4 * bins);
  for (let start = from; start < to; start += rowsPerBlock) {
    const count = putPadded(doubles, block, values.subarray(start, Math.min(to, start + rowsPerBlock)));
    loops.countBins(block * 8, count, origin, factor, nearer, edges[bins]!, edgesAt * 8, bins, countsAt * 4);
  }
  const total = new Uint32Array(bins);
  for (let bin = 0; bin < bins; bin++) {
    const at = countsAt + 4 * bin;
    total[bin] = counts[at]! + counts[at + 1]! + counts[at + 2]! + counts[at + 3]!;
  }
  return total;
}
