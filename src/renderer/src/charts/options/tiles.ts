import type { EChartsOption } from 'echarts';
import { columnsFor } from '../../view-models/multiples-layout.ts';
import { frameOf, marginsOf, type ChartLook, type ChartOption, type Margins } from './frame.ts';

/** A chart of one plot that becomes one of several in a picture. */
export interface Tile {
  title: string;
  /** Made for a size of its own, without a heading. */
  option: (look: ChartLook, size: { width: number; height: number }) => ChartOption;
}

/** Several charts side by side in one picture, each below its title. */
export function tiled(tiles: readonly Tile[], look: ChartLook, size: { width: number; height: number }): EChartsOption {
  const { heading: _, ...plain } = look;
  const { fontSize, font, colours } = look;
  const columns = columnsFor(tiles.length);
  const lines = Math.ceil(tiles.length / columns);
  // The margin of a chart is empty but for the heading.
  const top = look.heading ? marginsOf(look).top - marginsOf(plain).top : 0;
  const cell = { width: size.width / columns, height: Math.max(0, (size.height - top) / lines) };
  const inner = { width: cell.width, height: Math.max(0, cell.height - 1.2 * fontSize) };
  const parts = tiles.map(({ option, title }, place) => {
    const left = (place % columns) * cell.width;
    const above = top + Math.floor(place / columns) * cell.height;
    const chart = option(plain, inner);
    const margins = chart.grid as unknown as Margins;
    return {
      title: {
        text: title,
        left: left + margins.left,
        top: above + 0.5 * fontSize,
        textStyle: { color: colours.text, fontFamily: font, fontSize, fontWeight: 600 as const },
      },
      grid: {
        left: left + margins.left,
        top: above + 1.2 * fontSize + margins.top,
        width: Math.max(0, inner.width - margins.left - margins.right),
        height: Math.max(0, inner.height - margins.top - margins.bottom),
        outerBoundsMode: 'none' as const,
      },
      xAxis: { ...(chart.xAxis as object), gridIndex: place },
      yAxis: { ...(chart.yAxis as object), gridIndex: place },
      series: [chart.series ?? []].flat().map((series) => ({ ...series, xAxisIndex: place, yAxisIndex: place })),
    };
  });
  const frame = frameOf(look);
  return {
    ...frame,
    title: [...(frame.title ? [frame.title].flat() : []), ...parts.map(({ title }) => title)],
    grid: parts.map(({ grid }) => grid),
    xAxis: parts.map(({ xAxis }) => xAxis),
    yAxis: parts.map(({ yAxis }) => yAxis),
    // Each series is of a kind that ECharts knows: only its axes were changed.
    series: parts.flatMap(({ series }) => series),
  };
}
