import type { CustomSeriesOption, EChartsOption, LineSeriesOption, ScatterSeriesOption } from 'echarts';
import { drawn, type Axis } from '../view-models/axis.ts';
import type {
  LikelihoodContour,
  LikelihoodProfile,
  LikelihoodSurfaceView,
} from '../view-models/likelihood-surface-view.ts';
import type { Curve } from '../view-models/normal-curve.ts';
import { groupColour } from './options/chart-colours.ts';
import { frameOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';
import { likelihoodFrames } from './options/likelihood-frame.ts';

type Series = CustomSeriesOption | LineSeriesOption | ScatterSeriesOption;
type Render = NonNullable<CustomSeriesOption['renderItem']>;
/** Place of a series: the plane, the profile above it, the profile at its right. */
type Grid = 0 | 1 | 2;
type Place = [x: number, y: number];

/** The plane with its contours, the profile of μ above it, the profile of σ at its right lying on its side. */
export function likelihoodSurfaceOption(
  view: LikelihoodSurfaceView,
  look: ChartLook,
  size: { width: number; height: number },
): EChartsOption {
  const { plot, strip, gap } = likelihoodFrames(look, size);
  const hidden = (axis: Axis, gridIndex: Grid) => ({
    type: 'value' as const,
    gridIndex,
    min: drawn(axis, axis.min),
    max: drawn(axis, axis.max),
    show: false,
  });
  return {
    ...frameOf(look),
    grid: [
      { ...plot, outerBoundsMode: 'none' },
      {
        left: plot.left,
        right: plot.right,
        top: plot.top - strip.height - gap,
        height: strip.height,
        outerBoundsMode: 'none',
      },
      {
        right: plot.right - strip.width - gap,
        width: strip.width,
        top: plot.top,
        bottom: plot.bottom,
        outerBoundsMode: 'none',
      },
    ],
    xAxis: [xAxisOf(view.x, look), hidden(view.x, 1), hidden(view.fall.sd, 2)],
    yAxis: [{ ...yAxisOf(view.y, look), splitLine: { show: false } }, hidden(view.fall.mean, 1), hidden(view.y, 2)],
    series: [
      ...planeSeries(view, look),
      ...profileSeries(view.mean, 'mean', view, look),
      ...profileSeries(view.sd, 'sd', view, look),
      ...divisorMarks(view, look),
      cornerLegend(view, look, strip.width),
    ],
  };
}

const atGrid = (grid: Grid) => ({ xAxisIndex: grid, yAxisIndex: grid, silent: true, clip: true });

function planeSeries(view: LikelihoodSurfaceView, look: ChartLook): Series[] {
  const { x, y } = view;
  const { colours } = look;
  const region = groupColour(colours, 0);
  const at = ([mean, sd]: Place): Place => [drawn(x, mean), drawn(y, sd)];
  const inner = view.contours.filter(({ drop }) => drop < 5);
  const outer = view.contours.filter(({ drop }) => drop >= 5);
  return [
    ...inner.map((contour) => area(`region ${contour.drop}`, contour.line.map(at), region)),
    ...outer.map((contour) =>
      line(`contour ${contour.drop}`, contour.line.map(at), { color: colours.mutedText, width: 1, opacity: 0.55 }),
    ),
    ...inner.map((contour) => line(`contour ${contour.drop}`, contour.line.map(at), { color: region, width: 1.5 })),
    ...(view.path.length > 1 && view.first
      ? [line('path of the maximum', view.path.map(at), { color: colours.interval, width: 1, opacity: 0.6 })]
      : []),
    ...(view.first?.contours ?? []).map((contour) =>
      line(`first rows ${contour.drop}`, contour.line.map(at), { color: colours.interval, width: 1.5, type: [5, 4] }),
    ),
    ...(view.first
      ? [mark('maximum of the first rows', at(pointOf(view.first.maximum)), colours.interval, 'circle')]
      : []),
    line('μ of the point', [at([view.current.mean, y.min]), at([view.current.mean, y.max])], guide(colours.model)),
    line('σ of the point', [at([x.min, view.current.sd]), at([x.max, view.current.sd])], guide(colours.spread)),
    cross(at(pointOf(view.maximum)), colours.text),
    labels(view.contours, at, look),
  ];
}

const pointOf = ({ mean, sd }: { mean: number; sd: number }): Place => [mean, sd];
const guide = (color: string) => ({ color, width: 1, type: [2, 3] as number[], opacity: 0.9 });

/** A curve, the parabola that Wald takes it for, the height at which both end their intervals, and those ends. */
function profileSeries(
  profile: LikelihoodProfile,
  parameter: 'mean' | 'sd',
  view: LikelihoodSurfaceView,
  look: ChartLook,
): Series[] {
  const { colours } = look;
  const grid: Grid = parameter === 'mean' ? 1 : 2;
  const axis = parameter === 'mean' ? view.x : view.y;
  const fall = view.fall[parameter];
  const color = parameter === 'mean' ? colours.model : colours.spread;
  const at = (value: number, height: number): Place => {
    const along = drawn(axis, value);
    const up = drawn(fall, height);
    return parameter === 'mean' ? [along, up] : [up, along];
  };
  // Far below the strip a curve is cut: its end lies on the border, not beyond the range of the screen.
  const floor = fall.min * 1.5;
  const points = ({ x, y }: Curve): Place[] => Array.from(x, (value, i) => at(value, Math.max(floor, y[i] ?? floor)));
  const ends = (interval: readonly [number, number]): Place[] => interval.map((end) => at(end, view.threshold));
  return [
    { ...line('zero', [at(axis.min, 0), at(axis.max, 0)], { color: colours.grid, width: 1 }), ...atGrid(grid) },
    {
      ...line('threshold', [at(axis.min, view.threshold), at(axis.max, view.threshold)], {
        color: colours.axis,
        width: 1,
        type: [2, 3],
      }),
      ...atGrid(grid),
    },
    {
      ...line(`Wald ${parameter}`, points(profile.parabola), { color: colours.mutedText, width: 1.25, type: [5, 4] }),
      ...atGrid(grid),
    },
    ...(profile.first
      ? [
          {
            ...line(`first rows ${parameter}`, points(profile.first), {
              color: colours.interval,
              width: 1.5,
              type: [5, 4],
            }),
            ...atGrid(grid),
          },
        ]
      : []),
    { ...line(`profile ${parameter}`, points(profile.curve), { color, width: 2 }), ...atGrid(grid) },
    {
      ...line('guide', [at(profile.current.at, fall.min), at(profile.current.at, 0)], guide(color)),
      ...atGrid(grid),
    },
    ...ends(profile.wald).map((end) => ({ ...mark('Wald’s end', end, colours.mutedText, 'ring'), ...atGrid(grid) })),
    ...ends(profile.likelihoodRatio).map((end) => ({ ...mark('end', end, color, 'circle'), ...atGrid(grid) })),
    stripLabel(parameter, grid, view, look),
  ];
}

/** What a strip is, and the confidence written at the height where its intervals end. */
function stripLabel(
  parameter: 'mean' | 'sd',
  grid: Grid,
  view: LikelihoodSurfaceView,
  { colours, font, fontSize }: ChartLook,
): CustomSeriesOption {
  const share = `${Math.round(100 * view.confidence)}\u202f%`;
  const renderItem: Render = (parameters, api) => {
    const frame = parameters.coordSys as unknown as { x: number; y: number; width: number; height: number };
    const [left = 0, top = 0] = api.coord([api.value(0), api.value(1)]);
    const small = `${fontSize - 1}px ${font}`;
    const halo = { stroke: colours.background, lineWidth: 3, font: small };
    const name = {
      type: 'text' as const,
      x: parameter === 'mean' ? frame.x - 8 : frame.x + frame.width / 2,
      y: parameter === 'mean' ? frame.y + frame.height / 2 : frame.y + frame.height + 0.6 * fontSize,
      style: {
        text: `profile of ${parameter === 'mean' ? 'μ' : 'σ'}`,
        fill: parameter === 'mean' ? colours.model : colours.spread,
        textAlign: parameter === 'mean' ? ('right' as const) : ('center' as const),
        textVerticalAlign: parameter === 'mean' ? ('middle' as const) : ('top' as const),
        ...halo,
      },
    };
    const confidence = {
      type: 'text' as const,
      x: parameter === 'mean' ? frame.x + frame.width - 2 : left - 2,
      y: parameter === 'mean' ? top - 2 : frame.y + frame.height - 2,
      style: {
        text: share,
        fill: colours.mutedText,
        textAlign: 'right' as const,
        textVerticalAlign: 'bottom' as const,
        ...halo,
      },
    };
    return { type: 'group', children: [name, confidence] };
  };
  const height = drawn(view.fall[parameter], view.threshold);
  const data = parameter === 'mean' ? [drawn(view.x, view.x.max), height] : [height, drawn(view.y, view.y.min)];
  return {
    type: 'custom',
    name: `strip of ${parameter}`,
    data: [data],
    renderItem,
    z: 8,
    ...atGrid(grid),
    clip: false,
  };
}

/** In the corner between the two strips: which end belongs to which interval. */
function cornerLegend(
  view: LikelihoodSurfaceView,
  { colours, font, fontSize }: ChartLook,
  width: number,
): CustomSeriesOption {
  const entries = [
    { text: width < 118 ? 'ratio' : 'likelihood ratio', color: colours.model, dashed: false },
    { text: 'Wald', color: colours.mutedText, dashed: true },
    ...(view.first ? [{ text: 'first values', color: colours.interval, dashed: true }] : []),
  ];
  const renderItem: Render = (parameters) => {
    const frame = parameters.coordSys as unknown as { x: number; y: number; width: number };
    const from = frame.x + frame.width + 10;
    const children = entries.flatMap(({ text, color, dashed }, place) => {
      const top = frame.y + (0.6 + 1.5 * place) * fontSize;
      const dot = place === 2 ? [] : [{ cx: from + 11, cy: top, r: place === 0 ? 3.5 : 4 }];
      return [
        {
          type: 'line' as const,
          shape: { x1: from, y1: top, x2: from + 22, y2: top },
          style: { stroke: color, lineWidth: place === 0 ? 2 : 1.5, lineDash: dashed ? [5, 4] : [] },
        },
        ...dot.map((shape) => ({
          type: 'circle' as const,
          shape,
          style: place === 0 ? { fill: color } : { fill: colours.background, stroke: color, lineWidth: 1.5 },
        })),
        {
          type: 'text' as const,
          x: from + 28,
          y: top,
          style: {
            text,
            fill: colours.mutedText,
            font: `${fontSize - 1}px ${font}`,
            width: width - 28,
            overflow: 'truncate' as const,
            textVerticalAlign: 'middle' as const,
          },
        },
      ];
    });
    return { type: 'group', children };
  };
  const data = [[drawn(view.x, view.x.max), 0]];
  return { type: 'custom', name: 'ends of intervals', data, renderItem, z: 8, ...atGrid(1), clip: false };
}

/** Both standard deviations on the σ axis: the one that divides by n stands at the maximum, the one by n − 1 above it. */
function divisorMarks(view: LikelihoodSurfaceView, { colours, font, fontSize }: ChartLook): CustomSeriesOption[] {
  const { maximum, sdSample, x, y } = view;
  const marks = [
    { value: maximum.sd, text: 'σ̂: ÷ n', below: true },
    ...(sdSample === null ? [] : [{ value: sdSample, text: 's: ÷ (n − 1)', below: false }]),
  ].filter(({ value }) => value >= y.min && value <= y.max);
  const data = marks.map(({ value }, i) => [drawn(x, x.min), drawn(y, value), i]);
  const renderItem: Render = (parameters, api) => {
    const frame = parameters.coordSys as unknown as { y: number; height: number };
    const [left = 0, top = 0] = api.coord([api.value(0), api.value(1)]);
    const { text, below } = marks[Number(api.value(2))]!;
    // At the lower edge there is room beside the mark, not below it.
    const low = below && top + 2 * fontSize > frame.y + frame.height;
    const rise = low ? 0 : (below ? 1 : -1) * 1.1 * fontSize;
    const tick = {
      type: 'path' as const,
      shape: { pathData: `M ${left} ${top} h 9 l 8 ${rise}` },
      style: { fill: 'none', stroke: colours.spread, lineWidth: below ? 2 : 1.5, lineDash: below ? [] : [3, 2] },
    };
    const label = {
      type: 'text' as const,
      x: left + 20,
      y: top + rise,
      style: {
        text,
        fill: colours.spread,
        stroke: colours.background,
        lineWidth: 3,
        font: `${below ? 600 : 400} ${fontSize}px ${font}`,
        textVerticalAlign: 'middle' as const,
      },
    };
    return { type: 'group', children: [tick, label] };
  };
  return data.length > 0 ? [{ type: 'custom', name: 'divisors', data, renderItem, z: 7, ...atGrid(0) }] : [];
}

/** Each above the top of its contour. */
function labels(
  contours: readonly LikelihoodContour[],
  at: (place: Place) => Place,
  { colours, font, fontSize }: ChartLook,
): CustomSeriesOption {
  const labelled = contours.filter(({ label }) => label !== null);
  const tops = labelled.map(({ line }) => line.reduce((top, point) => (point[1] > top[1] ? point : top)));
  const renderItem: Render = (_, api) => {
    const [left = 0, top = 0] = api.coord([api.value(0), api.value(1)]);
    return {
      type: 'text',
      x: left,
      y: top - 2,
      style: {
        text: labelled[Number(api.value(2))]?.label ?? '',
        fill: colours.mutedText,
        stroke: colours.background,
        lineWidth: 2.5,
        font: `${fontSize - 1}px ${font}`,
        textAlign: 'center',
        textVerticalAlign: 'bottom',
      },
    };
  };
  const data = tops.map((top, i) => [...at(top), i]);
  return { type: 'custom', name: 'levels', data, renderItem, z: 6, ...atGrid(0) };
}

function area(name: string, points: Place[], color: string): CustomSeriesOption {
  const renderItem: Render = (_, api) => ({
    type: 'polygon',
    shape: { points: points.map((point) => api.coord(point)) },
    style: { fill: color, opacity: 0.13 },
  });
  return { type: 'custom', name, data: [points[0] ?? [0, 0]], renderItem, z: 1, ...atGrid(0) };
}

function cross(place: Place, color: string): CustomSeriesOption {
  const renderItem: Render = (_, api) => {
    const [left = 0, top = 0] = api.coord([api.value(0), api.value(1)]);
    const shape = { pathData: `M ${left - 7} ${top} h 14 M ${left} ${top - 7} v 14` };
    return { type: 'path', shape, style: { fill: 'none', stroke: color, lineWidth: 2 } };
  };
  return { type: 'custom', name: 'maximum', data: [place], renderItem, z: 5, ...atGrid(0) };
}

function mark(name: string, place: Place, color: string, kind: 'circle' | 'ring'): ScatterSeriesOption {
  const itemStyle = kind === 'ring' ? { color: 'transparent', borderColor: color, borderWidth: 1.5 } : { color };
  return { type: 'scatter', name, data: [place], symbolSize: kind === 'ring' ? 8 : 7, itemStyle, z: 6, ...atGrid(0) };
}

function line(name: string, data: Place[], lineStyle: LineSeriesOption['lineStyle']): LineSeriesOption {
  return { type: 'line', name, data, showSymbol: false, emphasis: { disabled: true }, lineStyle, z: 3, ...atGrid(0) };
}
