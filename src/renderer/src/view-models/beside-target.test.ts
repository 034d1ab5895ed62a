import { expect, test } from 'vitest';
import { besideTarget, type Box } from './beside-target.ts';

const window = { width: 1280, height: 800 };
const card = { width: 340, height: 220 };
const overlap = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;

test('a card hides nothing of a target that leaves it room at any side', () => {
  for (const target of [
    { left: 960, top: 300, width: 320, height: 200 }, // the inspector
    { left: 0, top: 48, width: 232, height: 700 }, // the columns
    { left: 300, top: 60, width: 900, height: 60 }, // a toolbar
    { left: 240, top: 560, width: 1000, height: 230 }, // a chart at the bottom
  ]) {
    const at = { ...besideTarget(target, card, window), ...card };
    expect(overlap(at, target)).toBe(false);
  }
});

test('it never leaves the window, however small that is or large the target', () => {
  for (const width of [400, 1024, 2560])
    for (const target of [
      null,
      { left: -50, top: -50, width: width + 100, height: 900 },
      { left: 10, top: 700, width: 5, height: 90 },
    ]) {
      const { left, top } = besideTarget(target, card, { width, height: 700 });
      expect(left).toBeGreaterThanOrEqual(12);
      expect(top).toBeGreaterThanOrEqual(12);
      expect(left + card.width).toBeLessThanOrEqual(Math.max(width - 12, card.width + 12));
      expect(top + card.height).toBeLessThanOrEqual(700 - 12);
    }
});
