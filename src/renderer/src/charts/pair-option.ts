import type { CustomSeriesOption, EChartsOption, LineSeriesOption, ScatterSeriesOption } from 'echarts';
import { drawn, type Axis } from '../view-models/axis.ts';
import type { DrawnAxis, DrawnEllipse, DrawnMarginal, PairView } from '../view-models/pair-view.ts';
import type { Curve } from '../view-models/normal-curve.ts';
import { groupColour, groupDash, type ChartColours } from './options/chart-colours.ts';
import { frameOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';
import type { CloudPicture } from './options/cloud-picture.ts';
import { fitColour } from './options/pair-colours.ts';
import { pairFrames } from './options/pair-frame.ts';
import { placedLabels, type PictureLabel } from './options/placed-labels.ts';

type Series = CustomSeriesOption | LineSeriesOption | ScatterSeriesOption;
type Render = NonNullable<CustomSeriesOption['renderItem']>;
/** A canvas or an image, as large as the plot. */
export type PlotImage = object;

export interface PairOptionRequest {
  view: PairView;
  look: ChartLook;
  /** Of the whole picture, in pixels. */
  size: { width: number; height: number };
  /** The rows painted on a canvas, or what is to be drawn as marks: shapes stay sharp at any size. */
  cloud: { image: PlotImage } | CloudPicture;
  /** Index of each group's colour; null for a single group, which has the colours of data and model. */
  colourOf: (group: number) => number | null;
}

/** A pair of columns: cloud, ellipses, axes of the covariance, and marginal histograms along two sides. */
export function pairOption(request: PairOptionRequest): EChartsOption {
  const { view, look, size, cloud } = request;
  const { marginals } = view;
  const { plot, strip, gap } = pairFrames(look, size, view.strips);
  const { top } = plot;
  return {
    ...frameOf(look),
    grid: [
      { ...plot, outerBoundsMode: 'none' },
      { left: plot.left, right: plot.right, top: top - strip - gap, height: strip, outerBoundsMode: 'none' },
      { right: plot.right - strip - gap, width: strip, top, bottom: plot.bottom, outerBoundsMode: 'none' },
    ],
    xAxis: [xAxisOf(view.x, look), hidden(view.x, 1), quantity(2)],
    yAxis: [yAxisOf(view.y, look), quantity(1), hidden(view.y, 2)],
    series: [
      ...('image' in cloud ? [cloudImage(cloud.image)] : cloudMarks(cloud, view)),
      ...view.regions.map((region, index) => regionOf(region, index, view, look)),
      ...view.ellipses.map((ellipse) => ellipseOf(ellipse, request)),
      ...view.axes.map((axis, index) => axisOf(axis, index, request)),
      ...labelsOf(request),
      ...(marginals?.x ?? []).flatMap((marginal) => marginalOf(marginal, 'x', request)),
      ...(marginals?.y ?? []).flatMap((marginal) => marginalOf(marginal, 'y', request)),
    ],
  };
}

/** The axis of the plot once more, without labels, for a strip beside it. */
function hidden(axis: Axis, gridIndex: number) {
  return { type: 'value' as const, gridIndex, min: drawn(axis, axis.min), max: drawn(axis, axis.max), show: false };
}

/** Heights of a strip are shares of its tallest density. */
const quantity = (gridIndex: number) => ({
  type: 'value' as const,
  gridIndex,
  min: 0,
  max: 1,
  show: false,
});

function cloudImage(image: PlotImage): CustomSeriesOption {
  const renderItem: Render = (parameters) => {
    const { x, y, width, height } = parameters.coordSys as unknown as Record<'x' | 'y' | 'width' | 'height', number>;
    const style: object = { image, x, y, width, height };
    return { type: 'image', style };
  };
  return { type: 'custom', name: 'rows', silent: true, clip: true, z: 1, data: [0], renderItem };
}

const symbols = { circle: 'circle', triangle: 'triangle', square: 'rect', diamond: 'diamond' } as const;

/** Each row a mark of its own, class by class, the far rows last. */
function cloudMarks({ points }: CloudPicture, { x, y }: PairView): ScatterSeriesOption[] {
  return points.flatMap(({ placed: { at, classes }, styles }, group) =>
    styles.map(({ colour, shape, ring, size, opacity }, style): ScatterSeriesOption => {
      const data: [number, number][] = [];
      for (let i = 0; i < classes.length; i++)
        if (classes[i] === style) data.push([drawnAt(x, at[2 * i] ?? 0), drawnAt(y, at[2 * i + 1] ?? 0)]);
      return {
        type: 'scatter',
        name: `rows ${group} ${style}`,
        silent: true,
        clip: true,
        z: 1,
        symbol: symbols[shape],
        symbolSize: size,
        itemStyle: ring
          ? { color: 'transparent', borderColor: colour, borderWidth: 1.75, opacity: 1 }
          : { color: colour, opacity },
        data,
      };
    }),
  );
}

/** A place of the unit square on an axis as drawn. */
const drawnAt = (axis: Axis, fraction: number): number => drawn(axis, axis.min + fraction * (axis.max - axis.min));

function toDrawn({ x, y }: Pick<PairView, 'x' | 'y'>, [u, v]: readonly [number, number]): [number, number] {
  return [drawn(x, u), drawn(y, v)];
}

function ellipseOf(
  { group, estimator, level, line }: DrawnEllipse,
  { view, look, colourOf }: PairOptionRequest,
): LineSeriesOption {
  const colour = colourOf(group);
  return {
    ...plainLine(
      `ellipse ${group} ${estimator} ${level}`,
      line.map((point) => toDrawn(view, point)),
    ),
    lineStyle: {
      color: fitColour(look.colours, colour, estimator),
      width: estimator === 'robust' ? 1.5 : 2,
      type: estimator === 'robust' ? [6, 4] : groupDash(colour ?? 0),
    },
    z: 5,
  };
}

/** Where the labels of ellipses begin to look for a place: at the far end of the longest axis, away from the arrows. */
const farEnd = 0.5;

/** What each arrow and each ellipse says of itself, none upon another. */
function labelsOf({ view, look, colourOf }: PairOptionRequest): CustomSeriesOption[] {
  const { colours } = look;
  const lineOf = (line: readonly [number, number][]) => line.map((point) => toDrawn(view, point));
  const arrows = view.axes.map(({ group, estimator, from, to, label }): PictureLabel => ({
    texts: [label],
    colour: arrowColour(colours, colourOf(group), estimator),
    of: { from: toDrawn(view, from), tip: toDrawn(view, to) },
  }));
  const ellipses = view.ellipses.flatMap(({ group, estimator, line, label }): PictureLabel[] =>
    label
      ? [
          {
            texts: label,
            colour: fitColour(colours, colourOf(group), estimator),
            of: { line: lineOf(line), start: farEnd, on: 'line' },
          },
        ]
      : [],
  );
  const others = view.ellipses.flatMap(({ line, label }) => (label ? [] : [lineOf(line)]));
  return placedLabels([...arrows, ...ellipses], others, look);
}

function arrowColour(colours: ChartColours, group: number | null, estimator: DrawnAxis['estimator']): string {
  return estimator === 'robust' ? fitColour(colours, group, estimator) : colours.text;
}

/** An arrow from the mean. */
function axisOf(
  { group, estimator, from, to }: DrawnAxis,
  index: number,
  { view, look, colourOf }: PairOptionRequest,
): CustomSeriesOption {
  const stroke = arrowColour(look.colours, colourOf(group), estimator);
  const renderItem: Render = (_, api) => {
    const [x1 = 0, y1 = 0] = api.coord([api.value(0), api.value(1)]);
    const [x2 = 0, y2 = 0] = api.coord([api.value(2), api.value(3)]);
    const angle = Math.atan2(y2 - y1, x2 - x1);
    const wing = (side: number): [number, number] => [x2 - 9 * Math.cos(angle + side), y2 - 9 * Math.sin(angle + side)];
    return {
      type: 'group',
      children: [
        { type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth: 1.75 } },
        { type: 'polygon', shape: { points: [[x2, y2], wing(0.42), wing(-0.42)] }, style: { fill: stroke } },
      ],
    };
  };
  const data = [[...toDrawn(view, from), ...toDrawn(view, to)]];
  return custom(`axis ${index}`, data, renderItem, 7);
}

function regionOf(
  { line, state }: PairView['regions'][number],
  index: number,
  view: PairView,
  { colours }: ChartLook,
): CustomSeriesOption {
  const points = line.map((point) => toDrawn(view, point));
  const renderItem: Render = (_, api) => ({
    type: 'polygon',
    shape: { points: points.map((point) => api.coord(point)) },
    style: {
      fill: state === 'selecting' ? colours.areaFill : 'transparent',
      stroke: state === 'left-out' ? colours.mutedText : colours.interval,
      lineWidth: 1.5,
      lineDash: state === 'selecting' ? 'solid' : [5, 4],
    },
  });
  return custom(`region ${index}`, [[0, 0]], renderItem, 4);
}

/** Bars of a single group, outlines of several, and the normal that the Gaussian has along this axis. */
function marginalOf(
  { group, edges, heights, curve, estimator }: DrawnMarginal,
  axis: 'x' | 'y',
  request: PairOptionRequest,
): Series[] {
  const { view, look, colourOf } = request;
  const most = (axis === 'x' ? view.marginals?.mostX : view.marginals?.mostY) ?? 1;
  const along = view[axis];
  const colour = colourOf(group);
  const place = axis === 'x' ? { xAxisIndex: 1, yAxisIndex: 1 } : { xAxisIndex: 2, yAxisIndex: 2 };
  const at = (value: number, height: number): [number, number] => {
    const position = drawn(along, value);
    return axis === 'x' ? [position, height / most] : [height / most, position];
  };
  const steps: [number, number][] = [at(edges[0] ?? 0, 0)];
  for (let bin = 0; bin < heights.length; bin++)
    steps.push(at(edges[bin] ?? 0, heights[bin] ?? 0), at(edges[bin + 1] ?? 0, heights[bin] ?? 0));
  steps.push(at(edges.at(-1) ?? 0, 0));
  const fill = colour === null ? look.colours.data : groupColour(look.colours, colour);
  const renderItem: Render = (_, api) => ({
    type: 'polygon',
    shape: { points: steps.map((point) => api.coord(point)) },
    style: { fill, opacity: colour === null ? 1 : 0.28, stroke: colour === null ? undefined : fill, lineWidth: 1 },
  });
  const name = `marginal ${axis} ${group}`;
  return [
    { ...custom(name, [[0, 0]], renderItem, 2), ...place },
    ...(curve
      ? [
          {
            ...plainLine(`${name}: normal`, curvePoints(curve, at)),
            ...place,
            lineStyle: curveStyle(look, colour, estimator),
          },
        ]
      : []),
  ];
}

const curvePoints = ({ x, y }: Curve, at: (value: number, height: number) => [number, number]): [number, number][] =>
  Array.from(x, (value, i) => at(value, y[i] ?? 0));

const curveStyle = (
  { colours }: ChartLook,
  colour: number | null,
  estimator: DrawnMarginal['estimator'],
): LineSeriesOption['lineStyle'] => ({
  color: fitColour(colours, colour, estimator),
  width: 1.75,
  type: groupDash(colour ?? 0),
});

function custom(name: string, data: number[][], renderItem: Render, z: number): CustomSeriesOption {
  return { type: 'custom', name, data, renderItem, clip: true, silent: true, z };
}

function plainLine(name: string, data: [number, number][]): LineSeriesOption {
  return { type: 'line', name, data, showSymbol: false, clip: true, silent: true, emphasis: { disabled: true } };
}
