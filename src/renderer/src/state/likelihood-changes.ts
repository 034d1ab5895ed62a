import { changeDataset, type Change } from './changes.ts';
import type { ColumnLikelihood, LikelihoodState } from './likelihood-state.ts';
import { columnOf } from './view-state.ts';

export const changeLikelihood = (changed: Partial<LikelihoodState>): Change =>
  changeDataset(({ likelihood }) => ({ likelihood: { ...likelihood, ...changed } }));

/** Changes how the likelihood of one column is looked at. */
export const changeColumnLikelihood = (column: string, changed: Partial<ColumnLikelihood>): Change =>
  changeDataset((dataset) => {
    const state = columnOf(dataset, column);
    const likelihood = { ...state.likelihood, ...changed };
    return { columns: { ...dataset.columns, [column]: { ...state, likelihood } } };
  });
