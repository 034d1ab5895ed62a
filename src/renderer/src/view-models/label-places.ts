import { textWidth } from './text-width.ts';
import type { Box, LabelPlace, Spot } from './label-placement.ts';

/** A label's texts, longest first, and how they are written. */
export interface LabelText {
  texts: readonly string[];
  /** In pixels. */
  fontSize: number;
  /** Between the letters and the edge of the label, in pixels. */
  padding: readonly [across: number, upwards: number];
}

/** Places tried around a closed line. */
const mostStops = 40;
/** How far a label may stand from what it names, in heights of the label. */
const distances = [0, 1.3, 2.6, 4.2];
/** The other end of a line costs half of this, in pixels that a label would cover. */
const turnCost = 70;
/** Each step away costs so much more than the one before, and each shorter text. */
const awayCost = 55;
const shorterCost = 35;

/** The box of each text about the origin. */
export function boxesOf({ texts, fontSize, padding: [across, upwards] }: LabelText): Box[] {
  const height = 1.25 * fontSize + 2 * upwards;
  return texts.map((text) => {
    const width = textWidth(text, fontSize) + 2 * across;
    return { x: -width / 2, y: -height / 2, width, height };
  });
}

/**
 * Places along a closed line, best first at a share of its length, then to both sides of it; on the line or beside it, and
 * farther out where all of those are taken.
 * @param line   its ends coincide; parts outside the plot give no places
 * @param start  share of the line's length, 0 to 1
 */
export function placesAlong(
  line: readonly Spot[],
  label: LabelText,
  plot: Box,
  { start, on }: { start: number; on: 'line' | 'outside' },
): LabelPlace[] {
  const boxes = boxesOf(label);
  const middle = middleOf(line);
  return stopsOf(line, plot).flatMap(({ at: anchor, share }) => {
    const [dx, dy] = [anchor[0] - middle[0], anchor[1] - middle[1]];
    const length = Math.hypot(dx, dy) || 1;
    const outwards: Spot = [dx / length, dy / length];
    const turned = Math.abs(share - start - Math.round(share - start));
    return boxes.flatMap((box, text) =>
      distances.map((distance, step): LabelPlace => {
        const clear = on === 'line' && step === 0 ? 0 : reachOf(box, outwards) + 3 + distance * box.height;
        const middle: Spot = [anchor[0] + outwards[0] * clear, anchor[1] + outwards[1] * clear];
        const cost = turnCost * turned + awayCost * step + shorterCost * text;
        return withinPlot({ box: moved(box, middle), anchor, text, cost }, plot);
      }),
    );
  });
}

/** Places of a line that lie in the plot, evenly along what can be seen of it. */
function stopsOf(line: readonly Spot[], plot: Box): { at: Spot; share: number }[] {
  const seen: { at: Spot; share: number }[] = [];
  for (let index = 0; index + 1 < line.length; index++) {
    const [from, to] = [line[index]!, line[index + 1]!];
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    // Of a line far larger than the plot, the pieces are larger too: it is a few straight strokes across the plot.
    const pieces = Math.min(64, Math.max(1, Math.ceil(length / 12)));
    for (let piece = 0; piece < pieces; piece++) {
      const t = piece / pieces;
      const at: Spot = [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
      if (isWithin(at, plot)) seen.push({ at, share: (index + t) / (line.length - 1) });
    }
  }
  const stride = Math.max(1, seen.length / mostStops);
  return Array.from({ length: Math.min(mostStops, seen.length) }, (_, stop) => seen[Math.floor(stop * stride)]!);
}

/** Places about the tip of an arrow: beyond it first, then to its sides, then farther off. */
export function placesAtTip(from: Spot, tip: Spot, label: LabelText, plot: Box): LabelPlace[] {
  const along = Math.atan2(tip[1] - from[1], tip[0] - from[0]);
  if (!isWithin(tip, plot)) return [];
  const turns = [0, 0.5, -0.5, 1, -1, 1.6, -1.6, 2.2, -2.2];
  return boxesOf(label).flatMap((box, text) =>
    distances.flatMap((distance, step) =>
      turns.map((turn): LabelPlace => {
        const direction: Spot = [Math.cos(along + turn), Math.sin(along + turn)];
        const clear = reachOf(box, direction) + 5 + distance * box.height;
        const at: Spot = [tip[0] + direction[0] * clear, tip[1] + direction[1] * clear];
        const cost = 6 * Math.abs(turn) + awayCost * step + shorterCost * text;
        return withinPlot({ box: moved(box, at), anchor: tip, text, cost }, plot);
      }),
    ),
  );
}

/** How far the middle of a box must be from a point in a direction, so that the box does not cover the point. */
function reachOf({ width, height }: Box, [dx, dy]: Spot): number {
  return Math.min(width / 2 / Math.max(Math.abs(dx), 1e-9), height / 2 / Math.max(Math.abs(dy), 1e-9));
}

const moved = (box: Box, [x, y]: Spot): Box => ({ ...box, x: box.x + x, y: box.y + y });

/** Pushed back inside the plot; what is pushed costs as much as what it now may cover. */
function withinPlot(place: LabelPlace, plot: Box): LabelPlace {
  const { box } = place;
  const x = Math.max(plot.x, Math.min(box.x, plot.x + plot.width - box.width));
  const y = Math.max(plot.y, Math.min(box.y, plot.y + plot.height - box.height));
  const pushed = Math.hypot(x - box.x, y - box.y);
  return pushed === 0 ? place : { ...place, box: { ...box, x, y }, cost: place.cost + 0.25 * pushed };
}

const isWithin = ([x, y]: Spot, plot: Box): boolean =>
  x >= plot.x && x <= plot.x + plot.width && y >= plot.y && y <= plot.y + plot.height;

function middleOf(line: readonly Spot[]): Spot {
  const sum = line.reduce<[number, number]>(([x, y], [a, b]) => [x + a, y + b], [0, 0]);
  return [sum[0] / line.length, sum[1] / line.length];
}

/** From the anchor to the nearest point of the label, where the label stands away from it; null where it does not. */
export function leaderOf({ box, anchor: [x, y] }: LabelPlace): readonly [from: Spot, to: Spot] | null {
  const to: Spot = [Math.max(box.x, Math.min(x, box.x + box.width)), Math.max(box.y, Math.min(y, box.y + box.height))];
  return Math.hypot(to[0] - x, to[1] - y) > 9 ? [[x, y], to] : null;
}
