import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import rules from '../../../../../test-data/descriptive/bin-rules.json' with { type: 'json' };
import type { BinRule } from '../../../../shared/statistics/histogram.ts';
import { createGenerator } from '../random/generator.ts';
import { binEdges, mostBins } from './bin-edges.ts';
import { shapeOfColumn } from './column-shape.ts';
import { histogram } from './histogram.ts';

const automatic: BinRule[] = [{ kind: 'freedman-diaconis' }, { kind: 'scott' }, { kind: 'sturges' }, { kind: 'doane' }];
const every: BinRule[] = [...automatic, { kind: 'count', count: 17 }, { kind: 'width', width: 0.3 }];
const waiting = Float64Array.from(
  readFileSync(new URL('../../../../../resources/samples/old-faithful.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1),
  (row) => Number(row.split(',')[1]),
);

/** Count by hand: lower edge in, upper edge out, the last one in. */
function naive(values: Float64Array, edges: Float64Array): number[] {
  const bins = edges.length - 1;
  return Array.from(
    { length: bins },
    (_, i) => values.filter((x) => x >= edges[i]! && (i === bins - 1 ? x <= edges[i + 1]! : x < edges[i + 1]!)).length,
  );
}

describe('rules', () => {
  // numpy on exponential quantiles, a column without a step (test-data/descriptive/reference.py).
  test.each([
    ['freedman-diaconis', rules.fd],
    ['scott', rules.scott],
    ['sturges', rules.sturges],
    ['doane', rules.doane],
  ] as const)('%s gives numpy’s number of bins and numpy’s counts', (kind, { bins, counts }) => {
    const values = Float64Array.from({ length: 500 }, (_, i) => -Math.log1p(-(i + 0.5) / 500));
    const found = histogram(values, { kind });
    expect(found.counts.length).toBe(bins);
    expect([...found.counts]).toEqual(counts);
    expect(found.remark).toBeNull();
  });

  test('a fixed width has its edges at anchor + i · width, and a value on the last edge opens another bin', () => {
    const found = histogram(Float64Array.of(0, 1, 1, 2, 3), { kind: 'width', width: 1 });
    expect([...found.edges]).toEqual([0, 1, 2, 3, 4]);
    expect([...found.counts]).toEqual([1, 2, 1, 1]);
    const anchored = histogram(Float64Array.of(0.9, 1.4, 2.6), { kind: 'width', width: 0.5, anchor: 0.25 });
    expect([...anchored.edges]).toEqual([0.75, 1.25, 1.75, 2.25, 2.75]);
  });

  test('a fixed number of bins is that number, from the smallest to the largest value', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => Math.sqrt(i + 0.123456789));
    const found = histogram(values, { kind: 'count', count: 12 });
    expect(found.counts.length).toBe(12);
    expect(found.edges[0]).toBe(values[0]);
    expect(found.edges[12]).toBe(values[99]);
  });
});

describe('counts', () => {
  test('every value is in one bin, by comparison with the very edges returned', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double(), fc.integer({ min: -50, max: 50 }), fc.double({ min: -1, max: 1 })), {
          maxLength: 60,
        }),
        fc.constantFrom(...every),
        (list, rule) => {
          const values = Float64Array.from(list);
          const finite = values.filter(Number.isFinite);
          const { edges, counts, total, width } = histogram(values, rule);
          expect(total).toBe(finite.length);
          expect([...counts]).toEqual(naive(finite, edges));
          expect(counts.length).toBeLessThanOrEqual(mostBins + 2);
          expect(Number.isFinite(width)).toBe(true);
          for (let i = 1; i < edges.length; i++) expect(edges[i]).toBeGreaterThan(edges[i - 1]!);
        },
      ),
      { numRuns: 150, seed: 1 },
    );
  });

  test('half a million values: as many as a naive count in each bin', () => {
    const { normal } = createGenerator(2);
    const values = Float64Array.from({ length: 500_000 }, normal);
    const { edges, counts } = histogram(values, { kind: 'count', count: 9 });
    expect([...counts]).toEqual(naive(values, edges));
  });
});

describe('mirror', () => {
  test('x → c − x mirrors the counts, for measured columns and continuous ones, by every automatic rule', () => {
    const { uniform, normal } = createGenerator(3);
    const columns = [
      { c: 8, values: Float64Array.from({ length: 300 }, () => Math.floor(8 * uniform() ** 2)) },
      { c: 8, values: Float64Array.from({ length: 301 }, () => Math.round(80 * uniform() ** 2) / 10) },
      { c: 139, values: waiting },
      { c: 1, values: Float64Array.from({ length: 1000 }, () => normal() ** 2) },
    ];
    for (const { c, values } of columns) {
      const mirrored = values.map((x) => Number((c - x).toFixed(12)));
      for (const rule of automatic) {
        expect([...histogram(mirrored, rule).counts]).toEqual([...histogram(values, rule).counts].reverse());
      }
    }
  });
});

describe('columns measured in steps', () => {
  test('bins hold equally many steps and edges stand half a step beside the values: no comb', () => {
    const { normal } = createGenerator(4);
    const values = Float64Array.from({ length: 20_000 }, () => Math.round(20 * normal()) / 10);
    for (const rule of automatic) {
      const { edges, width } = histogram(values, rule);
      const steps = width / 0.1;
      expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-9);
      for (const edge of edges) {
        const place = edge / 0.1 - 0.5;
        expect(Math.abs(place - Math.round(place))).toBeLessThan(1e-9);
      }
    }
  });

  test('edges are the nearest doubles to the decimals they stand for', () => {
    const values = Float64Array.from({ length: 50 }, (_, i) => Number((0.1 * (i % 10)).toFixed(1)));
    expect([...histogram(values, { kind: 'sturges' }).edges]).toEqual([
      -0.05, 0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95,
    ]);
  });

  test('a number of bins that cuts through the steps is drawn as asked, with a remark', () => {
    const values = Float64Array.from({ length: 110 }, (_, i) => i % 11);
    const found = histogram(values, { kind: 'count', count: 5 });
    expect(found.counts.length).toBe(5);
    expect(found.remark).toContain('steps of 1, and a bin holds 2.2 of them');
    expect(histogram(values, { kind: 'count', count: 11 }).remark).toBeNull();
    expect([...histogram(values, { kind: 'count', count: 11 }).counts]).toEqual(new Array(11).fill(10));
  });
});

describe('what cannot be followed to the letter is said', () => {
  test('no value, one value, equal values', () => {
    for (const rule of every) {
      const none = histogram(Float64Array.of(NaN), rule);
      expect(none).toMatchObject({ total: 0, remark: 'There are no values.' });
      expect(none.edges.length).toBe(0);
    }
    for (const rule of every.filter(({ kind }) => kind !== 'width')) {
      for (const value of [0, 5, -3e-300, 1.7e308, 5e-324, -1e16]) {
        expect(histogram(Float64Array.of(value), rule)).toMatchObject({ total: 1, remark: 'There is one value.' });
        const equal = histogram(new Float64Array(12).fill(value), rule);
        expect([...equal.counts]).toEqual([12]);
        expect(equal.remark).toBe(`All 12 values are ${value}.`);
      }
    }
  });

  test('too many bins: at most 2000 are drawn', () => {
    const outlier = Float64Array.from({ length: 1000 }, (_, i) => (i === 0 ? 1e9 + 0.1234567 : Math.sin(i)));
    for (const rule of [{ kind: 'freedman-diaconis' }, { kind: 'width', width: 0.01 }] as const) {
      const found = histogram(outlier, rule);
      expect(found.counts.length).toBeLessThanOrEqual(mostBins);
      expect(found.remark).toMatch(/asks for .* bins; at most 2000 are drawn/);
      expect(found.total).toBe(1000);
    }
    expect(histogram(outlier, { kind: 'count', count: 5000 }).counts.length).toBe(2000);
  });

  test('quartiles that coincide: Scott’s rule stands in', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => (i < 80 ? 1 : i));
    expect(histogram(values, { kind: 'freedman-diaconis' }).remark).toContain("Scott's rule stands in");
  });

  test('the whole range of doubles, and neighbours in it', () => {
    for (const rule of every) {
      expect(histogram(Float64Array.of(-1.7e308, 0, 1.7e308), rule).total).toBe(3);
      expect(histogram(Float64Array.of(5e-324, 1e-323, 1.5e-323), rule).total).toBe(3);
      expect(histogram(Float64Array.of(1e16, 1e16 + 2, 1e16 + 4), rule).total).toBe(3);
      expect(histogram(Float64Array.of(Infinity, -Infinity, 1, 2), rule).total).toBe(2);
    }
  });

  test('a width that is none is refused', () => {
    const shape = shapeOfColumn(Float64Array.of(1, 2));
    for (const width of [0, -1, NaN, Infinity])
      expect(() => binEdges({ kind: 'width', width }, shape)).toThrow('invalid parameter');
    for (const count of [0, 2.5, NaN, Infinity])
      expect(() => binEdges({ kind: 'count', count }, shape)).toThrow('invalid parameter');
  });
});
