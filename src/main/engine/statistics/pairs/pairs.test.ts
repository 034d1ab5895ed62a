import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { countBins2d } from '../../kernels/bins-2d.ts';
import { correlationOf } from './correlation.ts';
import { extremesOfRange, mergeExtremes } from './extremes.ts';
import { mapRange } from './map-range.ts';
import { addRasters, rasterOfRange } from './raster.ts';
import { rowsInside } from './rows-inside.ts';
import { countWithin, farthestFirst, rowsBeyond, type Gaussian2d } from './within-distance.ts';

/** Made by R; the file names the command. */
const oldFaithful = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../../../test-data/pairs/old-faithful.json'), 'utf8'),
) as Record<string, number[]> & { correlation: number; distanceOf3and60: number };
const x = Float64Array.from(oldFaithful.eruptions!);
const y = Float64Array.from(oldFaithful.waiting!);
const n = x.length;
const [xx, xy, yx, yy] = oldFaithful.covariance as [number, number, number, number];
const gaussian: Gaussian2d = {
  mean: oldFaithful.mean as [number, number],
  covariance: [
    [xx, xy],
    [yx, yy],
  ],
};
const squaredRadii = oldFaithful.shares!.map((share) => -2 * Math.log1p(-share));

describe('Old Faithful, as R has it', () => {
  test('rows inside the ellipses of 50, 90, 95 and 99 %', () => {
    expect(countWithin(x, y, 0, n, gaussian, squaredRadii)).toEqual(oldFaithful.inside);
  });

  test('the five farthest rows and their D², whatever ranges of rows they come from', () => {
    const parts = [rowsBeyond(x, y, 0, 150, gaussian, 5.7), rowsBeyond(x, y, 150, n, gaussian, 5.7)];
    const { places, squaredDistances } = farthestFirst(parts);
    expect(Array.from(places, (place) => place + 1)).toEqual(oldFaithful.farthestRows);
    // R prints the covariance with 15 digits, of which r = 0.9 costs one.
    squaredDistances.forEach((d2, i) => expect(d2).toBeCloseTo(oldFaithful.farthestSquaredDistances![i]!, 12));
  });

  test('only row 158 lies beyond χ²₂(0.975)', () => {
    expect([...rowsBeyond(x, y, 0, n, gaussian, 7.377758908227871).places]).toEqual([157]);
  });

  test('D² adds up to n·d when the covariance divides by n', () => {
    const { squaredDistances } = rowsBeyond(x, y, 0, n, gaussian, -1);
    expect(squaredDistances.reduce((sum, d2) => sum + d2, 0)).toBeCloseTo(2 * n, 9);
  });

  test('the correlation, and the same one at an offset of 10⁹', () => {
    expect(correlationOf(x, y)).toEqual({ n, correlation: expect.closeTo(oldFaithful.correlation, 14) as number });
    // Doubles near 10⁹ have steps of 1.2e-7, a ten-millionth of the columns' spread.
    const far = correlationOf(
      x.map((value) => value + 1e9),
      y.map((value) => value - 1e9),
    );
    expect(far.correlation).toBeCloseTo(oldFaithful.correlation, 6);
  });
});

describe('a raster', () => {
  const window = { x: [1, 6], y: [40, 100] } as const;
  test('counts what the histogram of two columns counts, cell by cell', () => {
    const edges = (from: number, to: number, cells: number) =>
      Float64Array.from({ length: cells + 1 }, (_, i) => from + ((to - from) * i) / cells);
    // 17 columns and 24 lines have no value of Old Faithful on an inner border.
    const twin = countBins2d(x, y, 0, n, edges(1, 6, 17), edges(40, 100, 24));
    expect(rasterOfRange(x, y, 0, n, window, 17, 24)).toEqual(twin);
  });

  test('does not depend on how the rows are divided', () => {
    const parts = [rasterOfRange(x, y, 0, 100, window, 9, 7), rasterOfRange(x, y, 100, n, window, 9, 7)];
    expect(addRasters(parts)).toEqual(rasterOfRange(x, y, 0, n, window, 9, 7));
  });

  test('holds the rows on its far sides and none beyond', () => {
    const corner = Float64Array.of(0, 1, 1, 1.0001, NaN);
    const counts = rasterOfRange(corner, corner, 0, 5, { x: [0, 1], y: [0, 1] }, 2, 2);
    expect([...counts]).toEqual([1, 0, 0, 2]);
  });
});

test('rows inside a window are those on its sides too', () => {
  const u = Float64Array.of(0, 1, 2, 3, NaN);
  expect([...rowsInside(u, u, 0, 5, { x: [1, 2], y: [0, 2] })]).toEqual([1, 2]);
});

test('extremes of ranges merge into those of all rows; no rows have none', () => {
  const u = Float64Array.of(3, -1, 7);
  const v = Float64Array.of(0, 5, 2);
  expect(mergeExtremes([extremesOfRange(u, v, 0, 1), null, extremesOfRange(u, v, 1, 3)])).toEqual({
    x: [-1, 7],
    y: [0, 5],
  });
  expect(mergeExtremes([extremesOfRange(u, v, 0, 0)])).toBeNull();
});

test('a column without spread has no correlation', () => {
  expect(correlationOf(Float64Array.of(1, 1, 1), Float64Array.of(1, 2, 3)).correlation).toBeNull();
});

test('rows in other coordinates: a quarter turn about (1, 1)', () => {
  const [u, v] = [new Float64Array(2), new Float64Array(2)];
  const map = {
    origin: [1, 1],
    matrix: [
      [0, 1],
      [-1, 0],
    ],
  } as const;
  mapRange(Float64Array.of(9, 2), Float64Array.of(9, 1), 1, 2, map, u, v);
  expect([...u, ...v]).toEqual([0, 0, 0, -1]);
});
