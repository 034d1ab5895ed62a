import type { CustomSeriesOption, EChartsOption } from 'echarts';
import type { DensitySolid } from '../view-models/density-solid.ts';
import { frameOf, marginsOf, type ChartLook } from './options/frame.ts';
import { facetColour, groundColour } from './options/solid-colours.ts';

type Render = NonNullable<CustomSeriesOption['renderItem']>;

/** The surface as shapes, for a picture that stays sharp; the window paints the same pieces on a canvas. */
export function densitySolidOption(solid: DensitySolid, look: ChartLook): EChartsOption {
  const { colours, font, fontSize } = look;
  const renderItem: Render = (parameters) => {
    const frame = parameters.coordSys as unknown as { x: number; y: number; width: number; height: number };
    const scale = Math.min(frame.width / 2.4, frame.height / (2 * solid.halfHeight + 0.16));
    const at = ([x, y]: readonly [number, number]): [number, number] => [
      frame.x + frame.width / 2 + scale * x,
      frame.y + frame.height / 2 - scale * y,
    ];
    const text = (place: readonly [number, number], label: string, fill: string, align: 'left' | 'center') => {
      const [x, y] = at(place);
      const style = {
        text: label,
        fill,
        stroke: colours.background,
        lineWidth: 3,
        font: `${fontSize}px ${font}`,
        textAlign: align,
        textVerticalAlign: 'middle' as const,
      };
      return { type: 'text' as const, x: align === 'left' ? x + 8 : x, y, style };
    };
    const [footX, footY] = at(solid.stem.foot);
    const [topX, topY] = at(solid.stem.top);
    const stem = solid.stem.inside
      ? [
          {
            type: 'line' as const,
            shape: { x1: footX, y1: footY, x2: topX, y2: topY },
            style: { stroke: colours.model, lineWidth: 2, lineDash: [4, 3] },
          },
          {
            type: 'circle' as const,
            shape: { cx: topX, cy: topY, r: 5 },
            style: { fill: colours.model, stroke: colours.background, lineWidth: 1.5 },
          },
          text(solid.stem.top, solid.stem.label, colours.model, 'left'),
        ]
      : [];
    const children = [
      {
        type: 'polygon' as const,
        shape: { points: solid.ground.map(at) },
        style: { fill: groundColour(colours), stroke: colours.axis, lineWidth: 1 },
      },
      ...solid.facets.map((facet) => {
        const fill = facetColour(facet, colours);
        // The thin line of its own colour closes the seams between neighbours.
        const style = { fill, stroke: fill, lineWidth: 0.6 };
        return { type: 'polygon' as const, shape: { points: facet.corners.map(at) }, style };
      }),
      ...stem,
      ...solid.names.map(({ at: place, text: name }) => text(place, name, colours.mutedText, 'center')),
      text(solid.peak.at, solid.peak.label, colours.text, 'left'),
    ];
    return { type: 'group', children };
  };
  const hidden = { type: 'value' as const, min: 0, max: 1, show: false };
  return {
    ...frameOf(look),
    grid: { ...marginsOf(look), left: 20, right: 20, bottom: 20, outerBoundsMode: 'none' },
    xAxis: hidden,
    yAxis: hidden,
    series: [{ type: 'custom', name: 'surface', data: [[0, 0]], renderItem, silent: true, clip: false }],
  };
}
