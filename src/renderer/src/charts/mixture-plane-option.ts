import type { CustomSeriesOption, EChartsOption, LineSeriesOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { GhostEllipses } from '../view-models/mixture-ghosts.ts';
import type { DrawnEllipse, MixturePlane } from '../view-models/mixture-view.ts';
import { groupColour, groupDash } from './options/chart-colours.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';
import { placedLabels } from './options/placed-labels.ts';

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
      ...plane.ghosts.map((ghosts) => ghostOutlines(ghosts, plane, look)),
      ...plane.ellipses.flatMap((ellipse) => [outline(ellipse, plane, look), cross(ellipse, plane, look)]),
      ...labels(plane, look),
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

/** One component's ellipses in all refits, each so faint that only where many run it is dark. */
function ghostOutlines(
  { id, lines }: GhostEllipses,
  { x, y }: MixturePlane,
  { colours }: ChartLook,
): CustomSeriesOption {
  const style = {
    fill: 'none',
    stroke: groupColour(colours, id),
    lineWidth: 1,
    opacity: Math.min(0.5, Math.max(0.12, 8 / lines.length)),
  };
  const renderItem: Render = (_, api) => ({
    type: 'group',
    children: lines.map((line) => ({
      type: 'polyline' as const,
      shape: { points: line.map(([a, b]) => api.coord([drawn(x, a), drawn(y, b)])) },
      style,
    })),
  });
  const data = [[drawn(x, x.min), drawn(y, y.min)]];
  return { type: 'custom', name: 'refits', silent: true, clip: true, z: 2, data, renderItem };
}

/** At the mean. */
function cross(ellipse: DrawnEllipse, { x, y }: MixturePlane, { colours }: ChartLook): CustomSeriesOption {
  const [a, b] = ellipse.mean;
  const renderItem: Render = (_, api) => {
    const [left = 0, top = 0] = api.coord([drawn(x, a), drawn(y, b)]);
    const style = {
      fill: 'none',
      stroke: groupColour(colours, ellipse.id),
      lineWidth: 2,
      opacity: ellipse.faint ? 0.3 : 1,
    };
    return { type: 'path', shape: { pathData: `M ${left - 5} ${top} h 10 M ${left} ${top - 5} v 10` }, style };
  };
  const data = [[drawn(x, a), drawn(y, b)]];
  return { type: 'custom', name: `${ellipse.name}, mean`, silent: true, clip: true, z: 7, data, renderItem };
}

/** Name and weight of each component, above its ellipse where there is room. */
function labels({ x, y, ellipses }: MixturePlane, look: ChartLook): CustomSeriesOption[] {
  const onAxes = (line: DrawnEllipse['line']) => line.map(([a, b]): [number, number] => [drawn(x, a), drawn(y, b)]);
  const wanted = ellipses
    .filter(({ label }) => label !== '')
    .map(({ id, name, label, locked, selected, faint, line, mean }) => ({
      texts: locked ? [`${label} (held)`, `${name} (held)`] : [label, name],
      colour: groupColour(look.colours, id),
      opacity: faint ? 0.3 : 1,
      important: selected ? 1 : 0,
      of: { line: onAxes(line), start: topOf(line), on: 'outside' as const },
      mean: [onAxes([mean])[0]!],
    }))
    .sort((a, b) => b.important - a.important);
  return placedLabels(
    wanted,
    wanted.map(({ mean }) => mean),
    look,
  );
}

/** Where the highest point of a line lies along it, as a share of its length. */
function topOf(line: DrawnEllipse['line']): number {
  let top = 0;
  line.forEach(([, y], index) => {
    if (y > line[top]![1]) top = index;
  });
  return top / Math.max(1, line.length - 1);
}

function plainLine(name: string, data: [number, number][]): LineSeriesOption {
  return { type: 'line', name, data, showSymbol: false, clip: true, silent: true, emphasis: { disabled: true } };
}
