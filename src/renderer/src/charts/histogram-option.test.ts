import { init, use } from 'echarts/core';
import { CustomChart, LineChart } from 'echarts/charts';
import { GridComponent, TitleComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import { expect, test } from 'vitest';
import { histogramView } from '../view-models/histogram-view.ts';
import { histogramOption } from './histogram-option.ts';
import { lightColours } from './options/chart-colours.ts';
import { marginsOf, type ChartLook } from './options/frame.ts';

use([CustomChart, LineChart, GridComponent, TitleComponent, SVGRenderer]);

const look: ChartLook = { colours: lightColours, font: 'sans-serif', fontSize: 12 };
const view = (scale: number, names: (string | null)[] = [null]) =>
  histogramView({
    column: 'x',
    kind: 'number',
    groups: names.map((name) => ({
      name,
      histogram: {
        edges: Float64Array.of(0, 1, 3, 4).map((edge) => edge * scale),
        counts: Float64Array.of(5, 20, 10),
        width: scale,
        total: 35,
        rule: { kind: 'count', count: 3 },
        remark: null,
      },
      model: { mean: 2 * scale, sd: scale },
    })),
    vertical: 'density',
    window: [0, 4 * scale],
    unit: 1,
    interval: null,
    room: { x: 5, y: 4 },
  });

/** The picture without a window, as the command line draws it. */
function draw(given: ReturnType<typeof view>): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 600, height: 300 });
  chart.setOption(histogramOption(given, look));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

/** Left edge and width of every bar of the picture: all bars are one path. */
function barsOf(svg: string): { left: number; width: number }[] {
  const outline = /<path d="([^"]*)"[^>]*fill="#a9c1dd"/.exec(svg)?.[1] ?? '';
  return [...outline.matchAll(/M(-?[\d.]+) \S+L(-?[\d.]+) /g)].map(([, left, right]) => ({
    left: Number(left),
    width: Number(right) - Number(left),
  }));
}

test('bars stand at their exact edges, of unequal width too', () => {
  const { left, right } = marginsOf(look);
  const perUnit = (600 - left - right) / 4;
  const bars = barsOf(draw(view(1)));
  expect(bars).toHaveLength(3);
  // Half a pixel is left free at either side of a bar.
  expect(bars[1]!.left).toBeCloseTo(left + perUnit + 0.5, 1);
  expect(bars[1]!.width).toBeCloseTo(2 * perUnit - 1, 1);
});

test('the picture is the same in any unit: 1e-25 and 1e25 too, where a bare value axis throws or goes blank', () => {
  for (const scale of [1e-25, 1e25]) expect(barsOf(draw(view(scale)))).toEqual(barsOf(draw(view(1))));
});

test('axis labels are the view model’s', () => {
  const texts = [...draw(view(1)).matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map((match) => match[1]);
  expect(texts).toContain('density (per unit of x)');
  expect(texts.filter((text) => /^\d$/.test(text ?? ''))).toEqual(expect.arrayContaining(['0', '1', '2', '3', '4']));
});

test('several groups are outlines in their own colours', () => {
  const svg = draw(view(1, ['a', 'b']));
  expect(barsOf(svg)).toHaveLength(0);
  for (const colour of lightColours.groups.slice(0, 2)) expect(svg).toContain(colour);
});
