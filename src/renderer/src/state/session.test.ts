import { expect, test } from 'vitest';
import { changeColumn, showDataset } from './changes.ts';
import { keepDatasets, readSession, writeSession } from './session.ts';
import { columnOf, datasetOf, emptyViewState } from './view-state.ts';

const shown = changeColumn('x', { rule: { kind: 'count', count: 30 } })(showDataset('one', 'x')(emptyViewState));
const history = { present: shown, past: [{ label: 'Change bins', state: emptyViewState }], future: [] };

test('what was written is read again', () => expect(readSession(writeSession(history))).toEqual(history));

test('a session of an older version gets defaults for what it lacks', () => {
  const older = JSON.stringify({ format: 1, present: { datasetId: 'one', datasets: { one: { column: 'x' } } } });
  const dataset = datasetOf(readSession(older)!.present)!;
  expect(dataset.distribution.vertical).toBe('density');
  expect(columnOf(dataset, 'x').unit).toBe(1);
});

test('text that is no session is none', () => {
  expect([null, '', '{', '[]', '{"format":99}'].map(readSession)).toEqual([null, null, null, null, null]);
});

test('datasets that are no longer open are forgotten', () => {
  const kept = keepDatasets(shown, ['two']);
  expect([kept.datasetId, kept.datasets]).toEqual([null, {}]);
});
