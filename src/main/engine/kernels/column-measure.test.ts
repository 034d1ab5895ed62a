import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyMeasure, measureValues, mergeMeasures } from './column-measure.ts';
import type { ColumnMeasure } from './column-measure.ts';
import { createRowParserWasm } from './parse-rows-wasm.ts';

const plain = (values: readonly number[]): ColumnMeasure => {
  const measure = emptyMeasure();
  measureValues(measure, Float64Array.from(values));
  return measure;
};
const step = ({ decimals, divisor }: ColumnMeasure) => (decimals < 0 ? undefined : divisor / 10 ** decimals);

test.each([
  [[1, 2, 3.5], 0.5],
  [[0.1, 0.3, 0.7, 1000000.2], 0.1],
  [[10, 25, 40], 5],
  [[0, 0, 0], 0],
  [[1200, 900, 3000], 300],
  [[1.8, 3.334, 2.283], 0.001],
  [[-4, 6, NaN, 10], 2],
  [[-0, 2], 2],
  [[1e300, 1], undefined],
  [[Math.PI, 1], undefined],
])('the step of %j is %s', (values, expected) => {
  expect(step(plain(values))).toBe(expected);
});

test('the kernel measures as its twin does, and parts measured apart merge to the whole', () => {
  const value = fc.oneof(
    fc.integer({ min: -5000, max: 5000 }).map((n) => n / 10),
    fc.integer({ min: -99, max: 99 }).map((n) => n * 25),
    fc.constantFrom(0, -0, NaN, 0.125),
    fc.double({ noDefaultInfinity: true }),
  );
  const lists = fc.oneof(
    { weight: 1, arbitrary: fc.array(value, { maxLength: 60 }) },
    {
      weight: 3,
      arbitrary: fc.array(
        fc.integer({ min: -999, max: 999 }).map((n) => n / 20),
        { maxLength: 60 },
      ),
    },
  );
  fc.assert(
    fc.property(lists, lists, (first, second) => {
      const parser = createRowParserWasm(
        { delimiter: 44, quote: 34, recordEnd: 10, comment: -1, decimal: 46, kinds: ['number'] },
        (_, __, ___, bytes) => Number(String.fromCharCode(...bytes)),
        4096,
      );
      const kernel = emptyMeasure();
      for (const values of [first, second]) {
        const bytes = new TextEncoder().encode(
          values.map((v) => (Object.is(v, -0) ? '-0' : String(v))).join('\n') + '\n',
        );
        parser.input.set(bytes);
        parser.parse(0, values.length === 0 ? 0 : bytes.length, true);
        parser.measure(0, kernel);
      }
      const whole = plain([...first, ...second]);
      const merged = mergeMeasures(plain(first), plain(second));
      for (const measure of [kernel, merged]) {
        expect({ ...measure, decimals: 0, divisor: 0 }).toEqual({ ...whole, decimals: 0, divisor: 0 });
        expect(step(measure)).toBe(step(whole));
      }
    }),
    { numRuns: 500, seed: 20_261_122 },
  );
});
