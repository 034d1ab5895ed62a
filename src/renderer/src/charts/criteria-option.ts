import type { EChartsOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { CriteriaLines } from '../view-models/criteria-lines.ts';
import { groupColour, groupDash } from './options/chart-colours.ts';
import { frameOf, gridOf, xAxisOf, yAxisOf, type ChartLook } from './options/frame.ts';

/** A line per covariance model over the number of components, the least value marked. */
export function criteriaOption({ x, y, lines, best }: CriteriaLines, look: ChartLook): EChartsOption {
  const { colours, font, fontSize } = look;
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
        endLabel: {
          show: true,
          formatter: model,
          color: groupColour(colours, index),
          fontFamily: font,
          fontSize,
          fontWeight: 600 as const,
        },
        labelLayout: { moveOverlap: 'shiftY' as const },
        z: 3,
      })),
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
