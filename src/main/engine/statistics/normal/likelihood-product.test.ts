import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import reference from '../../../../../test-data/normal/likelihood.json' with { type: 'json' };
import { normalDensity, normalLogLikelihood } from '../../../../shared/statistics/normal.ts';
import { rowsPerChunk } from '../../kernels/chunks.ts';
import { moments } from '../descriptive/moments.ts';
import { firstRows } from './first-rows.ts';
import { likelihoodProduct } from './likelihood-product.ts';

const eruptions = Float64Array.from(
  readFileSync(new URL('../../../../../resources/samples/old-faithful.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1),
  (row) => Number(row.split(',')[0]),
);

/** The product as one would write it, and the rows at which it changes its kind. */
function naive(values: ArrayLike<number>, mean: number, sd: number) {
  const places: Record<string, number> = {};
  let product = 1;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]!)) continue;
    product *= normalDensity(values[i]!, mean, sd);
    const kind = Number.isNaN(product)
      ? 'undefined'
      : product === Infinity
        ? 'infinite'
        : product === 0
          ? 'zero'
          : product < 2.2250738585072014e-308
            ? 'subnormal'
            : null;
    if (kind !== null) places[kind] ??= i + 1;
  }
  return { product, places };
}

const placesOf = (result: ReturnType<typeof likelihoodProduct>): Record<string, number> =>
  Object.fromEntries(
    (['subnormal', 'zero', 'infinite', 'undefined'] as const).flatMap((kind) => {
      const place = result[kind];
      return place ? [[kind, place.row] as const] : [];
    }),
  );

describe('the product of the densities', () => {
  test('of Old Faithful’s 272 eruptions is a number, 1e-183: the one R’s cumprod has', () => {
    const mean = eruptions.reduce((sum, x) => sum + x, 0) / 272;
    const sd = Math.sqrt(eruptions.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 271);
    const { trace, product, zero } = likelihoodProduct(eruptions, null, { mean, sd }, 1000);
    const [first = 0, tenth = 0, last = 0] = reference.product;
    // 272 factors, each rounded: 272 · 1.1e-16, and as much again in R.
    for (const [ours, theirs] of [
      [trace.product[0]!, first],
      [trace.product[9]!, tenth],
      [product, last],
    ] as const)
      expect(Math.abs(ours / theirs - 1)).toBeLessThan(1e-12);
    expect(zero).toBeNull();
  });

  test('under a normal far away becomes 0 at the row where R’s does', () => {
    expect(likelihoodProduct(eruptions, null, { mean: 20, sd: 1 }, 50).zero?.row).toBe(reference.zeroAt);
  });

  const wavy = Float64Array.from({ length: 3000 }, (_, i) => (i % 7 === 3 ? NaN : Math.sin(i) * 2));
  test.each([
    ['underflows through the subnormal numbers', wavy, 0, 2],
    ['overflows where densities exceed 1', wavy.map((x) => x / 1000), 0, 0.002],
    ['is no number once a density of ∞ meets a product of 0', Float64Array.of(9, 0, 9), 0, 1e-310],
    ['of values beyond every density is 0 at once', Float64Array.of(1e6, 0, 1), 0, 1],
  ])('%s: the same rows as in a plain loop', (_, values, mean, sd) => {
    const result = likelihoodProduct(values, null, { mean, sd }, 20);
    const known = naive(values, mean, sd);
    expect(result.product).toBe(known.product);
    expect(placesOf(result)).toEqual(known.places);
    expect(Object.keys(known.places).length).toBeGreaterThan(0);
  });

  test('the sum of the logarithms is the closed form of n, mean and standard deviation, over 100,000 rows too', () => {
    const values = Float64Array.from({ length: 100_000 }, (_, i) => 1e3 + Math.sin(i * i));
    const { n, mean, sdMle } = moments(values);
    const { logLikelihood } = likelihoodProduct(values, null, { mean: 1000.5, sd: 1.5 }, 20);
    const closed = normalLogLikelihood({ n, mean: mean!, sdMle: sdMle! }, 1000.5, 1.5);
    // Each log-density has an error of a few 1e-16, and n of them cancel as a random walk does.
    expect(Math.abs(logLikelihood / closed - 1)).toBeLessThan(1e-13);
  });

  test('selected rows count as such: `row` is the file’s, `count` the number of values', () => {
    const values = Float64Array.of(0, NaN, 1e6, 0, 1e6);
    const selected = new Uint32Array(new SharedArrayBuffer(12));
    selected.set([0, 1, 4]);
    const { zero, n } = likelihoodProduct(values, selected, { mean: 0, sd: 1 }, 20);
    expect([n, zero]).toEqual([2, { count: 2, row: 5 }]);
  });

  test('the trace ends at twice the place where the product fails, or with the last value', () => {
    const values = new Float64Array(5000);
    const failing = likelihoodProduct(values, null, { mean: 0, sd: 1 }, 40);
    const { count, logLikelihood } = failing.trace;
    expect([count[0], count.at(-1), count.length]).toEqual([1, 2 * failing.zero!.count, 40]);
    expect(logLikelihood[0]).toBeCloseTo(-0.9189385332046727, 15); // ln φ(0)
    expect(likelihoodProduct(values, null, { mean: 0, sd: 0.4 }, 40).trace.count.at(-1)).toBe(5000);
  });

  test('whoever no longer waits ends it', () => {
    const stop = () => {
      throw new Error('stopped');
    };
    expect(() => likelihoodProduct(eruptions, null, { mean: 0, sd: 1 }, 2, stop)).toThrow('stopped');
    expect(() => firstRows(eruptions, [2], stop)).toThrow('stopped');
  });
});

describe('the first rows', () => {
  test('of Old Faithful have R’s means and standard deviations', () => {
    const { n, mean, sdMle } = firstRows(eruptions, reference.firstRows.n);
    expect([...n]).toEqual(reference.firstRows.n);
    reference.firstRows.mean.forEach((known, i) => expect(mean[i]).toBeCloseTo(known, 13));
    reference.firstRows.sdMle.forEach((known, i) => expect(sdMle[i]).toBeCloseTo(known, 13));
  });

  test('are counted by value, not by line, across chunks; all of them give what the whole column gives', () => {
    const values = Float64Array.from({ length: rowsPerChunk + 5000 }, (_, i) =>
      i % 3 === 1 ? NaN : (i * 7919) % 1013,
    );
    const present = values.filter((x) => !Number.isNaN(x));
    const whole = moments(values);
    const sizes = [present.length, 1, 2, 43_691, 45_000, present.length + 1];
    const { n, mean, sdMle } = firstRows(values, sizes);
    expect([...n]).toEqual([1, 2, 43_691, 45_000, present.length]);
    [...n].forEach((size, i) => {
      const first = moments(present.slice(0, size));
      // Other chunks, other roundings.
      expect(mean[i]).toBeCloseTo(first.mean!, 10);
      expect(sdMle[i]).toBeCloseTo(first.sdMle!, 10);
    });
    expect([mean.at(-1), sdMle.at(-1)]).toEqual([whole.mean, whole.sdMle]);
  });

  test('of an empty column are none', () => {
    expect([...firstRows(new Float64Array(0), [1]).n]).toEqual([]);
  });
});
