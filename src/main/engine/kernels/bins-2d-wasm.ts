import { countBins2d as countByBisection } from './bins-2d.ts';
import { module } from './compiled/bins-2d.ts';
import { evenEdges } from './even-edges.ts';
import { kernelInstance, putPadded } from './kernel-instance.ts';

interface Loops {
  countBins2d: (
    xBlock: number,
    yBlock: number,
    count: number,
    nearer: number,
    ...axes: [...x: AxisArguments, ...y: AxisArguments, counts: number, stride: number]
  ) => void;
}
type AxisArguments = [origin: number, factor: number, last: number, edges: number, bins: number];

const kernel = kernelInstance<Loops>(module);
const rowsPerBlock = 4096;

/** As the twin in bins-2d.ts, count for count. Edges that are not nearly evenly spaced are left to the twin. */
export function countBins2d(
  x: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
  xEdges: Float64Array,
  yEdges: Float64Array,
): Uint32Array {
  const xEven = evenEdges(xEdges);
  const yEven = evenEdges(yEdges);
  if (!xEven || !yEven) return countByBisection(x, y, from, to, xEdges, yEdges);
  const columns = xEdges.length - 1;
  const rows = yEdges.length - 1;
  const { loops, free, memory } = kernel();
  const xBlock = free / 8;
  const yBlock = xBlock + rowsPerBlock;
  const xEdgesAt = yBlock + rowsPerBlock;
  const yEdgesAt = xEdgesAt + columns + 1;
  const countsAt = 2 * (yEdgesAt + rows + 1); // in 32-bit counts
  // An odd number of cache lines per row: at an even one, neighbouring rows contend for the same places of the cache.
  const stride = 16 * (Math.ceil(columns / 16) | 1);
  const cells = rows * stride;
  const { doubles, counts } = memory((countsAt + cells) * 4);
  doubles.set(xEdges, xEdgesAt);
  doubles.set(yEdges, yEdgesAt);
  doubles[xEdgesAt + columns] = Infinity; // closes the last column
  doubles[yEdgesAt + rows] = Infinity;
  counts.fill(0, countsAt, countsAt + cells);
  const xAxis: AxisArguments = [xEven.origin, xEven.factor, xEdges[columns]!, xEdgesAt * 8, columns];
  const yAxis: AxisArguments = [yEven.origin, yEven.factor, yEdges[rows]!, yEdgesAt * 8, rows];
  const nearer = (0.5 - Math.max(xEven.slack, yEven.slack)) ** 2;
  for (let start = from; start < to; start += rowsPerBlock) {
    const end = Math.min(to, start + rowsPerBlock);
    const count = putPadded(doubles, xBlock, x.subarray(start, end));
    putPadded(doubles, yBlock, y.subarray(start, end));
    loops.countBins2d(xBlock * 8, yBlock * 8, count, nearer, ...xAxis, ...yAxis, countsAt * 4, stride);
  }
  const total = new Uint32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const start = countsAt + row * stride;
    total.set(counts.subarray(start, start + columns), row * columns);
  }
  return total;
}
