import type { CustomSeriesOption, EChartsOption } from 'echarts';
import { frameOf, marginsOf, type ChartLook } from './options/frame.ts';
import { solidScale, textPlace, type PaintedSolid, type SolidShape } from './options/solid-shapes.ts';

type Render = NonNullable<CustomSeriesOption['renderItem']>;

/** A solid as shapes, for a picture that stays sharp; the window paints the same shapes on a canvas. */
export function solidOption(solid: PaintedSolid, look: ChartLook): EChartsOption {
  const renderItem: Render = (parameters) => {
    const frame = parameters.coordSys as unknown as { x: number; y: number; width: number; height: number };
    const scale = solidScale(solid, frame, look.fontSize);
    const at = ([x, y]: readonly [number, number]): [number, number] => [
      frame.x + frame.width / 2 + scale * x,
      frame.y + frame.height / 2 - scale * y,
    ];
    return { type: 'group', children: solid.shapes.map((shape) => elementOf(shape, at, frame, look)) };
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

function elementOf(
  shape: SolidShape,
  at: (place: readonly [number, number]) => [number, number],
  frame: { x: number; width: number },
  { colours, font, fontSize }: ChartLook,
) {
  switch (shape.kind) {
    case 'polygon': {
      const { points, fill, stroke, width } = shape;
      return {
        type: 'polygon' as const,
        shape: { points: points.map(at) },
        style: { fill, stroke, lineWidth: width },
      };
    }
    case 'line': {
      const [[x1, y1], [x2, y2]] = [at(shape.points[0]), at(shape.points[1])];
      const { stroke, width, dash } = shape;
      const style = { stroke, lineWidth: width, lineDash: dash.length > 0 ? [...dash] : ('solid' as const) };
      return { type: 'line' as const, shape: { x1, y1, x2, y2 }, style };
    }
    case 'dot': {
      const [cx, cy] = at(shape.at);
      const style = { fill: shape.fill, stroke: shape.stroke, lineWidth: 1.5 };
      return { type: 'circle' as const, shape: { cx, cy, r: 5 }, style };
    }
    case 'text': {
      const [placeX, placeY] = at(shape.at);
      const [x, y] = textPlace(shape, [placeX - frame.x, placeY], frame.width, fontSize);
      return {
        type: 'text' as const,
        x: x + frame.x,
        y,
        style: {
          text: shape.text,
          fill: shape.fill,
          stroke: colours.background,
          lineWidth: 3,
          font: `${fontSize}px ${font}`,
          textAlign: shape.align,
          textVerticalAlign: 'middle' as const,
        },
      };
    }
  }
}
