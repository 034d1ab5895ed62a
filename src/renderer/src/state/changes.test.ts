import { expect, test } from 'vitest';
import { addFilter, forgetDataset, overrideType, removeFilter, showColumn, showDataset } from './changes.ts';
import { datasetOf, emptyViewState, type ViewState } from './view-state.ts';

const start = showDataset('d', 'x')(emptyViewState);
const filtersOf = (state: ViewState) => datasetOf(state)?.filters;

test('a second range on the same column replaces the first', () => {
  const range = (from: number) => addFilter({ kind: 'range', column: 'x', from, to: null });
  expect(filtersOf(range(2)(range(1)(start)))).toEqual([{ kind: 'range', column: 'x', from: 2, to: null }]);
});

test('rows left out are collected', () => {
  const leaveOut = (...rows: number[]) => addFilter({ kind: 'rows-left-out', rows });
  const state = leaveOut(2, 9)(leaveOut(9, 4)(start));
  expect(filtersOf(state)).toEqual([{ kind: 'rows-left-out', rows: [2, 4, 9] }]);
  expect(filtersOf(removeFilter(0)(state))).toEqual([]);
});

test('a dataset shown again is as it was left', () => {
  const left = showColumn('y')(start);
  expect(datasetOf(showDataset('d', 'x')(showDataset('e')(left)))?.column).toBe('y');
});

test('a closed dataset gives way to another', () => {
  expect(forgetDataset('d', 'e')(start).datasetId).toBe('e');
});

test('a type can be told and left to the reader again', () => {
  const told = overrideType('x', 'category')(start);
  expect(datasetOf(told)?.overrides.columns?.x).toEqual({ type: 'category' });
  expect(datasetOf(overrideType('x', null)(told))?.overrides.columns?.x).toEqual({});
});

test('without a dataset there is nothing to change', () =>
  expect(showColumn('x')(emptyViewState)).toBe(emptyViewState));
