import type { CustomSeriesOption, EChartsOption, LineSeriesOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { CovariancePlane } from '../view-models/covariance-plane.ts';
import { formatNumber } from '../view-models/number-format.ts';
import { groupColour } from './options/chart-colours.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';
import { placedLabels } from './options/placed-labels.ts';

type Render = NonNullable<CustomSeriesOption['renderItem']>;
type Series = CustomSeriesOption | LineSeriesOption;
type Place = readonly [x: number, y: number];

/**
 * The plane with its ellipse, the axes of Σ, and a point with its feet on them.
 * @param image  the density painted beforehand, exactly as large as the plot; null for none
 */
export function covariancePlaneOption(plane: CovariancePlane, look: ChartLook, image: object | null): EChartsOption {
  const { x, y } = plane;
  const { colours } = look;
  const at = ([a, b]: Place): [number, number] => [drawn(x, a), drawn(y, b)];
  const line = (name: string, places: readonly Place[], lineStyle: LineSeriesOption['lineStyle'], z = 3): Series => ({
    type: 'line',
    name,
    data: places.map(at),
    lineStyle,
    showSymbol: false,
    clip: true,
    silent: true,
    emphasis: { disabled: true },
    z,
  });
  const ellipse = groupColour(colours, 0);
  return {
    ...frameOf(look),
    grid: gridOf(look),
    xAxis: xAxisOf(x, look),
    yAxis: { ...yAxisOf(y, look), splitLine: { show: false } },
    series: [
      ...(image ? [picture(image)] : []),
      ...plane.columns.map(({ from, to, name }) =>
        line(`direction of ${name}`, [from, to], { color: colours.axis, width: 1, opacity: 0.6 }),
      ),
      line('circle', plane.circle, { color: colours.model, width: 1.25, type: [3, 4] }),
      line('ellipse', plane.ellipse, { color: ellipse, width: 2 }, 4),
      ...plane.feet.map((foot, i) =>
        line(`y${i + 1}`, [plane.point, foot], { color: colours.model, width: 1, type: [2, 3] }, 4),
      ),
      ...plane.axes.map(({ to }) => arrow(plane.mean, to, at, colours.spread)),
      arrow(plane.mean, plane.point, at, colours.model),
      ...arrowLabels(plane, at, look),
      ...plane.columns.map((column) => columnName(column, plane, at, look)),
    ],
  };
}

function picture(image: object): CustomSeriesOption {
  const renderItem: Render = (parameters) => {
    const { x, y, width, height } = parameters.coordSys as unknown as Record<'x' | 'y' | 'width' | 'height', number>;
    const style: object = { image, x, y, width, height };
    return { type: 'image', style };
  };
  return { type: 'custom', name: 'density', silent: true, clip: true, z: 1, data: [0], renderItem };
}

function arrow(from: Place, to: Place, at: (place: Place) => [number, number], colour: string): CustomSeriesOption {
  const data = [[...at(from), ...at(to)]];
  const renderItem: Render = (_, api) => {
    const [x1 = 0, y1 = 0] = api.coord([api.value(0), api.value(1)]);
    const [x2 = 0, y2 = 0] = api.coord([api.value(2), api.value(3)]);
    const length = Math.hypot(x2 - x1, y2 - y1) || 1;
    const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
    const head = Math.min(9, length / 2);
    const point = (back: number, aside: number): string =>
      `${x2 - back * ux - aside * uy} ${y2 - back * uy + aside * ux}`;
    const shaft = { x1, y1, x2: x2 - head * ux, y2: y2 - head * uy };
    return {
      type: 'group',
      children: [
        { type: 'line', shape: shaft, style: { stroke: colour, lineWidth: 2.25 } },
        {
          type: 'path',
          shape: { pathData: `M ${x2} ${y2} L ${point(head, head / 2)} L ${point(head, -head / 2)} Z` },
          style: { fill: colour },
        },
      ],
    };
  };
  return { type: 'custom', name: 'arrow', data, renderItem, silent: true, clip: true, z: 6 };
}

/** How long each arrow is, beside its tip, clear of the handles on the mean, the point and the ends of both axes. */
function arrowLabels(
  { axes, mean, point, length, ellipse }: CovariancePlane,
  at: (place: Place) => [number, number],
  look: ChartLook,
): CustomSeriesOption[] {
  const { spread, model } = look.colours;
  return placedLabels(
    [
      ...axes.map(({ to, label }) => ({ texts: [label], colour: spread, of: { from: at(mean), tip: at(to) } })),
      { texts: [formatNumber(length, 4)], colour: model, of: { from: at(mean), tip: at(point) } },
    ],
    [ellipse.map(at)],
    look,
    [mean, point, ...axisEnds(ellipse)].map(at),
  );
}

/** Ends of both axes: an ellipse is drawn from the end of its longest axis, a quarter of it before the other's. */
function axisEnds(ellipse: readonly Place[]): Place[] {
  return [0, 0.25].flatMap((share) => {
    const end = ellipse[Math.round(share * (ellipse.length - 1))];
    return end ? [end] : [];
  });
}

/** The column's name where its direction leaves the picture. */
function columnName(
  { from, to, name }: CovariancePlane['columns'][number],
  { x, y }: CovariancePlane,
  at: (place: Place) => [number, number],
  { colours, font, fontSize }: ChartLook,
): CustomSeriesOption {
  const end = edgeOf(from, to, x, y);
  const renderItem: Render = (parameters, api) => {
    const frame = parameters.coordSys as unknown as { x: number; y: number; width: number; height: number };
    const [left = 0, top = 0] = api.coord([api.value(0), api.value(1)]);
    const style = {
      text: name,
      fill: colours.mutedText,
      stroke: colours.background,
      lineWidth: 3,
      font: `${fontSize}px ${font}`,
      textAlign: left > frame.x + frame.width / 2 ? ('right' as const) : ('left' as const),
      textVerticalAlign: top < frame.y + frame.height / 2 ? ('top' as const) : ('bottom' as const),
    };
    const right = left > frame.x + frame.width / 2;
    return { type: 'text', x: left + (right ? -5 : 5), y: top < frame.y + frame.height / 2 ? top + 4 : top - 4, style };
  };
  const data = end ? [at(end)] : [];
  return { type: 'custom', name: `name of ${name}`, data, renderItem, silent: true, clip: true, z: 6 };
}

/** Where a line leaves a rectangle, going from one end to the other; null where it never meets it. */
function edgeOf(
  from: Place,
  to: Place,
  x: { min: number; max: number },
  y: { min: number; max: number },
): [number, number] | null {
  let [enter, leave] = [0, 1];
  for (const [start, delta, { min, max }] of [
    [from[0], to[0] - from[0], x],
    [from[1], to[1] - from[1], y],
  ] as const) {
    if (delta === 0) {
      if (start < min || start > max) return null;
      continue;
    }
    const [a, b] = [(min - start) / delta, (max - start) / delta];
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  return enter < leave ? [from[0] + leave * (to[0] - from[0]), from[1] + leave * (to[1] - from[1])] : null;
}
