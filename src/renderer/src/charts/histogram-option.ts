import type { CustomSeriesOption, EChartsOption, LineSeriesOption } from 'echarts';
import { drawn, type Axis } from '../view-models/axis.ts';
import type { DrawnGroup, HistogramView, Range } from '../view-models/histogram-view.ts';
import type { Curve } from '../view-models/normal-curve.ts';
import { barsOf, type Bar } from './options/bars.ts';
import { groupColour, groupDash } from './options/chart-colours.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';
import { rugOf } from './options/rug.ts';

type Series = CustomSeriesOption | LineSeriesOption;
type Render = NonNullable<CustomSeriesOption['renderItem']>;
interface Axes {
  x: Axis;
  y: Axis;
}

/**
 * A histogram with its curves. One group is drawn as bars; several as outlines over one another, told apart by colour
 * and dash.
 * @param colourOf  index of each group's colour, where the view holds only some of the groups
 */
export function histogramOption(
  view: HistogramView,
  look: ChartLook,
  colourOf: (group: number) => number | null = view.groups.length > 1 ? (group) => group : () => null,
): EChartsOption {
  const { groups, interval } = view;
  return {
    ...frameOf(look),
    grid: gridOf(look),
    xAxis: xAxisOf(view.x, look),
    yAxis: yAxisOf(view.y, look),
    series: [
      ...(interval ? [band(view, interval, look)] : []),
      ...groups.flatMap((group, index) => seriesOf(group, view, look, colourOf(index), index)),
    ],
  };
}

function seriesOf(group: DrawnGroup, axes: Axes, look: ChartLook, colour: number | null, index: number): Series[] {
  const { colours } = look;
  const own = colour === null ? null : groupColour(colours, colour);
  const name = group.name ?? 'values';
  const curveColour = own ?? colours.model;
  return [
    own !== null ? outline(group, axes, name, own, index) : bars(group, axes, name, look),
    ...(group.area ? [area(group.area, axes, `${name}: interval`, own ?? colours.areaFill, own ? 0.3 : 1)] : []),
    ...(group.rug
      ? [
          rugOf(`${name}: rug`, group.rug, axes.x, {
            stroke: own ?? colours.mutedText,
            width: 1,
            height: 7,
            opacity: 0.45,
          }),
        ]
      : []),
    ...(group.reference
      ? [line(group.reference, axes, `${name}: fit`, { color: curveColour, width: 1.25, type: [5, 4], opacity: 0.75 })]
      : []),
    ...(group.curve
      ? [line(group.curve, axes, `${name}: normal`, { color: curveColour, width: 2, type: groupDash(colour ?? 0) })]
      : []),
  ];
}

function bars(
  { edges, heights }: DrawnGroup,
  { x, y }: Axes,
  name: string,
  { colours }: ChartLook,
): CustomSeriesOption {
  const bars: Bar[] = [];
  for (let bin = 0; bin < heights.length; bin++) {
    const [from, to] = [drawn(x, edges[bin] ?? 0), drawn(x, edges[bin + 1] ?? 0)];
    if ((heights[bin] ?? 0) > 0)
      bars.push({ from, to, bottom: 0, top: drawn(y, heights[bin] ?? 0), fill: colours.data });
  }
  return barsOf(name, bars);
}

/** The histogram as one stepped line over a light fill: several can lie over one another and stay readable. */
function outline(group: DrawnGroup, axes: Axes, name: string, color: string, index: number): LineSeriesOption {
  const { edges, heights } = group;
  const points: [number, number][] = [[drawn(axes.x, edges[0] ?? 0), 0]];
  for (let bin = 0; bin < heights.length; bin++) {
    const height = drawn(axes.y, heights[bin] ?? 0);
    points.push([drawn(axes.x, edges[bin] ?? 0), height], [drawn(axes.x, edges[bin + 1] ?? 0), height]);
  }
  points.push([drawn(axes.x, edges.at(-1) ?? 0), 0]);
  return {
    ...plainLine(name, points),
    lineStyle: { color, width: 1, opacity: 0.85 },
    areaStyle: { color, opacity: 0.16 },
    z: 2 + index / 100,
  };
}

function line(curve: Curve, axes: Axes, name: string, lineStyle: LineSeriesOption['lineStyle']): LineSeriesOption {
  return { ...plainLine(name, pointsOf(curve, axes)), lineStyle, z: 5 };
}

function area(curve: Curve, axes: Axes, name: string, color: string, opacity: number): LineSeriesOption {
  return { ...plainLine(name, pointsOf(curve, axes)), lineStyle: { width: 0 }, areaStyle: { color, opacity }, z: 4 };
}

function band({ x }: Axes, [from, to]: Range, { colours }: ChartLook): CustomSeriesOption {
  const clamp = (value: number): number => drawn(x, Math.min(Math.max(value, x.min), x.max));
  const renderItem: Render = (parameters, api) => {
    const frame = parameters.coordSys as unknown as { y: number; height: number };
    const [left = 0] = api.coord([api.value(0), 0]);
    const [right = 0] = api.coord([api.value(1), 0]);
    const shape = { x: left, y: frame.y, width: right - left, height: frame.height };
    return { type: 'rect', shape, style: { fill: colours.intervalFill } };
  };
  return {
    type: 'custom',
    name: 'interval',
    data: [[clamp(from), clamp(to)]],
    renderItem,
    clip: true,
    silent: true,
    z: 1,
  };
}

function plainLine(name: string, data: [number, number][]): LineSeriesOption {
  return { type: 'line', name, data, showSymbol: false, clip: true, silent: true, emphasis: { disabled: true } };
}

function pointsOf({ x, y }: Curve, axes: Axes): [number, number][] {
  return Array.from(x, (at, index) => [drawn(axes.x, at), drawn(axes.y, y[index] ?? 0)]);
}
