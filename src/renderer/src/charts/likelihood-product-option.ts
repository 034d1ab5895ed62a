import type { CustomSeriesOption, EChartsOption, LineSeriesOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { LikelihoodProductView } from '../view-models/likelihood-product-view.ts';
import type { Curve } from '../view-models/normal-curve.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';

type Render = NonNullable<CustomSeriesOption['renderItem']>;

/** The sum of logarithms as a line that goes on, the product as a thick one that ends where doubles end. */
export function likelihoodProductOption(view: LikelihoodProductView, look: ChartLook): EChartsOption {
  const { x, y, limits } = view;
  const { colours } = look;
  const points = (curve: Curve): [number, number][] =>
    Array.from(curve.x, (count, i) => [drawn(x, count), drawn(y, curve.y[i] ?? NaN)]);
  const inside = (height: number): boolean => height > y.min && height < y.max;
  const across = (height: number): [number, number][] => [
    [drawn(x, x.min), drawn(y, height)],
    [drawn(x, x.max), drawn(y, height)],
  ];
  const ends = [
    { height: limits.least, text: 'least double, 4.9 · 10⁻³²⁴' },
    { height: limits.largest, text: 'largest double, 1.8 · 10³⁰⁸' },
  ].filter(({ height }) => inside(height));
  return {
    ...frameOf(look),
    grid: gridOf(look),
    xAxis: xAxisOf(x, look),
    yAxis: yAxisOf(y, look),
    series: [
      ...ends.map(({ height }) => line('limit', across(height), { color: colours.axis, width: 1, type: [6, 3] })),
      line('product', points(view.product), { color: colours.data, width: 6, opacity: 0.9 }),
      line('sum of logarithms', points(view.sum), { color: colours.model, width: 2 }),
      ...ends.map(({ height, text }) => label(text, height, view, look)),
      ...(view.end ? [endMark(view.end, view, look)] : []),
      legend(view, look),
    ],
  };
}

function label(
  text: string,
  height: number,
  { x, y }: LikelihoodProductView,
  { colours, font, fontSize }: ChartLook,
): CustomSeriesOption {
  const renderItem: Render = (parameters, api) => {
    const frame = parameters.coordSys as unknown as { height: number };
    const [left = 0, top = 0] = api.coord([api.value(0), api.value(1)]);
    // In a low plot the end of the product is named where the label would stand.
    const below = height < 0 && frame.height < legendNeeds * fontSize;
    const style = {
      text,
      fill: colours.mutedText,
      stroke: colours.background,
      lineWidth: 3,
      font: `${fontSize - 1}px ${font}`,
      textAlign: 'left' as const,
      textVerticalAlign: below ? ('top' as const) : ('bottom' as const),
    };
    return { type: 'text', x: left + 4, y: below ? top + 4 : top - 3, style };
  };
  return custom('limit, label', [[drawn(x, x.min), drawn(y, height)]], renderItem);
}

/** Where the product stops being a number above 0: a dot with the row it happens at. */
function endMark(
  { count, text, height }: NonNullable<LikelihoodProductView['end']>,
  { x, y }: LikelihoodProductView,
  { colours, font, fontSize }: ChartLook,
): CustomSeriesOption {
  const renderItem: Render = (parameters, api) => {
    const frame = parameters.coordSys as unknown as { x: number; width: number };
    // A falling line leaves room above its end, a rising one below.
    const rising = height > 0;
    const widest = 0.62 * fontSize * text.length;
    const [left = 0, top = 0] = api.coord([api.value(0), api.value(1)]);
    const style = {
      text,
      fill: colours.text,
      stroke: colours.background,
      lineWidth: 4,
      font: `600 ${fontSize}px ${font}`,
      textAlign: 'left' as const,
      textVerticalAlign: rising ? ('top' as const) : ('bottom' as const),
    };
    return {
      type: 'group',
      children: [
        {
          type: 'circle',
          shape: { cx: left, cy: top, r: 5 },
          style: { fill: colours.background, stroke: colours.text, lineWidth: 2 },
        },
        { type: 'text', x: Math.min(left + 9, frame.x + frame.width - widest), y: top + (rising ? 6 : -8), style },
      ],
    };
  };
  return custom('end of the product', [[drawn(x, count), drawn(y, height)]], renderItem);
}

/** Height of a plot in letters, below which names in its corner would lie on the lines. */
const legendNeeds = 10;

/** Names of the two lines, in the lower left corner, where neither of them runs. */
function legend({ x, y, sum }: LikelihoodProductView, { colours, font, fontSize }: ChartLook): CustomSeriesOption {
  const rises = (sum.y.at(-1) ?? 0) > 0;
  const renderItem: Render = (parameters) => {
    const frame = parameters.coordSys as unknown as { x: number; y: number; height: number };
    if (frame.height < legendNeeds * fontSize) return { type: 'group', children: [] };
    const entry = (text: string, color: string, width: number, place: number) => {
      const top = (rises ? frame.y : frame.y + frame.height - 3.4 * fontSize) + (place + 0.5) * 1.6 * fontSize;
      return [
        {
          type: 'line' as const,
          shape: { x1: frame.x + 10, y1: top, x2: frame.x + 34, y2: top },
          style: { stroke: color, lineWidth: width },
        },
        {
          type: 'text' as const,
          x: frame.x + 40,
          y: top,
          style: {
            text,
            fill: colours.text,
            stroke: colours.background,
            lineWidth: 3,
            font: `${fontSize}px ${font}`,
            textVerticalAlign: 'middle' as const,
          },
        },
      ];
    };
    const children = [
      ...entry('product of densities', colours.data, 6, 0),
      ...entry('sum of their logarithms', colours.model, 2, 1),
    ];
    return { type: 'group', children };
  };
  return custom('names', [[drawn(x, x.min), drawn(y, y.min)]], renderItem);
}

function custom(name: string, data: number[][], renderItem: Render): CustomSeriesOption {
  return { type: 'custom', name, data, renderItem, silent: true, clip: true, z: 6 };
}

function line(name: string, data: [number, number][], lineStyle: LineSeriesOption['lineStyle']): LineSeriesOption {
  const plain = { showSymbol: false, clip: true, silent: true, emphasis: { disabled: true } };
  return { type: 'line', name, data, lineStyle, ...plain };
}
