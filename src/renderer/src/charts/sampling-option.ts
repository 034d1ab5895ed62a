import type { CustomSeriesOption, EChartsOption, LineSeriesOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { Curve } from '../view-models/normal-curve.ts';
import type { SamplingPanel, SamplingView } from '../view-models/sampling-view.ts';
import { barsOf, edgeGap, type Bar } from './options/bars.ts';
import { frameOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';
import { rugOf } from './options/rug.ts';
import { samplingLayout } from './options/sampling-layout.ts';

type Series = CustomSeriesOption | LineSeriesOption;
type Render = NonNullable<CustomSeriesOption['renderItem']>;

/** Population, one sample and all statistics as three plots of one picture. */
export function samplingOption(
  { panels }: SamplingView,
  look: ChartLook,
  size: { width: number; height: number },
): EChartsOption {
  const frame = frameOf(look);
  const { colours, font, fontSize } = look;
  const places = samplingLayout(size, look);
  const titles = panels.map(({ title, note }, i) => ({
    text: note === '' ? `{title|${title}}` : `{title|${title}}{note|   ${note}}`,
    left: places[i]!.left - 0.4 * fontSize,
    top: places[i]!.begin,
    padding: [0.4 * fontSize, 0.4 * fontSize],
    textStyle: {
      fontFamily: font,
      width: places[i]!.right - places[i]!.left,
      overflow: 'truncate' as const,
      rich: {
        title: { color: colours.text, fontSize, fontWeight: 600, fontFamily: font },
        note: { color: colours.mutedText, fontSize, fontWeight: 400, fontFamily: font },
      },
    },
  }));
  return {
    ...frame,
    title: [...(frame.title ? [frame.title].flat() : []), ...titles] as NonNullable<EChartsOption['title']>,
    grid: places.map(({ left, right, top, height }) => ({
      left,
      width: right - left,
      top,
      height,
      outerBoundsMode: 'none' as const,
    })),
    xAxis: panels.map(({ x }, gridIndex) => ({
      ...xAxisOf(x, look),
      nameGap: 1.75 * fontSize,
      gridIndex,
    })),
    yAxis: panels.map(({ y }, gridIndex) => ({
      ...yAxisOf(y, look),
      nameGap: 4.2 * fontSize,
      gridIndex,
    })),
    series: panels.flatMap((panel, place) =>
      seriesOf(panel, look).map((series) => ({ ...series, xAxisIndex: place, yAxisIndex: place })),
    ),
  };
}

function seriesOf(panel: SamplingPanel, look: ChartLook): Series[] {
  const { colours } = look;
  const { area, curve, marks } = panel;
  return [
    bars(panel, look),
    ...(area
      ? [
          {
            ...line(area, panel, 'density'),
            lineStyle: { color: colours.axis, width: 1.5 },
            areaStyle: { color: colours.data, opacity: 0.75 },
          },
        ]
      : []),
    ...(curve
      ? [
          {
            ...line(curve.points, panel, curve.kind === 'normal' ? 'normal' : 'exact'),
            lineStyle: { color: colours.model, width: 2, type: curve.kind === 'normal' ? ('solid' as const) : [6, 4] },
            z: 5,
          },
        ]
      : []),
    ...(marks ? [rugOf('values', marks, panel.x, { stroke: colours.text, width: 1.25, height: 9, opacity: 0.6 })] : []),
    ...panel.lines.map((mark) => upright(mark, panel, look)),
  ];
}

/** Bars of probabilities stand apart, as single values do; bars of a density touch, as their areas do. */
function bars({ edges, heights, discrete, x, y }: SamplingPanel, { colours }: ChartLook): CustomSeriesOption {
  const bars: Bar[] = [];
  heights.forEach((height, bin) => {
    const [from = 0, to = 0] = [edges[bin], edges[bin + 1]];
    if (height > 0 && to > x.min && from < x.max)
      bars.push({ from: drawn(x, from), to: drawn(x, to), bottom: 0, top: drawn(y, height), fill: colours.data });
  });
  const apart = (width: number): number => Math.min(0.2 * width, 0.5 * Math.max(0, width - 1));
  return barsOf('bars', bars, { gapOf: discrete ? apart : edgeGap });
}

/** A line through the plot with its number; at either end an arrow says that it lies beyond. */
function upright(
  { at, label, role }: SamplingPanel['lines'][number],
  { x }: SamplingPanel,
  { colours, font, fontSize }: ChartLook,
): CustomSeriesOption {
  const stroke = role === 'mean' ? colours.model : colours.interval;
  const inside = at >= x.min && at <= x.max;
  const place = Math.min(x.max, Math.max(x.min, at));
  const renderItem: Render = (parameters, api) => {
    const frame = parameters.coordSys as unknown as { x: number; y: number; width: number; height: number };
    const [left = 0] = api.coord([api.value(0), 0]);
    const rightHalf = left > frame.x + frame.width * 0.6;
    const arrow = inside ? '' : at < x.min ? '← ' : ' →';
    const written = at < x.min ? arrow + label : label + arrow;
    return {
      type: 'group',
      children: [
        {
          type: 'line',
          shape: { x1: left, y1: frame.y, x2: left, y2: frame.y + frame.height },
          style: {
            stroke,
            lineWidth: 1.75,
            lineDash: role === 'mean' ? [5, 3] : ('solid' as const),
            opacity: inside ? 1 : 0.35,
          },
        },
        // A shape besides the colour: the statistic's line ends in a triangle.
        ...(role === 'statistic' && inside
          ? [
              {
                type: 'polygon' as const,
                shape: {
                  points: [
                    [left - 5, frame.y],
                    [left + 5, frame.y],
                    [left, frame.y + 8],
                  ],
                },
                style: { fill: stroke },
              },
            ]
          : []),
        {
          type: 'text',
          style: {
            text: written,
            x: rightHalf ? left - 8 : left + 8,
            y: frame.y + 2,
            fill: stroke,
            font: `600 ${fontSize}px ${font}`,
            align: rightHalf ? 'right' : 'left',
            verticalAlign: 'top',
            stroke: colours.background,
            lineWidth: 3,
          },
        },
      ],
    };
  };
  const data = [[drawn(x, place)]];
  return { type: 'custom', name: role, data, renderItem, clip: false, silent: true, z: 7 };
}

function line({ x, y }: Curve, axes: SamplingPanel, name: string): LineSeriesOption {
  const data = Array.from(x, (at, i): [number, number] => [drawn(axes.x, at), drawn(axes.y, y[i] ?? 0)]);
  return { type: 'line', name, data, showSymbol: false, clip: true, silent: true, emphasis: { disabled: true }, z: 3 };
}
