import type { CustomSeriesOption, EChartsOption, LineSeriesOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { CriteriaLines, ValidatedLine } from '../view-models/criteria-lines.ts';
import { groupColour, groupDash } from './options/chart-colours.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';

type Render = NonNullable<CustomSeriesOption['renderItem']>;

/**
 * A line per covariance model over the number of components, the least value marked; deviances of unseen rows as thin
 * lines with hollow diamonds and their standard errors.
 */
export function criteriaOption(view: CriteriaLines, look: ChartLook): EChartsOption {
  const { x, y, lines, validated, best } = view;
  const { colours, fontSize } = look;
  const grid = gridOf(look);
  return {
    ...frameOf(look),
    grid: { ...grid, right: (validated.length > 0 ? 7 : 5) * fontSize },
    xAxis: xAxisOf(x, look),
    yAxis: yAxisOf(y, look),
    series: [
      ...lines.map(({ model, points }, index) => ({
        type: 'line' as const,
        name: model,
        data: points.map(([K, value]) => [drawn(x, K), drawn(y, value)]),
        symbol: 'circle',
        symbolSize: 6,
        silent: true,
        lineStyle: { color: groupColour(colours, index), width: 1.75, type: groupDash(index) },
        itemStyle: { color: groupColour(colours, index) },
        clip: true,
        z: 3,
      })),
      ...validated.flatMap((line) => {
        const colour = groupColour(colours, modelIndex(view, line.model));
        return [unseenLine(line, view, colour), whiskers(line, view, colour)];
      }),
      names(view, look),
      ...(best
        ? [
            {
              type: 'scatter' as const,
              name: 'least',
              data: [[drawn(x, best[0]), drawn(y, best[1])]],
              symbolSize: 15,
              silent: true,
              itemStyle: { color: 'transparent', borderColor: colours.text, borderWidth: 1.75 },
              z: 4,
            },
          ]
        : []),
    ],
  };
}

const modelIndex = ({ lines }: Pick<CriteriaLines, 'lines'>, name: string): number =>
  lines.findIndex(({ model }) => model === name);

const unseenLine = ({ model, points }: ValidatedLine, { x, y }: CriteriaLines, colour: string): LineSeriesOption => ({
  type: 'line',
  name: `${model}, unseen rows`,
  data: points.map(([K, value]) => [drawn(x, K), drawn(y, value)]),
  symbol: 'diamond',
  symbolSize: 10,
  silent: true,
  lineStyle: { color: colour, width: 1.25, type: [2, 3] },
  itemStyle: { color: 'transparent', borderColor: colour, borderWidth: 1.5 },
  clip: true,
  z: 3,
});

/** One standard error up and down. */
function whiskers({ model, points }: ValidatedLine, { x, y }: CriteriaLines, colour: string): CustomSeriesOption {
  const renderItem: Render = (_, api) => {
    const [at = 0, from = 0] = api.coord([api.value(0), api.value(1)]);
    const [, to = 0] = api.coord([api.value(0), api.value(2)]);
    return {
      type: 'path',
      shape: { pathData: `M ${at} ${from} V ${to} M ${at - 3} ${from} h 6 M ${at - 3} ${to} h 6` },
      style: { fill: 'none', stroke: colour, lineWidth: 1, opacity: 0.6 },
    };
  };
  const data = points.map(([K, value, error]) => [drawn(x, K), drawn(y, value - error), drawn(y, value + error)]);
  return { type: 'custom', name: `${model}, standard errors`, silent: true, clip: true, z: 2, data, renderItem };
}

/** Each line's model beside its last point, pushed apart where they would overlap. */
function names({ x, y, lines, validated }: CriteriaLines, look: ChartLook): CustomSeriesOption {
  const { colours, font, fontSize } = look;
  const renderItem: Render = (parameters, api) => {
    const frame = parameters.coordSys as unknown as { y: number; height: number };
    const named = [
      ...lines.map(({ model, points }, index) => ({ model, index, last: points.at(-1) })),
      ...validated.map(({ model, points }) => ({
        model: `${model} CV`,
        index: modelIndex({ lines }, model),
        last: points.at(-1),
      })),
    ];
    const places = named.map(({ model, index, last }) => {
      const [K = 0, value = 0] = last ?? [];
      const [left = 0, top = 0] = api.coord([drawn(x, K), drawn(y, value)]);
      return { model, index, left: left + 8, top: Math.min(frame.y + frame.height, Math.max(frame.y, top)) };
    });
    places.sort((a, b) => b.top - a.top);
    places.forEach((place, i) => {
      const below = places[i - 1];
      if (below) place.top = Math.min(place.top, below.top - 1.15 * fontSize);
    });
    return {
      type: 'group',
      children: places.map(({ model, index, left, top }) => ({
        type: 'text' as const,
        x: left,
        y: top,
        style: {
          text: model,
          fill: groupColour(colours, index),
          font: `600 ${fontSize}px ${font}`,
          textVerticalAlign: 'middle' as const,
        },
      })),
    };
  };
  return { type: 'custom', name: 'models', silent: true, z: 5, data: [[drawn(x, x.min), drawn(y, y.min)]], renderItem };
}
