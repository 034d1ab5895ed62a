import type { OpenDataset } from '../../../shared/contract/requests.ts';
import type { Change } from './changes.ts';
import { datasetOf, defaultDataset } from './view-state.ts';

/**
 * The table as the tour begins: arranged as if just opened, but read and filtered as the person has it, so that the rows
 * are theirs.
 */
export const tourArrangement =
  ({ datasetId, columns }: OpenDataset): Change =>
  (state) => {
    const own = datasetOf({ ...state, datasetId });
    const numeric = columns.filter(({ type }) => type === 'number').map(({ name }) => name);
    const column = numeric.includes(own?.column ?? '') ? (own?.column ?? null) : (numeric[0] ?? null);
    const { filters, overrides } = own ?? defaultDataset;
    return {
      datasetId,
      view: 'distribution',
      datasets: { ...state.datasets, [datasetId]: { ...defaultDataset, column, filters, overrides } },
    };
  };
