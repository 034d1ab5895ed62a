import type { CustomSeriesOption, EChartsOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { CriteriaLines } from '../view-models/criteria-lines.ts';
import { groupColour, groupDash } from './options/chart-colours.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';

/** A line per covariance model over the number of components, the least value marked. */
export function criteriaOption({ x, y, lines, best }: CriteriaLines, look: ChartLook): EChartsOption {
  const { colours, fontSize } = look;
  const grid = gridOf(look);
  return {
    ...frameOf(look),
    grid: { ...grid, right: 5 * fontSize },
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
      names({ x, y, lines }, look),
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

type Render = NonNullable<CustomSeriesOption['renderItem']>;

/** Each line's model beside its last point, pushed apart where they would overlap. */
function names({ x, y, lines }: Pick<CriteriaLines, 'x' | 'y' | 'lines'>, look: ChartLook): CustomSeriesOption {
  const { colours, font, fontSize } = look;
  const renderItem: Render = (parameters, api) => {
    const frame = parameters.coordSys as unknown as { y: number; height: number };
    const places = lines.map(({ model, points }, index) => {
      const [K, value] = points.at(-1) ?? [0, 0];
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
