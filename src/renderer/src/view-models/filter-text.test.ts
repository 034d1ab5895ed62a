import { expect, test } from 'vitest';
import { filterText } from './filter-text.ts';

test.each([
  [{ kind: 'range', column: 'x', from: 1, to: 2.5 }, '1 ≤ x ≤ 2.5'],
  [{ kind: 'range', column: 'x', from: null, to: -2 }, 'x ≤ −2'],
  [{ kind: 'range', column: 'x', from: 1, to: null }, 'x ≥ 1'],
  [{ kind: 'category', column: 'g', values: ['a', 'b'] }, 'g: a, b'],
  [{ kind: 'category', column: 'g', values: ['a', 'b', 'c', 'd'] }, 'g: a, b and 2 more'],
  [{ kind: 'rows-left-out', rows: [158] }, 'without row 158'],
  [{ kind: 'rows-left-out', rows: [1, 2] }, 'without 2 rows'],
] as const)('%j', (filter, text) => expect(filterText(filter)).toBe(text));

test('dates are written as dates', () => {
  const from = Date.UTC(2024, 0, 1);
  expect(filterText({ kind: 'range', column: 'day', from, to: null }, () => true)).toBe('day ≥ 2024-01-01');
});
