import type { IdentifiedMixture } from '../../../shared/statistics/component-identity.ts';
import type { ChartTable } from './chart-table.ts';

/** One row per component: weight, mean and the lower triangle of its covariance. */
export function componentTable(
  shown: IdentifiedMixture | null,
  columns: readonly string[],
  nameOf: (id: number) => string,
): ChartTable {
  const pairs = columns.flatMap((_, i) => columns.slice(0, i + 1).map((__, j) => [i, j] as const));
  const { mixture, ids } = shown ?? { mixture: null, ids: [] };
  return {
    columns: [
      'component',
      'weight',
      ...columns.map((column) => `mean ${column}`),
      ...pairs.map(([i, j]) => (i === j ? `variance ${columns[i]}` : `covariance ${columns[i]}, ${columns[j]}`)),
    ],
    rows: mixture
      ? [
          ...ids.map((id, k) => [
            nameOf(id),
            mixture.weights[k]!,
            ...mixture.means[k]!,
            ...pairs.map(([i, j]) => mixture.covariances[k]![i]![j]!),
          ]),
          ...(mixture.noise
            ? [['noise', mixture.noise.weight, ...columns.map(() => null), ...pairs.map(() => null)]]
            : []),
        ]
      : [],
  };
}
