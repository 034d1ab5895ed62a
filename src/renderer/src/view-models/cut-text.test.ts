import { expect, test } from 'vitest';
import { cutText, wrapText } from './cut-text.ts';
import { textWidth } from './text-width.ts';

const long = 'The concentration of dissolved organic carbon in surface water (mg/L)';

test('what fits stays; what is too long loses its middle and keeps its end', () => {
  expect(cutText('waiting', 200, 12)).toBe('waiting');
  const short = cutText(long, 200, 12);
  expect(short).toMatch(/^The conc.*….*\(mg\/L\)$/);
  expect(0.92 * textWidth(short, 12)).toBeLessThanOrEqual(200);
});

test('a text is cut between whole letters, also where one is made of two code units', () => {
  expect(cutText('📏📏📏📏📏📏📏📏', 60, 12)).toMatch(/^(📏)+…(📏)+$/u);
});

test('lines together are the text, each no wider than it may be', () => {
  const lines = wrapText(long, 180, 12);
  expect(lines.join(' ')).toBe(long);
  for (const line of lines) expect(0.92 * textWidth(line, 12)).toBeLessThanOrEqual(180);
});

test('a word wider than a line is broken', () => {
  const word = 'x'.repeat(80);
  expect(wrapText(word, 100, 12).length).toBeGreaterThan(1);
  expect(wrapText(word, 100, 12).join('')).toBe(word);
});

test('of more lines than allowed the last one says that there is more', () => {
  const lines = wrapText(long, 180, 12, 2);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/…$/);
});
