import type { CustomSeriesOption, EChartsOption, LineSeriesOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { DrawnEllipse, MixturePlane } from '../view-models/mixture-view.ts';
import { groupColour, groupDash } from './options/chart-colours.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';

type Render = NonNullable<CustomSeriesOption['renderItem']>;

/** A picture of the rows that fills the plot: an address of an image, or whatever the drawing library takes as one. */
export type RowsPicture = string | object;

/**
 * A mixture over two columns: rows as a picture, an ellipse per component, contours of the weighted sum.
 * @param rows  drawn beforehand, exactly as large as the plot; null for none
 */
export function mixturePlaneOption(plane: MixturePlane, look: ChartLook, rows: RowsPicture | null): EChartsOption {
  return {
    ...frameOf(look),
    grid: gridOf(look),
    xAxis: xAxisOf(plane.x, look),
    yAxis: { ...yAxisOf(plane.y, look), splitLine: { show: false } },
    series: [
      ...(rows ? [picture(plane, rows)] : []),
      ...plane.contours.flatMap((lines, level) =>
        lines.map((line) => contour(line, plane, look, level / plane.contours.length)),
      ),
      ...plane.ellipses.flatMap((ellipse) => [outline(ellipse, plane, look), label(ellipse, plane, look)]),
    ],
  };
}

function picture({ x, y }: MixturePlane, image: RowsPicture): CustomSeriesOption {
  const renderItem: Render = (_, api) => {
    const [left = 0, top = 0] = api.coord([drawn(x, x.min), drawn(y, y.max)]);
    const [right = 0, bottom = 0] = api.coord([drawn(x, x.max), drawn(y, y.min)]);
    const style = { image: image as string, x: left, y: top, width: right - left, height: bottom - top };
    return { type: 'image', style };
  };
  return { type: 'custom', name: 'rows', silent: true, z: 1, data: [[drawn(x, x.min), drawn(y, y.min)]], renderItem };
}

function contour(
  line: readonly [number, number][],
  { x, y }: MixturePlane,
  { colours }: ChartLook,
  height: number,
): LineSeriesOption {
  return {
    ...plainLine(
      'density',
      line.map(([a, b]) => [drawn(x, a), drawn(y, b)]),
    ),
    lineStyle: { color: colours.mutedText, width: 1, opacity: 0.25 + 0.5 * height },
    z: 3,
  };
}

function outline(ellipse: DrawnEllipse, { x, y }: MixturePlane, { colours }: ChartLook): LineSeriesOption {
  return {
    ...plainLine(
      ellipse.name,
      ellipse.line.map(([a, b]) => [drawn(x, a), drawn(y, b)]),
    ),
    lineStyle: {
      color: groupColour(colours, ellipse.id),
      width: ellipse.selected ? 3 : 2,
      type: groupDash(ellipse.id),
      opacity: ellipse.faint ? 0.2 : 1,
    },
    z: 5,
  };
}

/** A cross at the mean; name and weight above the ellipse, on a halo of the background where points lie under them. */
function label(ellipse: DrawnEllipse, { x, y }: MixturePlane, look: ChartLook): CustomSeriesOption {
  const { colours, font, fontSize } = look;
  const [a, b] = ellipse.mean;
  const [atX, atY] = ellipse.line.reduce((top, point) => (point[1] > top[1] ? point : top));
  const colour = groupColour(colours, ellipse.id);
  const opacity = ellipse.faint ? 0.3 : 1;
  const renderItem: Render = (parameters, api) => {
    const [left = 0, top = 0] = api.coord([drawn(x, a), drawn(y, b)]);
    const [textLeft = 0, textTop = 0] = api.coord([drawn(x, atX), drawn(y, atY)]);
    const frame = parameters.coordSys as unknown as { x: number; y: number; width: number };
    const half = 0.31 * fontSize * ellipse.label.length; // a bold letter's width, near enough to keep the ends inside
    const text = {
      type: 'text' as const,
      x: Math.min(frame.x + frame.width - half, Math.max(frame.x + half, textLeft)),
      y: Math.max(frame.y + 1.3 * fontSize, textTop - 0.35 * fontSize),
      style: {
        text: ellipse.locked ? `${ellipse.label} (held)` : ellipse.label,
        fill: colour,
        stroke: colours.background,
        lineWidth: 3.5,
        font: `600 ${fontSize}px ${font}`,
        textAlign: 'center' as const,
        textVerticalAlign: 'bottom' as const,
        opacity,
      },
    };
    const cross = {
      type: 'path' as const,
      shape: { pathData: `M ${left - 5} ${top} h 10 M ${left} ${top - 5} v 10` },
      style: { fill: 'none', stroke: colour, lineWidth: 2, opacity },
    };
    return { type: 'group', children: [cross, text] };
  };
  return {
    type: 'custom',
    name: `${ellipse.name}, label`,
    silent: true,
    clip: true,
    z: 7,
    data: [[drawn(x, a), drawn(y, b)]],
    renderItem,
  };
}

function plainLine(name: string, data: [number, number][]): LineSeriesOption {
  return { type: 'line', name, data, showSymbol: false, clip: true, silent: true, emphasis: { disabled: true } };
}
