import { cutText } from '../../view-models/cut-text.ts';
import { textWidth } from '../../view-models/text-width.ts';
import type { ChartOption } from './frame.ts';

type Rectangle = Partial<Record<'left' | 'right' | 'top' | 'bottom' | 'width' | 'height', number>>;
interface NamedAxis {
  name?: string;
  gridIndex?: number;
  nameTextStyle?: { fontSize?: number };
}
interface Side {
  from: number;
  to: number;
}

/** Between a name and the edge of the picture. */
const edge = 3;

/**
 * The same chart with every axis name inside the picture: a name longer than its axis is moved along it, and one for
 * which even the whole side is too short loses its middle. Grids say where they lie in pixels, as all charts here do.
 * @param size  of the whole picture in pixels
 */
export function withFittedNames(
  option: ChartOption,
  { width, height }: { width: number; height: number },
): ChartOption {
  if (!(width > 0 && height > 0)) return option;
  const grids = listOf(option.grid) as Rectangle[];
  const fitted = (axes: unknown, side: 'x' | 'y'): NamedAxis[] =>
    listOf(axes).map((given) => {
      const axis = given as NamedAxis;
      const grid = grids[axis.gridIndex ?? 0];
      if (!axis.name || !grid) return axis;
      const whole = side === 'x' ? width : height;
      const plot = spanOf(grid, side, whole);
      return named(axis, plot, roomAbout(plot, grids, side, whole), side);
    });
  return {
    ...option,
    ...(option.xAxis && { xAxis: fitted(option.xAxis, 'x') }),
    ...(option.yAxis && { yAxis: fitted(option.yAxis, 'y') }),
  };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

function spanOf(grid: Rectangle, side: 'x' | 'y', whole: number): Side {
  const [near, far, length] = side === 'x' ? [grid.left, grid.right, grid.width] : [grid.top, grid.bottom, grid.height];
  const from = near ?? whole - (far ?? 0) - (length ?? 0);
  return { from, to: length === undefined ? whole - (far ?? 0) : from + length };
}

/** As far as the picture's edges, or half-way to the next plot on that side. */
function roomAbout(plot: Side, grids: readonly Rectangle[], side: 'x' | 'y', whole: number): Side {
  let [from, to] = [edge, whole - edge];
  for (const grid of grids) {
    const other = spanOf(grid, side, whole);
    if (other.to <= plot.from) from = Math.max(from, (other.to + plot.from) / 2);
    if (other.from >= plot.to) to = Math.min(to, (other.from + plot.to) / 2);
  }
  return { from, to };
}

function named(axis: NamedAxis, plot: Side, room: Side, side: 'x' | 'y'): NamedAxis {
  const fontSize = axis.nameTextStyle?.fontSize ?? 12;
  const name = cutText(axis.name ?? '', room.to - room.from, fontSize);
  const half = (0.92 * textWidth(name, fontSize)) / 2;
  const middle = (plot.from + plot.to) / 2;
  const shift = Math.max(room.from + half, Math.min(middle, room.to - half)) - middle;
  if (shift === 0 || room.to - room.from < 2 * half) return { ...axis, name };
  // Padding on one end moves a centred name towards the other; a name along the y axis is read upwards.
  const forwards = side === 'x' ? shift : -shift;
  const padding = [0, Math.max(0, -2 * forwards), 0, Math.max(0, 2 * forwards)];
  return { ...axis, name, nameTextStyle: { ...axis.nameTextStyle, padding } as NamedAxis['nameTextStyle'] & object };
}
