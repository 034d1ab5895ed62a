import { expect, test } from 'vitest';
import { groupingLines, intervalLines, likelihoodRatioSentence, nullCheckSentence, regionLines } from './check-text.ts';

test('a likelihood ratio that samples seldom reach speaks for one component more', () => {
  const simulated = [1, 2, 3, ...Array.from({ length: 96 }, () => 0)];
  expect(likelihoodRatioSentence({ statistic: 3, simulated, failed: 0, pValue: 0.02 }, 2)).toBe(
    '2(ℓ of 3 − ℓ of 2) = 3; of 99 samples drawn from the fit with 2, 1 reached it: p = 0.02. So 3 components describe more than chance.',
  );
  expect(likelihoodRatioSentence({ statistic: 1, simulated: [2, 2], failed: 1, pValue: 1 }, 1)).toContain(
    '(1 more had no honest fit), 2 reached it',
  );
});

test('the null check says how often one Gaussian is taken for several', () => {
  expect(nullCheckSentence({ called: 12, samples: 99, chosen: [] })).toMatch(/^BIC called 12 of 99 samples.*can make/);
  expect(nullCheckSentence({ called: 0, samples: 99, chosen: [] })).toMatch(/hardly/);
});

test('each step of a merging path names the group that it made', () => {
  const path = [
    { groups: [[0], [1], [2]], entropy: 9 },
    { groups: [[0, 2], [1]], entropy: 1 },
    { groups: [[0, 2, 1]], entropy: 0 },
  ];
  expect(groupingLines(path, ['A', 'B', 'C'])).toEqual([
    { groups: 3, joined: 'none', entropy: 9 },
    { groups: 2, joined: 'A + C', entropy: 1 },
    { groups: 1, joined: 'A + C + B', entropy: 0 },
  ]);
});

test('of a variance the interval of its root is shown', () => {
  const of = (low: number, high: number) => ({ standardError: 1, interval: [low, high] as [number, number] });
  const lines = intervalLines(
    {
      weights: [of(0.9, 1)],
      means: [[of(4, 6)]],
      covariances: [[[of(4, 16)]]],
      noise: null,
      replicates: 200,
      failed: 0,
      confidence: 0.95,
      ghosts: [],
    },
    { weights: [1], means: [[5]], covariances: [[[9]]], noise: null },
    0,
    ['x'],
  );
  expect(lines.map(({ label }) => label)).toEqual(['φ', 'μ x', 'σ x']);
  expect(lines[2]).toMatchObject({ value: '3.00', interval: '2.00 to 4.00' });
});

test('regions are told from the lowest to the highest', () => {
  expect(regionLines([1, 2], [0, 1, 0], ['wide', 'narrow'], String)).toEqual([
    'below 1: wide',
    '1 to 2: narrow',
    'above 2: wide',
  ]);
  expect(regionLines([], [1], ['a', 'b'], String)).toEqual(['everywhere: b']);
});
