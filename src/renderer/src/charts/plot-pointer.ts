import { fractionOf, valueAt, type Axis } from '../view-models/axis.ts';

/** A part of the x axis. */
type Range = [from: number, to: number];

/** The nearest value that a person can mean by a pixel: as many digits as the plot can show, and no more. */
export function roundToPixel(value: number, axis: Pick<Axis, 'min' | 'max'>, pixels: number): number {
  const step = 10 ** Math.floor(Math.log10((axis.max - axis.min) / Math.max(pixels, 1)));
  return Number((Math.round(value / step) * step).toPrecision(15));
}

/** The axis narrowed or widened by a factor, the value below the pointer standing still; never beyond the whole range. */
export function zoomed(
  axis: Pick<Axis, 'min' | 'max'>,
  at: number,
  factor: number,
  whole: readonly [number, number],
): Range | null {
  const from = at - (at - axis.min) * factor;
  const to = at + (axis.max - at) * factor;
  const narrowest = (whole[1] - whole[0]) * 1e-6;
  if (to - from < narrowest) return [axis.min, axis.max];
  if (from <= whole[0] && to >= whole[1]) return null;
  return [Math.max(from, whole[0]), Math.min(to, whole[1])];
}

/** The axis moved by a share of its width, inside the whole range. */
export function panned(axis: Pick<Axis, 'min' | 'max'>, share: number, whole: readonly [number, number]): Range {
  const width = axis.max - axis.min;
  const from = Math.min(Math.max(axis.min + share * width, whole[0]), Math.max(whole[0], whole[1] - width));
  return [from, from + width];
}

/** Where on the axis the pointer is. */
export function pointed(event: Pick<PointerEvent | WheelEvent, 'clientX'>, plot: Element, axis: Axis): number {
  const { left, width } = plot.getBoundingClientRect();
  return valueAt(axis, (event.clientX - left) / width);
}

/** A place on the axis as a CSS length of the plot's width. */
export function place(axis: Pick<Axis, 'min' | 'max'>, value: number): string {
  return `${(100 * fractionOf(axis, value)).toFixed(3)}%`;
}
