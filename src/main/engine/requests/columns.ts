import type { Grouped } from '../../../shared/statistics/grouped.ts';
import { outcomeOf } from '../../../shared/statistics/outcome.ts';
import { summaryProbabilities } from '../../../shared/statistics/column-summary.ts';
import type { ColumnRows } from '../../../shared/contract/requests.ts';
import type { ValueGroup } from '../dataset/gather-values.ts';
import { binEdges } from '../statistics/descriptive/bin-edges.ts';
import { summaryOf } from '../statistics/descriptive/summary.ts';
import { normalFitOf } from '../statistics/normal/fit.ts';
import type { ColumnPasses } from './column-passes.ts';
import { countInside, evenlyChosen } from './sorted-values.ts';
import type { Handlers } from './handlers.ts';
import type { OpenDatasets } from './open-datasets.ts';
import { rowsUsed } from './rows-used.ts';

type ColumnMethod =
  | 'column.describe'
  | 'column.histogram'
  | 'column.interval'
  | 'column.values'
  | 'normal.fit'
  | 'normal.quantile-plot'
  | 'normal.goodness-of-fit';

/** Serves everything about one numeric column. */
export function serveColumns({ datasets }: { datasets: OpenDatasets }): Handlers<ColumnMethod> {
  /** One result per group of rows. */
  async function grouped<Result>(
    { datasetId, column, filters, groupBy }: ColumnRows,
    compute: (passes: ColumnPasses, rows: () => ReturnType<typeof rowsUsed>, group: ValueGroup) => Promise<Result>,
  ): Promise<Grouped<Result>> {
    const dataset = datasets.get(datasetId);
    const view = await dataset.values(column, filters, groupBy);
    const groups = await Promise.all(
      view.groups.map(async (group, i) => ({
        name: group.name,
        value: await compute(view.passes[i]!, () => rowsUsed(group, view, dataset.info(column)), group),
      })),
    );
    return { by: groupBy, groups, notShown: view.notShown };
  }

  return {
    'column.describe': (params) =>
      grouped(params, async (passes, rows) => {
        const [moments, quantiles, distinct] = await Promise.all([
          passes.moments(),
          passes.quantiles(summaryProbabilities),
          passes.distinct(),
        ]);
        return { ...summaryOf(moments, quantiles, distinct), rows: rows() };
      }),

    'column.histogram': async (params) => {
      // The edges come from all groups' values together, so that their histograms can be laid over each other.
      const { datasetId, column, filters, rule } = params;
      const all = await datasets.get(datasetId).values(column, filters, null);
      const { edges, width, remark } = binEdges(rule, await all.passes[0]!.shape());
      return grouped(params, async (passes, rows) => {
        const counts = await passes.counts(edges);
        const total = counts.reduce((sum, count) => sum + count, 0);
        return { histogram: { edges, counts, width, total, rule, remark }, rows: rows() };
      });
    },

    'column.interval': (params) =>
      grouped(params, async (passes, _rows, { n }) => ({
        inside: countInside(await passes.sorted(), params.from, params.to),
        n,
      })),

    'column.values': (params) =>
      grouped(params, async (passes, _rows, { n }) => ({
        values: evenlyChosen(await passes.sorted(), params.count),
        n,
      })),

    'normal.fit': (params) =>
      grouped(params, async (passes, rows) => {
        const moments = await passes.moments();
        return { fit: outcomeOf(() => normalFitOf(moments, params.confidence)), rows: rows() };
      }),

    'normal.quantile-plot': (params) =>
      grouped(params, async (passes) => ({ plot: await passes.quantilePlot(params.confidence, params.points) })),

    'normal.goodness-of-fit': (params) =>
      grouped(params, async (passes) => ({ goodness: await passes.goodnessOfFit() })),
  };
}
