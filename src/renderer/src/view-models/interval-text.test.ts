import { expect, test } from 'vitest';
import { intervalText } from './interval-text.ts';

const plain = (text: string | null): string | undefined => text?.replaceAll('\u202f', ' ');
const counted = { inside: 680, n: 1000, from: -1, to: 1 };

test('the model’s probability stands beside the observed share', () => {
  expect(plain(intervalText([-1, 1], { mean: 0, sd: 1 }, counted))).toBe('model 68.27 % · observed 68 %');
});

test('a share counted for another interval is not shown for this one', () => {
  expect(plain(intervalText([-2, 1], { mean: 0, sd: 1 }, counted))).toBe('model 81.86 % · observed …');
});

test('without a model there is still the observed share', () => {
  expect(plain(intervalText([-1, 1], null, counted))).toBe('observed 68 %');
});
