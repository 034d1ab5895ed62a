import { countBins2d as countByBisection } from './bins-2d.ts';
import { module } from './compiled/bins-2d.ts';
import { guessingFactor } from './even-edges.ts';
import { kernelInstance, putPadded } from './kernel-instance.ts';

interface Loops {
  countBins2d(
    xBlock: number,
    yBlock: number,
    count: number,
    ...axes: [...x: AxisArguments, ...y: AxisArguments, counts: number]
  ): void;
}
type AxisArguments = [first: number, last: number, scale: number, edges: number, bins: number];

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
  const xScale = guessingFactor(xEdges);
  const yScale = guessingFactor(yEdges);
  if (xScale === null || yScale === null) return countByBisection(x, y, from, to, xEdges, yEdges);
  const columns = xEdges.length - 1;
  const rows = yEdges.length - 1;
  const { loops, free, memory } = kernel();
  const xBlock = free / 8;
  const yBlock = xBlock + rowsPerBlock;
  const xEdgesAt = yBlock + rowsPerBlock;
  const yEdgesAt = xEdgesAt + columns + 1;
  const countsAt = 2 * (yEdgesAt + rows + 1); // in 32-bit counts
  const cells = rows * columns;
  const { doubles, counts } = memory((countsAt + cells) * 4);
  doubles.set(xEdges, xEdgesAt);
  doubles.set(yEdges, yEdgesAt);
  doubles[xEdgesAt + columns] = Infinity; // closes the last column
  doubles[yEdgesAt + rows] = Infinity;
  counts.fill(0, countsAt, countsAt + cells);
  const xAxis: AxisArguments = [xEdges[0]!, xEdges[columns]!, xScale, xEdgesAt * 8, columns];
  const yAxis: AxisArguments = [yEdges[0]!, yEdges[rows]!, yScale, yEdgesAt * 8, rows];
  for (let start = from; start < to; start += rowsPerBlock) {
    const end = Math.min(to, start + rowsPerBlock);
    const count = putPadded(doubles, xBlock, x.subarray(start, end));
    putPadded(doubles, yBlock, y.subarray(start, end));
    loops.countBins2d(xBlock * 8, yBlock * 8, count, ...xAxis, ...yAxis, countsAt * 4);
  }
  return counts.slice(countsAt, countsAt + cells);
}
