import type { LikelihoodRequests } from '../../../shared/contract/likelihood-requests.ts';
import { numberColumn } from '../dataset/column-named.ts';
import type { Threads } from '../workers/threads.ts';
import type { Handlers } from './handlers.ts';
import type { OpenDatasets } from './open-datasets.ts';

/** Serves what about the likelihood of a normal depends on the order of the rows. */
export function serveLikelihood({
  datasets,
  short,
}: {
  datasets: OpenDatasets;
  short: Threads;
}): Handlers<keyof LikelihoodRequests> {
  return {
    'normal.likelihood-product': async ({ datasetId, column, filters, mean, sd, points }, { signal }) => {
      const dataset = datasets.get(datasetId);
      const { values } = numberColumn(dataset.table, column);
      const selected = await dataset.selected(filters);
      const input = { values, selected, normal: { mean, sd }, points };
      return short.run('likelihood-product', input, signal ? { signal } : {});
    },

    'normal.first-rows': async ({ datasetId, column, filters, sizes }, { signal }) => {
      const { groups } = await datasets.get(datasetId).values(column, filters, null);
      return short.run('first-rows', { values: groups[0]!.values, sizes }, signal ? { signal } : {});
    },
  };
}
