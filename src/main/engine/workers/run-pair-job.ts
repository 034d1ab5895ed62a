import { outcomeOf } from '../../../shared/statistics/outcome.ts';
import { gatherPairs } from '../dataset/gather-pairs.ts';
import { fitGaussian } from '../statistics/gaussian/fit.ts';
import { fitRobustGaussian } from '../statistics/gaussian/robust-fit.ts';
import { extremesOfRange } from '../statistics/pairs/extremes.ts';
import { mapRange } from '../statistics/pairs/map-range.ts';
import { rasterOfRange } from '../statistics/pairs/raster.ts';
import { rowsInside } from '../statistics/pairs/rows-inside.ts';
import { countWithin, rowsBeyond } from '../statistics/pairs/within-distance.ts';
import { columnRange, matrixCell } from './matrix-cell.ts';
import type { PairJobs } from './pair-jobs.ts';

/** How each job about two columns is done. */
export const pairRuns: { [J in keyof PairJobs]: (input: PairJobs[J]['input']) => PairJobs[J]['output'] } = {
  'gather-pairs': ({ x, y, selected, split, mostGroups }) => gatherPairs(x, y, selected, split, mostGroups),
  'map-pairs': ({ x, y, from, to, map, u, v }) => mapRange(x, y, from, to, map, u, v),
  'pair-extremes': ({ x, y, from, to }) => extremesOfRange(x, y, from, to),
  raster: ({ x, y, from, to, window, columns, lines }) => rasterOfRange(x, y, from, to, window, columns, lines),
  'rows-inside': ({ x, y, from, to, window }) => rowsInside(x, y, from, to, window),
  'count-within': ({ x, y, from, to, gaussian, squaredRadii }) => countWithin(x, y, from, to, gaussian, squaredRadii),
  'rows-beyond': ({ x, y, from, to, gaussian, squaredRadius }) => rowsBeyond(x, y, from, to, gaussian, squaredRadius),
  'fit-pair': ({ x, y, estimator }) =>
    outcomeOf(() => (estimator === 'robust' ? fitRobustGaussian([x, y]) : fitGaussian([x, y]))),
  'column-range': ({ values, selected }) => columnRange(values, selected),
  'matrix-cell': ({ x, y, selected, ranges, cells }) => matrixCell(x, y, selected, ranges, cells),
};
