import { normalDensity, normalIntervalProbability } from '../../../shared/statistics/normal.ts';
import type { DrawnGroup, HistogramView } from './histogram-view.ts';
import type { LogLikelihoodView } from './log-likelihood-view.ts';
import type { QuantilePlotView } from './quantile-plot-view.ts';

/** What a chart draws, as numbers: for those who cannot see it, and for export. Null is an empty cell. */
export interface ChartTable {
  columns: string[];
  rows: (string | number | null)[][];
}

/** One row per bin, group after group: its edges, count, share and density, and the model's probability and density at its middle. */
export function histogramTable({ groups }: Pick<HistogramView, 'groups'>): ChartTable {
  const named = groups.length > 1;
  const modelled = groups.some(({ model }) => model !== null);
  const columns = [
    'from',
    'to',
    'count',
    'share',
    'density',
    ...(modelled ? ['model share', 'model density at middle'] : []),
  ];
  return {
    columns: named ? ['group', ...columns] : columns,
    rows: groups.flatMap((group) => binRows(group, modelled).map((row) => (named ? [group.name, ...row] : row))),
  };
}

function binRows({ edges, counts, total, model }: DrawnGroup, modelled: boolean): (number | null)[][] {
  return Array.from(counts, (count, bin) => {
    const [from, to] = [edges[bin] ?? NaN, edges[bin + 1] ?? NaN];
    const share = count / total;
    const row = [from, to, count, share, share / (to - from)];
    if (!modelled) return row;
    if (!model) return [...row, null, null];
    const { mean, sd } = model;
    return [...row, normalIntervalProbability(from, to, mean, sd), normalDensity((from + to) / 2, mean, sd)];
  });
}

/** One row per plotted value. */
export function quantileTable({ plot, line, x }: QuantilePlotView): ChartTable {
  const slope = (line.to - line.from) / (x.max - x.min);
  const expected = (quantile: number): number => line.from + slope * (quantile - x.min);
  return {
    columns: ['standard normal quantile', 'value', 'value expected', 'band from', 'band to'],
    rows: Array.from(plot.theoretical, (quantile, place) => [
      quantile,
      plot.sample[place] ?? null,
      expected(quantile),
      plot.bandLower[place] ?? null,
      plot.bandUpper[place] ?? null,
    ]),
  };
}

/** Points of both slices. */
export function logLikelihoodTable({ slices }: LogLikelihoodView): ChartTable {
  return {
    columns: ['parameter', 'value', 'log-likelihood'],
    rows: slices.flatMap(({ parameter, curve }) =>
      Array.from(curve.x, (at, place) => [parameter === 'mean' ? 'μ' : 'σ', at, curve.y[place] ?? null]),
    ),
  };
}
