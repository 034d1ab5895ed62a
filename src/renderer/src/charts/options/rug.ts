import type { CustomSeriesOption } from 'echarts';
import { drawn, type Axis } from '../../view-models/axis.ts';

/** How the marks of a rug look. */
export interface RugStyle {
  stroke: string;
  width: number;
  /** In pixels. */
  height: number;
  opacity: number;
}

/** Marks of single values standing on the axis and never counted as bars, as one path: there may be thousands. */
export function rugOf(name: string, values: Float64Array, x: Axis, style: RugStyle): CustomSeriesOption {
  const places: number[] = [];
  for (const value of values) if (value >= x.min && value <= x.max) places.push(drawn(x, value));
  return {
    type: 'custom',
    name,
    clip: true,
    silent: true,
    z: 6,
    data: places.length > 0 ? [[0]] : [],
    renderItem: (_, api) => ({
      type: 'path',
      shape: {
        pathData: places
          .map((place) => {
            const [at = 0, foot = 0] = api.coord([place, 0]);
            return `M${at} ${foot}v${-style.height}`;
          })
          .join(''),
      },
      style: { stroke: style.stroke, fill: 'none', lineWidth: style.width, opacity: style.opacity },
    }),
  };
}
