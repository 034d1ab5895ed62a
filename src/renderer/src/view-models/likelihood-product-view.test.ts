import { expect, test } from 'vitest';
import type { LikelihoodProduct } from '../../../shared/statistics/likelihood-product.ts';
import { fromLogarithm, likelihoodProductTable, likelihoodProductView } from './likelihood-product-view.ts';

const result = (changed: Partial<LikelihoodProduct>): LikelihoodProduct => ({
  n: 3,
  logLikelihood: -6,
  product: Math.exp(-6),
  subnormal: null,
  zero: null,
  infinite: null,
  undefined: null,
  trace: {
    count: Float64Array.of(1, 2, 3),
    logLikelihood: Float64Array.of(-2, -4, -6),
    product: Float64Array.of(Math.exp(-2), Math.exp(-4), Math.exp(-6)),
  },
  ...changed,
});
const room = { x: 5, y: 4 };

test('a logarithm is written as the number it is of, however small', () => {
  expect(fromLogarithm(Math.log(0.25))).toBe('0.25');
  expect(fromLogarithm(-1000 * Math.LN10)).toBe('1\u202f×\u202f10⁻¹⁰⁰⁰');
  // e^(−421.417026) in R: 9.56998e-184 is exp of it
  expect(fromLogarithm(-421.4170261175924)).toBe('9.57\u202f×\u202f10⁻¹⁸⁴');
});

test('the product’s line ends where doubles end, and the story names the row', () => {
  const zero = { count: 2, row: 7 };
  const trace = { ...result({}).trace, product: Float64Array.of(1e-300, 0, 0) };
  const view = likelihoodProductView(result({ product: 0, zero, trace }), room);
  expect([...view.product.x]).toEqual([1]);
  expect(view.product.y[0]).toBeCloseTo(-300, 10);
  expect(view.end).toMatchObject({ count: 2, text: '0 from row 7' });
  expect(view.story).toContain('is 0 from row 7, value 2 on');
});

test('an overflow is told as one, and a product that is a number as a number', () => {
  const infinite = { count: 3, row: 3 };
  expect(likelihoodProductView(result({ product: Infinity, infinite }), room).story).toContain('it is ∞ from row 3 on');
  expect(likelihoodProductView(result({}), room).story).toContain('is still a number: 0.00247875');
});

test('the table says Infinity in words: a spreadsheet has no such number', () => {
  const trace = { ...result({}).trace, product: Float64Array.of(1, Infinity, NaN) };
  expect(likelihoodProductTable({ trace }).rows.map(([, product]) => product)).toEqual([1, 'Infinity', 'NaN']);
});
