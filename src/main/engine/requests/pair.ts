import type { PairRequests, PairRows } from '../../../shared/contract/pair-requests.ts';
import type { Grouped } from '../../../shared/statistics/grouped.ts';
import type { BinRule, Histogram } from '../../../shared/statistics/histogram.ts';
import { binEdges } from '../statistics/descriptive/bin-edges.ts';
import { farthestFirst } from '../statistics/pairs/within-distance.ts';
import { overRanges } from '../workers/ranges.ts';
import type { Threads } from '../workers/threads.ts';
import type { ColumnPasses } from './column-passes.ts';
import type { Handlers } from './handlers.ts';
import type { OpenDatasets } from './open-datasets.ts';
import { copyOf, pairCloud, pointsAt } from './pair-cloud.ts';
import { pairMatrix } from './pair-matrix.ts';
import { PairViews, pairRowsUsed } from './pair-views.ts';

interface Parts {
  datasets: OpenDatasets;
  short: Threads;
  long: Threads;
}

/** Serves everything about two columns together. */
export function servePairs({ datasets, short, long }: Parts): Handlers<keyof PairRequests> {
  const views = new PairViews(short);

  async function gathered(params: PairRows) {
    const dataset = datasets.get(params.datasetId);
    const pairs = await views.gathered(dataset, params);
    const rowsOf = (group: (typeof pairs.groups)[number]) => pairRowsUsed(group, pairs, dataset.table.summary.rows);
    /** One result per group, in their order. */
    const grouped = <Value>(values: readonly Value[]): Grouped<Value> => ({
      by: params.groupBy,
      groups: pairs.groups.map(({ name }, i) => ({ name, value: values[i]! })),
      notShown: pairs.notShown,
    });
    return { pairs, rowsOf, grouped };
  }

  return {
    'pair.cloud': async (params, { signal }) => {
      const { pairs, rowsOf, grouped } = await gathered(params);
      const mapped = await views.mapped(pairs, params.map);
      const { window, groups } = await pairCloud(mapped, params, short, signal);
      const values = groups.map((value, i) => ({ ...value, rows: rowsOf(pairs.groups[i]!) }));
      return { ...grouped(values), range: mapped.range && copyOf(mapped.range), window };
    },

    'pair.marginals': async (params) => {
      const { pairs, grouped } = await gathered(params);
      const { groups } = await views.mapped(pairs, params.map);
      const along = async (axis: 'u' | 'v'): Promise<Histogram[]> =>
        histogramsOf(
          groups.map(({ passes }) => passes[axis]),
          await edgesOf(params.rule, axis, params),
        );
      const [x, y] = await Promise.all([along('u'), along('v')]);
      return grouped(x.map((histogram, i) => ({ x: histogram, y: y[i]! })));
    },

    'pair.fit': async (params, { signal }) => {
      const { pairs, rowsOf, grouped } = await gathered(params);
      const { estimator } = params;
      // A robust estimate of a million rows takes seconds: nothing else waits for it.
      const threads = estimator === 'robust' ? long : short;
      const fits = await Promise.all(
        pairs.groups.map(({ x, y }) => threads.run('fit-pair', { x, y, estimator }, signal ? { signal } : {})),
      );
      return grouped(fits.map((fit, i) => ({ fit, rows: rowsOf(pairs.groups[i]!) })));
    },

    'pair.inside': async (params, { signal }) => {
      const { pairs, grouped } = await gathered(params);
      const { gaussians, squaredRadii } = params;
      const counts = await Promise.all(
        pairs.groups.map(async ({ name, x, y, n }) => {
          const gaussian = gaussians.find(({ group }) => group === name)?.gaussian;
          if (!gaussian) return { inside: [], n };
          const parts = await overRanges(short, 'count-within', { x, y, gaussian, squaredRadii }, n, signal);
          return { inside: squaredRadii.map((_, i) => parts.reduce((sum, part) => sum + part[i]!, 0)), n };
        }),
      );
      return grouped(counts);
    },

    'pair.outliers': async (params, { signal }) => {
      const { pairs } = await gathered(params);
      const group = pairs.groups.find(({ name }) => name === params.group);
      if (!group) return { total: 0, n: 0, outliers: [] };
      const { gaussian, squaredRadius, from, count } = params;
      const { x, y, n } = group;
      const far = farthestFirst(await overRanges(short, 'rows-beyond', { x, y, gaussian, squaredRadius }, n, signal));
      const places = far.places.subarray(from, from + count);
      const points = pointsAt(group, places);
      return {
        total: far.places.length,
        n,
        outliers: Array.from(places, (_, i) => ({
          row: points.rows[i]!,
          x: points.x[i]!,
          y: points.y[i]!,
          squaredDistance: far.squaredDistances[from + i]!,
        })),
      };
    },

    'pair.matrix': (params, { signal }) => pairMatrix(datasets.get(params.datasetId), params, short, signal),
  };

  /** Edges chosen from all groups' rows together, so that their histograms can be laid over each other. */
  async function edgesOf(
    rule: BinRule,
    axis: 'u' | 'v',
    params: PairRows & { map: PairRequests['pair.marginals']['params']['map'] },
  ) {
    const { pairs } = await gathered({ ...params, groupBy: null });
    const { groups } = await views.mapped(pairs, params.map);
    return { rule, ...binEdges(rule, await groups[0]!.passes[axis].shape()) };
  }

  async function histogramsOf(
    passes: readonly ColumnPasses[],
    { rule, edges, width, remark }: Awaited<ReturnType<typeof edgesOf>>,
  ): Promise<Histogram[]> {
    return Promise.all(
      passes.map(async (column) => {
        const counts = await column.counts(edges);
        return { edges, counts, width, total: counts.reduce((sum, count) => sum + count, 0), rule, remark };
      }),
    );
  }
}
