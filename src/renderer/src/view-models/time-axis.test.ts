import { expect, test } from 'vitest';
import { timeAxis } from './time-axis.ts';

const labels = (from: string, to: string, count = 5): string[] =>
  timeAxis({ min: Date.parse(from), max: Date.parse(to), name: 'when', count }).ticks.map((tick) => tick.label);

test('years, months, days and hours fall on the calendar', () => {
  expect(labels('1998-05-03', '2003-02-01')).toEqual(['1999', '2000', '2001', '2002', '2003']);
  expect(labels('2024-01-20', '2024-05-20', 4)).toEqual(['2024-02', '2024-03', '2024-04', '2024-05']);
  expect(labels('2024-02-27T12:00Z', '2024-03-02', 4)).toEqual([
    '2024-02-28',
    '2024-02-29',
    '2024-03-01',
    '2024-03-02',
  ]);
  expect(labels('2024-01-01T20:00Z', '2024-01-02T04:00Z', 3)).toEqual(['21:00', '01-02', '03:00']);
});

test('years below 100 are years below 100', () => {
  expect(labels('0020-01-01', '0090-01-01', 4)).toEqual(['0020', '0040', '0060', '0080']);
});

test('an axis has two dates at least, for one alone says nothing of the scale', () => {
  expect(labels('2021-03-20', '2021-06-20', 2).length).toBeGreaterThanOrEqual(2);
});
