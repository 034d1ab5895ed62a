import { describe, expect, test } from 'vitest';
import {
  digitsBeside,
  editableNumber,
  formatBytes,
  formatDate,
  formatFixed,
  formatNear,
  formatNumber,
  formatPValue,
  formatShare,
} from './number-format.ts';

/** Units stand behind a narrow no-break space. */
const plain = (text: string): string => text.replaceAll('\u202f', ' ');

describe('formatNumber', () => {
  test('no digit that only binary arithmetic has', () => expect(plain(formatNumber(0.1 + 0.2))).toBe('0.3'));
  test('a true minus sign', () => expect(plain(formatNumber(-421.41702612, 9))).toBe('−421.417026'));
  test('thousands are grouped and never rounded away', () =>
    expect(plain(formatNumber(1234567.4, 4))).toBe('1,234,567'));
  test('far from 1, powers of ten', () => {
    expect(plain(formatNumber(1.5e-7))).toBe('1.5 × 10⁻⁷');
    expect(plain(formatNumber(-2e12))).toBe('−2 × 10¹²');
  });
  test('rounding up to the next power keeps one form', () => expect(plain(formatNumber(0.99999999))).toBe('1'));
  test('what is not finite', () => {
    expect([NaN, Infinity, -Infinity].map((value) => formatNumber(value))).toEqual(['–', '∞', '−∞']);
  });
});

test('fixed decimals: no minus before a zero', () => {
  expect(formatFixed(-0.001, 2)).toBe('0.00');
  expect(formatFixed(-12345.678, 1)).toBe('−12,345.7');
});

test('a share that is not 0 is not shown as 0 %', () => {
  expect(plain(formatShare(0))).toBe('0 %');
  expect(plain(formatShare(1e-9))).toBe('< 0.01 %');
  expect(plain(formatShare(0.6826894921))).toBe('68.27 %');
  expect(plain(formatShare(0.99999))).toBe('> 99.99 %');
  expect(plain(formatShare(1))).toBe('100 %');
});

test('p-values, bytes and dates as they are usually written', () => {
  expect(plain(formatPValue(1e-12))).toBe('< 0.0001');
  expect(plain(formatPValue(0.04321))).toBe('0.043');
  expect(plain(formatBytes(999))).toBe('999 bytes');
  expect(plain(formatBytes(131_400_000))).toBe('131 MB');
  expect(formatDate(Date.UTC(2024, 1, 29))).toBe('2024-02-29');
  expect(formatDate(Date.UTC(2024, 1, 29, 13, 5))).toBe('2024-02-29 13:05');
});

test('a small spread on a large value keeps the digits that tell values apart', () => {
  expect(formatNumber(1e9 + 0.257143, digitsBeside(1e9, 0.14))).toBe('1,000,000,000.2571');
  expect(digitsBeside(3.4878, 1.139)).toBe(6);
});

test('what stands in a field can be read again', () => {
  for (const value of [2.571428e-7, -1234567, 0.1 + 0.2]) {
    expect(Number(editableNumber(value, 7).replaceAll('−', '-'))).toBeCloseTo(value, 12);
  }
});

test('a number is written as far as its error leaves it meaningful, also far from 1', () => {
  expect(formatNear(3.48778, 0.069)).toBe('3.4878');
  expect(formatNear(1e9 + 0.000583, 1.335e-5)).toBe('1,000,000,000.000583');
  expect(formatNear(4.950093821321172e15, 3.7609e13)).toBe('4.9501\u202f×\u202f10¹⁵');
  expect(formatNear(3.7609e13, 3.7609e13)).toBe('3.76\u202f×\u202f10¹³');
  expect(formatNear(0, 0.5)).toBe('0.000');
});

test('a large number to be edited has no digits that were never there', () => {
  expect(editableNumber(5.023873e15)).toBe('5.02387e15');
  expect(editableNumber(-2e9)).toBe('−2e9');
  expect(editableNumber(1_000_000_000.0006, 16)).toBe('1000000000.0006');
  expect(editableNumber(123456)).toBe('123456');
});
