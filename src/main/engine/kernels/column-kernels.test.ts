import { describe, expect, test } from 'vitest';
import { countBins2d } from './bins-2d.ts';
import { countBins2d as countBins2dWasm } from './bins-2d-wasm.ts';
import { rowsPerChunk } from './chunks.ts';
import { evenEdges } from './even-edges.ts';
import { countBins } from './histogram.ts';
import { countBins as countBinsWasm } from './histogram-wasm.ts';
import { momentSums } from './moments.ts';
import { momentSums as momentSumsWasm } from './moments-wasm.ts';
import { collectRanks, countRanks, orderKey, rankCells, valueOfKey } from './rank.ts';
import { collectRanks as collectRanksWasm, countRanks as countRanksWasm } from './rank-wasm.ts';

/** mulberry32: small and seeded. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
const sample = (n: number, seed: number, of: (u: () => number) => number) => {
  const u = uniforms(seed);
  return Float64Array.from({ length: n }, () => of(u));
};
const odd = [
  NaN,
  Infinity,
  -Infinity,
  0,
  -0,
  5e-324,
  -5e-324,
  2.2e-308,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  1,
  -1,
  1e16,
  3,
];

const columns: Record<string, Float64Array> = {
  nothing: new Float64Array(0),
  'one value': Float64Array.of(3),
  'nothing but missing': new Float64Array(9).fill(NaN),
  'every odd double': Float64Array.from(odd),
  uniforms: sample(20_011, 1, (u) => u()),
  'a large offset': sample(5003, 2, (u) => 1e12 + u()),
  'missing here and there': sample(5001, 3, (u) => (u() < 0.2 ? NaN : 20 * u() - 10)),
  'many orders of magnitude': sample(5000, 4, (u) => (u() < 0.5 ? -1 : 1) * 10 ** (40 * u() - 20)),
  subnormal: sample(1000, 5, (u) => u() * 1e-310),
  huge: sample(1000, 6, (u) => (2 * u() - 1) * 1.7e308),
  'whole numbers': sample(10_000, 7, (u) => Math.floor(u() * 50)),
};

describe.each(Object.entries(columns))('%s', (_, values) => {
  const n = values.length;

  test('moments: counts and extremes as the plain loop has them, sums to the last digits', () => {
    for (const [from, to] of [
      [0, n],
      [Math.min(1, n), n],
      [Math.floor(n / 3), Math.floor(n / 2)],
    ] as const) {
      const kernel = momentSumsWasm(values, from, to);
      const plain = momentSums(values, from, to);
      for (const exact of ['n', 'min', 'max', 'exponent'] as const) expect(kernel[exact]).toBe(plain[exact]);
      // Both carry 32 digits and differ in the order of additions; of the result a double keeps 16.
      const scale = Math.sqrt(plain.squares * plain.n) || 1;
      expect(Math.abs(kernel.sum - plain.sum)).toBeLessThanOrEqual(2 ** -52 * Math.max(scale, Math.abs(plain.sum)));
      expect(Math.abs(kernel.squares - plain.squares)).toBeLessThanOrEqual(2 ** -51 * plain.squares);
      // Third and fourth powers are plain sums of n terms: √n roundings, each of the sum of magnitudes.
      expect(Math.abs(kernel.cubes - plain.cubes)).toBeLessThanOrEqual(
        1e-14 * Math.sqrt(n) * Math.sqrt(plain.squares * plain.fourths),
      );
      expect(Math.abs(kernel.fourths - plain.fourths)).toBeLessThanOrEqual(1e-14 * Math.sqrt(n) * plain.fourths);
    }
  });

  test('histogram: every count as by bisection, with edges on values and beside them', () => {
    for (const edges of [
      [0, 1],
      [-10, -5, 0, 5, 10],
      Array.from({ length: 51 }, (_, i) => i),
      Array.from({ length: 2001 }, (_, i) => i / 2000),
      Array.from({ length: 334 }, (_, i) => 1e12 + i * 0.003),
      [-1.7e308, 0, 1.7e308],
      [0, 1, 10, 100], // not even: left to the twin
      [0, 5e-324, 1e-323],
      [],
    ].map((list) => Float64Array.from(list))) {
      expect(countBinsWasm(values, 0, n, edges)).toEqual(countBins(values, 0, n, edges));
      expect(countBinsWasm(values, 1, Math.max(1, n - 2), edges)).toEqual(
        countBins(values, 1, Math.max(1, n - 2), edges),
      );
    }
  });

  test('grid: every count as by bisection', () => {
    const other = Float64Array.from(values, (_, i) => values[(i * 7 + 3) % n]!);
    for (const [xEdges, yEdges] of [
      [Float64Array.from({ length: 18 }, (_, i) => i / 17), Float64Array.from({ length: 8 }, (_, i) => i / 7)],
      [Float64Array.from({ length: 51 }, (_, i) => i), Float64Array.of(-10, 0, 10)],
      [Float64Array.of(0, 1, 10), Float64Array.of(0, 50)],
    ] as const) {
      expect(countBins2dWasm(values, other, 0, n, xEdges, yEdges)).toEqual(
        countBins2d(values, other, 0, n, xEdges, yEdges),
      );
    }
  });

  test('ranks: every count and every collected value as the plain loop has them', () => {
    const flags = Uint8Array.from({ length: rankCells }, (_, cell) => (cell % 3 === 0 ? 1 : 0));
    for (const [low, shift] of [
      [0n, 48],
      [orderKey(0), 40],
      [orderKey(-Number.MAX_VALUE), 47],
      [orderKey(1e12), 0],
      [orderKey(0.25), 36],
    ] as const) {
      const counts = countRanks(values, 0, n, low, shift);
      expect(sameBytes(countRanksWasm(values, 0, n, low, shift), counts)).toBe(true);
      const collected = collectRanks(values, 0, n, low, shift, flags);
      expect(sameBytes(collectRanksWasm(values, 0, n, low, shift, flags), collected)).toBe(true);
    }
  });
});

/** Equality of long arrays, quicker than walking them. */
function sameBytes(a: Uint32Array | Float64Array, b: Uint32Array | Float64Array): boolean {
  return Buffer.compare(Buffer.from(a.buffer), Buffer.from(b.buffer)) === 0;
}

test('order keys are ordered as the numbers and turn back into them', () => {
  const finite = odd.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  for (const value of finite) expect(valueOfKey(orderKey(value))).toBe(value);
  for (let i = 1; i < finite.length; i++) {
    if (finite[i - 1]! < finite[i]!) expect(orderKey(finite[i - 1]!) < orderKey(finite[i]!)).toBe(true);
  }
  expect(orderKey(5e-324) - orderKey(0)).toBe(1n); // neighbours
});

test('a full chunk fits the kernel', () => {
  const values = sample(rowsPerChunk, 8, (u) => u());
  expect(momentSumsWasm(values, 0, rowsPerChunk).n).toBe(rowsPerChunk);
});

test('edges count as even only where a multiplication places every value to one bin', () => {
  expect(evenEdges(Float64Array.of(0, 1, 2, 3))).toEqual({ origin: 0.5, factor: 1, slack: 2 ** -50 });
  for (const edges of [[0, 1, 10, 100], [0, 5e-324], [-1.7e308, 1.7e308], [0, 1, 3], []]) {
    expect(evenEdges(Float64Array.from(edges))).toBeNull();
  }
});
