import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countInside, evenlyChosen } from './sorted-values.ts';

test('counting inside an interval agrees with looking at every value, ties on the ends included', () => {
  const value = fc.integer({ min: -5, max: 5 });
  fc.assert(
    fc.property(fc.array(value), value, value, (values, from, to) => {
      const sorted = Float64Array.from(values).sort();
      expect(countInside(sorted, from, to)).toBe(values.filter((x) => x >= from && x <= to).length);
    }),
  );
});

test('a choice of values keeps both extremes and their order', () => {
  const sorted = Float64Array.from({ length: 1000 }, (_, i) => i * i);
  const chosen = evenlyChosen(sorted, 7);
  expect(chosen).toHaveLength(7);
  expect([chosen[0], chosen.at(-1)]).toEqual([0, 999 * 999]);
  expect([...chosen].sort((a, b) => a - b)).toEqual([...chosen]);
  expect([...evenlyChosen(sorted.subarray(0, 3), 7)]).toEqual([0, 1, 4]);
});
