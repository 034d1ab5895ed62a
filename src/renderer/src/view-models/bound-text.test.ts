import { expect, test } from 'vitest';
import { parseBound, writeBound } from './bound-text.ts';

test('what is written is read again', () => {
  expect(parseBound(writeBound(-1.25, false), false)).toBe(-1.25);
  for (const date of [Date.UTC(2024, 1, 29), Date.UTC(2024, 1, 29, 13, 5, 7)])
    expect(parseBound(writeBound(date, true), true)).toBe(date);
});

test('empty is no end, nonsense is told apart', () => {
  expect([parseBound(' ', false), parseBound('x', false), parseBound('2024-13-01', true)]).toEqual([
    null,
    undefined,
    undefined,
  ]);
});
