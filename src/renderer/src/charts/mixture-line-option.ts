import type { CustomSeriesOption, EChartsOption, LineSeriesOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { GhostBand } from '../view-models/mixture-ghosts.ts';
import type { MixtureLine } from '../view-models/mixture-view.ts';
import type { Curve } from '../view-models/normal-curve.ts';
import { barsOf, type Bar } from './options/bars.ts';
import { groupColour, groupDash } from './options/chart-colours.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';
import { placedLabels } from './options/placed-labels.ts';

type Series = CustomSeriesOption | LineSeriesOption;
type Render = NonNullable<CustomSeriesOption['renderItem']>;

/** Colour of a bar by the components' shares at its middle; null where bars have one colour. */
export type BarColour = (x: number) => string;

/** A mixture over one column: bars, the components' weighted densities, and their sum. */
export function mixtureLineOption(line: MixtureLine, look: ChartLook, barColour: BarColour | null): EChartsOption {
  const { colours } = look;
  return {
    ...frameOf(look),
    grid: gridOf(look),
    xAxis: xAxisOf(line.x, look),
    yAxis: yAxisOf(line.y, look),
    series: [
      bars(line, look, barColour),
      ...line.bands.flatMap((band) => bandOf(band, line, look)),
      ...line.curves.map((component) => ({
        ...curve(component.curve, line, component.name),
        lineStyle: {
          color: groupColour(colours, component.id),
          width: component.selected ? 3 : 1.75,
          type: groupDash(component.id),
          opacity: component.faint ? 0.2 : 1,
        },
        areaStyle: { color: groupColour(colours, component.id), opacity: component.faint ? 0.02 : 0.1 },
        z: 4,
      })),
      ...(line.sum
        ? [{ ...curve(line.sum, line, 'weighted sum'), lineStyle: { color: colours.text, width: 2 }, z: 5 }]
        : []),
      ...labels(line, look),
    ],
  };
}

/** Where the refits' curves run: a component's as a band, the sum's as two thin lines that hide no band. */
function bandOf({ id, lower, upper }: GhostBand, line: MixtureLine, { colours }: ChartLook): Series[] {
  if (id === null)
    return [lower, upper].map((edge) => ({
      ...curve(edge, line, 'refits'),
      lineStyle: { color: colours.text, width: 1, type: [1, 3], opacity: 0.7 },
      z: 3,
    }));
  const { x, y } = line;
  const places = ({ x: at, y: height }: Curve) =>
    Array.from(at, (value, i) => [drawn(x, value), drawn(y, height[i] ?? 0)]);
  const outline = [...places(upper), ...places(lower).reverse()];
  const renderItem: Render = (_, api) => ({
    type: 'polygon',
    shape: { points: outline.map((place) => api.coord(place)) },
    style: { fill: groupColour(colours, id), opacity: 0.3 },
  });
  const data = [[drawn(x, x.min), drawn(y, y.min)]];
  return [{ type: 'custom', name: 'refits', silent: true, clip: true, z: 3, data, renderItem }];
}

/** Name and weight of each component, above the top of its curve where there is room. */
function labels({ x, y, curves, sum }: MixtureLine, look: ChartLook): CustomSeriesOption[] {
  const at = (value: number, height: number): [number, number] => [drawn(x, value), drawn(y, Math.min(height, y.max))];
  const lines = [...curves.map(({ curve }) => curve), ...(sum ? [sum] : [])];
  return placedLabels(
    curves
      .filter(({ label }) => label !== '')
      .map(({ id, name, label, mean, top, faint, locked }) => {
        const held = locked ? ' (held)' : '';
        return {
          texts: [`${label}${held}`, `${name}${held}`],
          colour: groupColour(look.colours, id),
          opacity: faint ? 0.3 : 1,
          of: { from: at(mean, 0), tip: at(mean, top) },
        };
      }),
    lines.map((each) => Array.from(each.x, (value, i) => at(value, each.y[i] ?? 0))),
    look,
  );
}

function bars({ edges, heights, x, y }: MixtureLine, { colours }: ChartLook, barColour: BarColour | null) {
  const bars: Bar[] = [];
  heights.forEach((height, bin) => {
    const [from, to] = [drawn(x, edges[bin] ?? 0), drawn(x, edges[bin + 1] ?? 0)];
    const middle = ((from + to) / 2) * x.divisor + x.origin;
    const fill = barColour ? barColour(middle) : colours.data;
    if (height > 0) bars.push({ from, to, bottom: 0, top: drawn(y, height), fill });
  });
  return barsOf('values', bars, { opacity: barColour ? 0.55 : 1 });
}

function curve({ x, y }: Curve, axes: MixtureLine, name: string): LineSeriesOption {
  const data = Array.from(x, (at, index): [number, number] => [drawn(axes.x, at), drawn(axes.y, y[index] ?? 0)]);
  return { type: 'line', name, data, showSymbol: false, clip: true, silent: true, emphasis: { disabled: true } };
}
