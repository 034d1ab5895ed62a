import { describe, expect, test } from 'vitest';
import { mixed, mostInACell, rasterPixels, rgbOf, shade } from './raster-pixels.ts';

const red = { sparse: [255, 0, 0], dense: [255, 0, 0] } as const;
const blue = { sparse: [0, 0, 255], dense: [0, 0, 255] } as const;
const grid = (...counts: number[]) => ({ columns: 2, lines: 2, counts: Uint32Array.from(counts) });

describe('pixels of counted cells', () => {
  test('an empty cell is transparent, the fullest one opaque, a single row still seen', () => {
    const pixels = rasterPixels([grid(0, 1, 0, 1_000_000)], [red], 'count');
    // Lines of a grid begin at the bottom, those of an image at the top.
    const opacity = [pixels[3], pixels[7], pixels[11], pixels[15]];
    expect([opacity[0], opacity[1], opacity[2]]).toEqual([0, 255, 0]);
    expect(opacity[3]).toBeGreaterThan(50);
  });

  test('a cell that two groups share equally has the colour between theirs', () => {
    const pixels = rasterPixels([grid(5, 0, 0, 0), grid(5, 0, 0, 0)], [red, blue], 'log');
    expect([...pixels.subarray(8, 11)]).toEqual([128, 0, 128]);
  });

  test('the fullest cell counts the rows of all groups', () => {
    expect(mostInACell([grid(1, 2, 3, 4), grid(9, 0, 0, 1)])).toBe(10);
  });

  test('by logarithm a hundredth of the rows is more than half as dark; in proportion a hundredth', () => {
    expect(shade(100, 10_000, 'log')).toBeCloseTo(0.5, 1);
    expect(shade(100, 10_000, 'count')).toBe(0.01);
    expect([shade(0, 9, 'log'), shade(0, 0, 'count')]).toEqual([0, 0]);
  });
});

test('colours between two: none, half and all of the second', () => {
  expect([0, 0.5, 1].map((share) => mixed('#000000', '#ff8040', share))).toEqual(['#000000', '#804020', '#ff8040']);
  expect(rgbOf('#0a141e')).toEqual([10, 20, 30]);
});
