import type { PairFrame } from '../view-models/pair-coordinates.ts';
import type { Point } from '../../../shared/statistics/affine-map.ts';

/** A frame that can be changed. */
type Frame = { x: [number, number]; y: [number, number] };

/** A place of the plot: (0, 0) its lower left corner, (1, 1) its upper right one. */
export function placeOf(event: Pick<PointerEvent, 'clientX' | 'clientY'>, plot: Element): [number, number] {
  const { left, bottom, width, height } = plot.getBoundingClientRect();
  return [(event.clientX - left) / width, (bottom - event.clientY) / height];
}

/** The frame narrowed or widened by a factor about a place of the plot. */
export function zoomedFrame({ x, y }: PairFrame, [u, v]: Point, factor: number): Frame {
  const about = ([from, to]: readonly [number, number], at: number): [number, number] => {
    const still = from + at * (to - from);
    return [still + (from - still) * factor, still + (to - still) * factor];
  };
  return { x: about(x, u), y: about(y, v) };
}

/** The frame moved by a share of its width and height. */
export function pannedFrame({ x, y }: PairFrame, [across, upwards]: Point): Frame {
  const by = ([from, to]: readonly [number, number], share: number): [number, number] => {
    const step = share * (to - from);
    return [from + step, to + step];
  };
  return { x: by(x, across), y: by(y, upwards) };
}

/** True where a frame is so small or so large that nothing can be read from it any more. */
export function isExtreme(frame: PairFrame, whole: PairFrame): boolean {
  return (['x', 'y'] as const).some((axis) => {
    const share = (frame[axis][1] - frame[axis][0]) / (whole[axis][1] - whole[axis][0]);
    return !(share > 1e-6 && share < 20);
  });
}

/** Corners of a rectangle between two places, anticlockwise. */
export function rectangleBetween([a, b]: Point, [c, d]: Point): [number, number][] {
  const [left, right] = [Math.min(a, c), Math.max(a, c)];
  const [bottom, top] = [Math.min(b, d), Math.max(b, d)];
  return [
    [left, bottom],
    [right, bottom],
    [right, top],
    [left, top],
  ];
}

/** A lasso with at most `most` corners: every second one is left out until they are few enough. */
export function fewerCorners(points: readonly [number, number][], most = 400): [number, number][] {
  let kept = [...points];
  while (kept.length > most) kept = kept.filter((_, i) => i % 2 === 0);
  return kept;
}
