import { describe, expect, test } from 'vitest';
import type { BinRule, Histogram } from '../../../shared/statistics/histogram.ts';
import { spoken } from './formula.ts';
import { barDerivation, binWidthDerivation } from './histogram-formulas.ts';

/** Old Faithful, eruptions. */
const numbers = {
  n: 272,
  min: 1.6,
  max: 5.1,
  quartiles: [2.16275, 4.45425],
  sdSample: 1.1413712511052083,
  skewness: -0.4158409529,
} as const;
const histogram: Histogram = {
  edges: Float64Array.of(1.5, 2.5, 3.5, 4.5, 5.5),
  counts: Float64Array.of(92, 20, 96, 64),
  width: 1,
  total: 272,
  rule: { kind: 'scott' },
  remark: null,
};
const text = (rule: BinRule): string =>
  binWidthDerivation(rule, numbers, histogram).substituted.map(spoken).join(' ; ');

// NumPy: 2 IQR / cbrt(n), (24 sqrt(π) / n)^(1/3) · x.std(ddof=1), and the numbers of bins of histogram_bin_edges(x, rule).
describe('every rule ends in the width it asks for, and the width that was drawn', () => {
  test.each<[string, BinRule, string]>([
    ['Freedman–Diaconis', { kind: 'freedman-diaconis' }, '= 0.707338'],
    ['Scott', { kind: 'scott' }, '= 0.61494'],
    ['Sturges: ⌈log₂ 272 + 1⌉ = 10 bins', { kind: 'sturges' }, '= 10 ; h = (3.5) / (10) = 0.35'],
    ['Doane: 12 bins', { kind: 'doane' }, '= 12 ; h = (3.5) / (12) = 0.291667'],
    ['a number of bins', { kind: 'count', count: 4 }, '(3.5) / (4) = 0.875'],
    ['a width', { kind: 'width', width: 0.25 }, '= 0.25'],
  ])('%s', (_, rule, expected) => {
    expect(text(rule)).toContain(expected);
    expect(text(rule)).toMatch(/drawn : h = 1$/);
  });
});

test('the tallest bar’s area is its share of the values: 96 of 272 over a width of 1', () => {
  expect(barDerivation(histogram).substituted.map(spoken).join(' ')).toBe('= (96) / (272 · 1) = 0.352941');
});
