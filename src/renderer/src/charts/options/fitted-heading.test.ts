import { expect, test } from 'vitest';
import { textWidth } from '../../view-models/text-width.ts';
import { fittedHeading } from './fitted-heading.ts';
import { frameOf, marginsOf } from './frame.ts';
import { lightColours } from './chart-colours.ts';

const group = (name: string): string => `${name}: μ = (5.006, 3.428, 1.462), √λ = 0.4829, 0.2656`;
const heading = {
  title: 'A column with a very long name indeed, as surveys have them (%) against another of the same kind',
  lines: [`Gaussian by maximum likelihood (÷ n): ${['setosa', 'versicolor', 'virginica'].map(group).join('; ')}`],
  legend: ['setosa', 'versicolor', 'virginica'].map((name, index) => ({ name, index, mark: 'symbol' as const })),
};
const look = { colours: lightColours, font: 'sans-serif', fontSize: 12 };

test('no line of a heading is wider than the picture, and none of its words is lost', () => {
  const fitted = fittedHeading(heading, 640, 12);
  for (const line of fitted.lines) expect(0.92 * textWidth(line, 12)).toBeLessThan(640);
  expect(fitted.lines.length).toBeGreaterThan(1);
  expect(fitted.lines.join(' ')).toBe(heading.lines[0]);
  expect(textWidth(fitted.title, 15)).toBeLessThan(640);
});

test('the plot begins below all lines of the heading', () => {
  const [narrow, wide] = [500, 3000].map((width) => fittedHeading(heading, width, 12));
  const lines = narrow!.lines.length - wide!.lines.length;
  expect(lines).toBeGreaterThan(0);
  expect(
    marginsOf({ fontSize: 12, heading: narrow! }).top - marginsOf({ fontSize: 12, heading: wide! }).top,
  ).toBeCloseTo(1.5 * 12 * lines);
});

test('of more groups than four lines hold, the legend says how many are missing', () => {
  const legend = Array.from({ length: 90 }, (_, index) => ({ name: `group ${index}`, index, mark: 'line' as const }));
  const { title } = frameOf({ ...look, heading: fittedHeading({ title: 'a', lines: [], legend }, 500, 12) });
  const { subtext } = title as { subtext: string };
  expect(subtext.split('\n')).toHaveLength(4);
  const named = subtext.match(/group/g)!.length;
  expect(subtext).toMatch(new RegExp(`and ${90 - named} more$`));
});
