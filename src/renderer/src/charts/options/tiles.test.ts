import { expect, test } from 'vitest';
import { lightColours } from './chart-colours.ts';
import { gridOf, marginsOf, type ChartLook } from './frame.ts';
import { tiled, type Tile } from './tiles.ts';

const look: ChartLook = { colours: lightColours, font: 'sans-serif', fontSize: 12 };
const size = { width: 900, height: 600 };
const tile = (title: string): Tile => ({
  title,
  option: (own) => ({
    grid: gridOf(own),
    xAxis: { type: 'value' },
    yAxis: { type: 'value' },
    series: [
      { type: 'line', data: [1] },
      { type: 'line', data: [2] },
    ],
  }),
});
type Box = Record<'left' | 'top' | 'width' | 'height', number>;
const grids = (option: ReturnType<typeof tiled>): Box[] => option.grid as unknown as Box[];

test('no plot of a tile meets another, and all lie inside the picture below the heading', () => {
  for (const count of [1, 2, 3, 5, 8]) {
    const heading = { title: 'Models', lines: ['a line'], legend: [] };
    const withHeading = { ...look, heading };
    const boxes = grids(
      tiled(
        Array.from({ length: count }, (_, i) => tile(String(i))),
        withHeading,
        size,
      ),
    );
    expect(boxes).toHaveLength(count);
    boxes.forEach((a, i) => {
      expect(a.left).toBeGreaterThanOrEqual(0);
      expect(a.left + a.width).toBeLessThanOrEqual(size.width);
      expect(a.top).toBeGreaterThan(marginsOf(withHeading).top - marginsOf(look).top);
      expect(a.top + a.height).toBeLessThanOrEqual(size.height);
      for (const b of boxes.slice(i + 1)) {
        const apart = a.left + a.width <= b.left || a.top + a.height <= b.top;
        expect(apart).toBe(true);
      }
    });
  }
});

test('every series is drawn in the plot of its own tile, and every tile has its title', () => {
  const option = tiled([tile('first'), tile('second')], look, size);
  const series = option.series as { xAxisIndex: number; yAxisIndex: number; data: number[] }[];
  expect(series.map(({ xAxisIndex }) => xAxisIndex)).toEqual([0, 0, 1, 1]);
  expect(series.map(({ yAxisIndex }) => yAxisIndex)).toEqual([0, 0, 1, 1]);
  expect((option.xAxis as { gridIndex: number }[]).map(({ gridIndex }) => gridIndex)).toEqual([0, 1]);
  expect((option.title as { text: string }[]).map(({ text }) => text)).toEqual(['first', 'second']);
});

test('a tile is drawn without a heading of its own, for the room it has', () => {
  const seen: unknown[] = [];
  const spying: Tile = {
    ...tile('one'),
    option: (own, part) => (seen.push(own.heading, part), tile('one').option(own, part)),
  };
  tiled([spying, tile('two')], { ...look, heading: { title: 't', lines: [] } }, size);
  expect(seen[0]).toBeUndefined();
  expect(seen[1]).toMatchObject({ width: 450 });
});
