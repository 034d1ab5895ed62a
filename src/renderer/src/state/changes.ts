import type { Filter } from '../../../shared/contract/filter.ts';
import {
  columnOf,
  defaultDataset,
  type ColumnState,
  type DatasetState,
  type DistributionState,
  type ViewState,
} from './view-state.ts';

/** A change of the view: a pure function, so that whatever it did can be undone. */
export type Change = (state: ViewState) => ViewState;

export const showView =
  (view: string): Change =>
  (state) => ({ ...state, view });

/** Shows a dataset, arranged as it was left, or for the first time with its first column of numbers. */
export const showDataset =
  (datasetId: string | null, firstColumn: string | null = null): Change =>
  (state) => ({
    ...state,
    datasetId,
    datasets:
      datasetId === null || state.datasets[datasetId]
        ? state.datasets
        : { ...state.datasets, [datasetId]: { ...defaultDataset, column: firstColumn } },
  });

export const forgetDataset =
  (datasetId: string, next: string | null): Change =>
  (state) => ({
    ...state,
    datasetId: state.datasetId === datasetId ? next : state.datasetId,
    datasets: Object.fromEntries(Object.entries(state.datasets).filter(([id]) => id !== datasetId)),
  });

/** Changes the dataset shown; without one nothing changes. */
export const changeDataset =
  (change: (dataset: DatasetState) => Partial<DatasetState>): Change =>
  (state) =>
    state.datasetId === null ? state : changeNamedDataset(state.datasetId, change)(state);

/** Changes one dataset, shown or not. Where it is not open, or nothing of it changes, the state stays the same. */
export const changeNamedDataset =
  (datasetId: string, change: (dataset: DatasetState) => Partial<DatasetState>): Change =>
  (state) => {
    const dataset = state.datasets[datasetId];
    if (!dataset) return state;
    const changed = change(dataset);
    if (Object.keys(changed).length === 0) return state;
    return { ...state, datasets: { ...state.datasets, [datasetId]: { ...dataset, ...changed } } };
  };

export const showColumn = (column: string): Change => changeDataset(() => ({ column }));

export const splitBy = (groupBy: string | null): Change =>
  changeDataset(({ distribution }) => ({ groupBy, distribution: { ...distribution, group: null } }));

export const changeDistribution = (changed: Partial<DistributionState>): Change =>
  changeDataset(({ distribution }) => ({ distribution: { ...distribution, ...changed } }));

/** Changes the named column of the dataset shown. */
export const changeColumn = (column: string, changed: Partial<ColumnState>): Change =>
  changeDataset((dataset) => ({
    columns: { ...dataset.columns, [column]: { ...columnOf(dataset, column), ...changed } },
  }));

/** A new condition replaces an earlier one of its kind on the same column; rows left out are collected in one condition. */
export const addFilter = (filter: Filter): Change =>
  changeDataset(({ filters }) => ({ filters: withFilter(filters, filter) }));

export const removeFilter = (index: number): Change =>
  changeDataset(({ filters }) => ({ filters: filters.filter((_, place) => place !== index) }));

export const clearFilters: Change = changeDataset(() => ({ filters: [] }));

function withFilter(filters: readonly Filter[], filter: Filter): Filter[] {
  const place = filters.findIndex((known) => sameSubject(known, filter));
  const known = filters[place];
  if (known === undefined) return [...filters, filter];
  const merged: Filter =
    known.kind === 'rows-left-out' && filter.kind === 'rows-left-out'
      ? { kind: 'rows-left-out', rows: [...new Set([...known.rows, ...filter.rows])].sort((a, b) => a - b) }
      : filter;
  return filters.with(place, merged);
}

function sameSubject(a: Filter, b: Filter): boolean {
  if (a.kind === 'rows-left-out' || b.kind === 'rows-left-out') return a.kind === b.kind;
  if (a.kind === 'polygon' || b.kind === 'polygon') return false; // one lasso after the other takes more rows away
  return a.kind === b.kind && a.column === b.column;
}

/** Puts a type in the place of the one the reader found; null leaves the choice to the reader again. */
export const overrideType = (
  column: string,
  type: NonNullable<DatasetState['overrides']['columns']>[string]['type'] | null,
): Change =>
  changeDataset(({ overrides }) => {
    const { type: _, ...others } = overrides.columns?.[column] ?? {};
    return {
      overrides: { ...overrides, columns: { ...overrides.columns, [column]: type ? { ...others, type } : others } },
    };
  });

/** Further texts that mean "no value" in one column. */
export const changeMissingTokens = (column: string, missingTokens: readonly string[]): Change =>
  changeDataset(({ overrides }) => {
    const { missingTokens: _, ...others } = overrides.columns?.[column] ?? {};
    const changed = missingTokens.length > 0 ? { ...others, missingTokens } : others;
    return { overrides: { ...overrides, columns: { ...overrides.columns, [column]: changed } } };
  });

/** Decisions about the whole file in the reader's place. */
export const changeReading = (changed: DatasetState['overrides']): Change =>
  changeDataset(({ overrides }) => ({ overrides: { ...overrides, ...changed } }));
