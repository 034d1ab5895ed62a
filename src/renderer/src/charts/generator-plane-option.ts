import type { EChartsOption, SeriesOption } from 'echarts';
import { drawn } from '../view-models/axis.ts';
import type { MixturePlane } from '../view-models/mixture-view.ts';
import { mixturePlaneOption, type RowsPicture } from './mixture-plane-option.ts';
import type { ChartLook } from './options/frame.ts';
import { modeMarks } from './options/mode-marks.ts';

/** Rows drawn, components and modes of p(x) over the plane of two columns. */
export function generatorPlaneOption(
  plane: MixturePlane,
  modes: readonly { at: readonly number[]; label: string }[],
  look: ChartLook,
  rows: RowsPicture | null,
): EChartsOption {
  const option = mixturePlaneOption(plane, look, rows);
  const marks = modes.map(({ at, label }): { at: [number, number]; label: string } => ({
    at: [drawn(plane.x, at[0]!), drawn(plane.y, at[1]!)],
    label,
  }));
  return { ...option, series: [...(option.series as SeriesOption[]), ...modeMarks(marks, look)] };
}
