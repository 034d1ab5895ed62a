import { expect, test } from 'vitest';
import { textWidth } from './text-width.ts';

/**
 * Widths in pixels at 100 px that Chromium's canvas measures (`measureText`, weight 600) in DejaVu Sans and in Liberation
 * Sans, whose letters are as wide as Arial's.
 */
const measured: Readonly<Record<string, readonly [dejaVu: number, liberation: number]>> = {
  '1σ (39.35\u202f%) → expected 107, inside 74': [2211, 1845],
  '√λ₁ = 13.61': [644, 516],
  'Component 12 · 12.5\u202f%': [1293, 1087],
  'Höhe über NN (m)': [1019, 850],
  '√λ₂ = 0.4933 → 1': [936, 786],
  '95\u202f% of next rows, inside 1,234,567': [2007, 1654],
  WWWmmm: [644, 550],
  abcdefghijklmnopqrstuvwxyz: [1654, 1400],
  ABCDEFGHIJKLMNOPQRSTUVWXYZ: [1963, 1789],
  日本語: [300, 300],
};

test('a text is never wider than it is said to be, in the widest font, and at most a tenth narrower there', () => {
  for (const [text, [dejaVu]] of Object.entries(measured)) {
    expect(textWidth(text, 100), text).toBeGreaterThanOrEqual(dejaVu);
    // A tenth too wide leaves a gap that nobody sees; more would push labels away without need.
    expect(textWidth(text, 100), text).toBeLessThan(1.1 * dejaVu);
  }
});

test('accents that stand above another letter take no width, and width grows with the font', () => {
  expect(textWidth('e\u0301', 12)).toBe(textWidth('e', 12));
  expect(textWidth('abc', 24)).toBeCloseTo(2 * textWidth('abc', 12), 12);
});
