import { expect, test } from 'vitest';
import { showDataset } from './changes.ts';
import { changeEntry, enterShown, keepFits, removeEntries } from './mixture-changes.ts';
import { datasetOf, emptyViewState, type ViewState } from './view-state.ts';

const start = showDataset('one', 'x')(emptyViewState);
const ids = (state: ViewState): string[] => datasetOf(state)!.ledger.map(({ id }) => id);
const run = (...changes: ((state: ViewState) => ViewState)[]): ViewState =>
  changes.reduce((state, change) => change(state), start);

test('the fit that a view shows takes the place of the one of the same columns before it, and of no other', () => {
  const state = run(
    enterShown('one', 'x, all rows', ['x']),
    enterShown('one', 'x and y', ['x', 'y']),
    enterShown('one', 'x, some rows', ['x']),
  );
  expect(ids(state)).toEqual(['x, some rows', 'x and y']);
});

test('what a person fitted, kept, named, noted or pinned stays', () => {
  const fitted = run(keepFits(['mine']), enterShown('one', 'shown', ['x']), enterShown('one', 'next', ['x']));
  expect(ids(fitted)).toEqual(['mine', 'next']);
  for (const keep of [keepFits(['shown']), changeEntry('shown', { pinned: true }), changeEntry('shown', { note: 'a' })])
    expect(ids(run(enterShown('one', 'shown', ['x']), keep, enterShown('one', 'next', ['x'])))).toEqual([
      'shown',
      'next',
    ]);
});

test('what a person deleted is not entered again unasked', () => {
  const deleted = run(enterShown('one', 'shown', ['x']), removeEntries(['shown']), enterShown('one', 'next', ['x']));
  expect(ids(deleted)).toEqual([]);
  expect(ids(keepFits(['next'])(deleted))).toEqual(['next']);
});

test('a fit that is there already is not entered twice, and a table that was closed meanwhile is left alone', () => {
  expect(ids(run(keepFits(['same']), enterShown('one', 'same', ['x'])))).toEqual(['same']);
  expect(run(enterShown('gone', 'late', ['x']))).toBe(start);
});
