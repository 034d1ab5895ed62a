import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import reference from '../../../../../test-data/descriptive/quantiles.json' with { type: 'json' };
import { chunkRanges } from '../../kernels/chunks.ts';
import { createGenerator } from '../random/generator.ts';
import { mergeRankPass, orderStatistics, rankPassOfRange, runRankPasses } from './order-statistics.ts';
import { quantiles } from './quantile.ts';
import { selectRanks } from './select-ranks.ts';

const off = (value: number, expected: number) => Math.abs(value - expected) / (Math.abs(expected) || 1);

describe('R’s type 7 (test-data/descriptive/quantiles.R)', () => {
  test('Old Faithful’s eruptions', () => {
    const file = new URL('../../../../../resources/samples/old-faithful.csv', import.meta.url);
    const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1);
    const found = quantiles(
      Float64Array.from(rows, (row) => Number(row.split(',')[0])),
      reference.probabilities,
    );
    // R weighs both neighbours, we add a share of their distance: a rounding or two apart.
    for (const [i, value] of found.entries()) expect(off(value, reference.eruptions[i]!)).toBeLessThan(4e-16);
  });

  test('a column of 600 orders of magnitude, in any order, with missing values', () => {
    const values = Float64Array.from([NaN, ...reference.awkward.values.toReversed(), Infinity, -Infinity]);
    const found = quantiles(values, reference.probabilities);
    // Between 2 and 10¹² a share of 0.9 · 11 has the rounding of 9.9, 2 parts in 10¹⁶, magnified by its distance to 9: 11.
    for (const [i, value] of found.entries()) expect(off(value, reference.awkward.quantiles[i]!)).toBeLessThan(1e-14);
  });
});

describe('order statistics', () => {
  const all = (values: Float64Array, ranks: number[]) => {
    const sorted = values.toSorted();
    return runRankPasses(orderStatistics(ranks, sorted[0]!, sorted.at(-1)!), values);
  };

  test('are those of the sorted column, whatever the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -3, max: 3 })), {
          minLength: 1,
          maxLength: 80,
        }),
        (list) => {
          const values = Float64Array.from(list, (value) => value + 0);
          const ranks = list.map((_, rank) => rank);
          expect(all(values, ranks)).toEqual(values.toSorted());
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });

  test('of a column that crowds into few cells are found by counting again, more finely', () => {
    const { normal } = createGenerator(1);
    // With an outlier, all other values share a first cell of the order keys: more than are collected at once.
    const values = Float64Array.from({ length: 400_000 }, (_, i) => (i === 7 ? -1e300 : 1e9 + normal()));
    const sorted = values.toSorted();
    const ranks = [0, 1, 5000, 200_000, 399_999];
    expect([...all(values, ranks)]).toEqual(ranks.map((rank) => sorted[rank]));
    const equal = new Float64Array(400_000).fill(42);
    equal[3] = 41;
    expect([...all(equal, [0, 1, 399_999])]).toEqual([41, 42, 42]);
  });

  test('are the same from one range of rows and from several', () => {
    const { normal } = createGenerator(2);
    const values = Float64Array.from({ length: 200_000 }, normal);
    const search = orderStatistics([1000, 100_000], Math.min(...values.subarray(0, 9), -9), 9);
    let step = search.next();
    while (!step.done) {
      const { value: pass } = step;
      step = search.next(
        mergeRankPass(chunkRanges(values.length, 3).map(({ from, to }) => rankPassOfRange(values, from, to, pass))),
      );
    }
    const sorted = values.toSorted();
    expect([...step.value]).toEqual([sorted[1000], sorted[100_000]]);
  });
});

test('selecting ranks brings their values to their places', () => {
  const { uniform } = createGenerator(3);
  for (const n of [1, 2, 10, 3000]) {
    const values = Float64Array.from({ length: n }, () => Math.floor(50 * uniform()));
    const sorted = values.toSorted();
    const ranks = [0, n >> 2, n >> 1, n - 1];
    selectRanks(values, ranks);
    for (const rank of ranks) expect(values[rank]).toBe(sorted[rank]);
    expect(values.toSorted()).toEqual(sorted);
  }
});

test('ranges cover all rows, begin at chunk borders and are none for a column without rows', () => {
  expect(chunkRanges(0, 4)).toEqual([]);
  expect(chunkRanges(10, 4)).toEqual([{ from: 0, to: 10 }]);
  expect(chunkRanges(200_000, 2)).toEqual([
    { from: 0, to: 131_072 },
    { from: 131_072, to: 200_000 },
  ]);
});
